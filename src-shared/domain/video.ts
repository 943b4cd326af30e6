/** What is known about a video file after probing it. */
import { z } from 'zod';

export const Fingerprint = z.strictObject({
  bytes: z.number().int().min(0),
  /** Milliseconds since the epoch. */
  modifiedMs: z.number(),
  /** sha256 over the first and last megabyte, hex. */
  headTailHash: z.string(),
});
export type Fingerprint = z.infer<typeof Fingerprint>;

/** A stretch observed independently. Chunk n is observed over [observeStart, observeEnd) and speaks for [start, end). */
export const Chunk = z.strictObject({
  index: z.number().int().min(0),
  start: z.number(),
  end: z.number(),
  observeStart: z.number(),
  observeEnd: z.number(),
});
export type Chunk = z.infer<typeof Chunk>;

export const MediaInfo = z.strictObject({
  schemaVersion: z.literal(1),
  /** First picture's presentation time; not always 0. */
  startSeconds: z.number(),
  /** End of the last picture minus startSeconds. */
  durationSeconds: z.number().positive(),
  /** Display size in pixels, rotation and pixel shape applied. */
  width: z.number().int().positive(),
  height: z.number().int().positive(),
  rotationDegrees: z.number(),
  frameRate: z.strictObject({ numerator: z.number().int().positive(), denominator: z.number().int().positive() }),
  variableFrameRate: z.boolean(),
  interlaced: z.boolean(),
  container: z.string(),
  videoCodec: z.string(),
  pixelFormat: z.string(),
  bitDepth: z.number().int(),
  audioCodec: z.string().nullable(),
  bytes: z.number().int(),
  /** Whether Chromium plays the file itself; otherwise the page needs a proxy. */
  playableInPage: z.boolean(),
  chunks: z.array(Chunk).min(1),
});
export type MediaInfo = z.infer<typeof MediaInfo>;

export function framesPerSecond(media: Pick<MediaInfo, 'frameRate'>): number {
  return media.frameRate.numerator / media.frameRate.denominator;
}

/** Presentation time of the end of the last picture. */
export function endSeconds(media: Pick<MediaInfo, 'startSeconds' | 'durationSeconds'>): number {
  return media.startSeconds + media.durationSeconds;
}

/** Passages as other programs are told of them. Times count from the first picture of the video, in seconds, as players and editors count. */
import { z } from 'zod';

export const handOffFormats = ['csv', 'json', 'youtube', 'edl', 'fcpxml', 'otio', 'sportscode', 'webvtt', 'mot'] as const;
export const HandOffFormat = z.enum(handOffFormats);
export type HandOffFormat = z.infer<typeof HandOffFormat>;

export const HandOffEntry = z.strictObject({
  segmentId: z.string(),
  /** `#17 03` */
  label: z.string(),
  /** What a clip of it holds, rolls included. */
  start: z.number(),
  end: z.number(),
  /** The passage itself. */
  onScreenStart: z.number(),
  onScreenEnd: z.number(),
  verdict: z.enum(['unreviewed', 'accepted', 'rejected', 'unsure']),
  tags: z.array(z.string()),
  stars: z.number().int().min(0).max(5),
  note: z.string(),
  confidence: z.number().min(0).max(1),
  /** Null where no clip of its own was asked for. */
  clipName: z.string().nullable(),
});
export type HandOffEntry = z.infer<typeof HandOffEntry>;

export const HandOffList = z.strictObject({
  game: z.string(),
  player: z.string(),
  videoPath: z.string(),
  durationSeconds: z.number().positive(),
  frameRate: z.strictObject({ numerator: z.number().int().positive(), denominator: z.number().int().positive() }),
  width: z.number().int().positive(),
  height: z.number().int().positive(),
  hasAudio: z.boolean(),
  entries: z.array(HandOffEntry),
});
export type HandOffList = z.infer<typeof HandOffList>;

/** What follows the game's name in the file's name. */
export const handOffEndings: Record<HandOffFormat, string> = {
  csv: '.csv', json: '.json', youtube: ' chapters.txt', edl: '.edl', fcpxml: '.fcpxml', otio: '.otio', sportscode: '.xml', webvtt: '.vtt', mot: ' mot.txt',
};

/** `/games/Bears vs. Wolves.mp4` and `C:\games\…` alike. */
export function fileNameOf(path: string): string {
  return path.split(/[\\/]/).at(-1) ?? path;
}

/** `file:///C:/my%20games/a.mp4` */
export function fileUrl(path: string): string {
  const parts = path.replaceAll('\\', '/').split('/').map((part, i) => (i === 0 && /^[a-z]:$/i.test(part) ? part : encodeURIComponent(part)));
  const joined = parts.join('/');
  if (joined.startsWith('//')) return `file:${joined}`;
  return `file://${joined.startsWith('/') ? '' : '/'}${joined}`;
}

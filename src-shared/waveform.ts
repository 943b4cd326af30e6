/** How loud a video is over time, for the lane that shows it. Made once a video; not sound. */
import { z } from 'zod';

export const peaksPerSecond = 20;

/** waveform.json */
export const WaveformFile = z.strictObject({
  schemaVersion: z.literal(1),
  /** Presentation time of the first peak. */
  startSeconds: z.number(),
  peaksPerSecond: z.number().positive(),
  /** One letter a peak, from `0` for silence on: the loudest sample of its 50 ms on a scale of 0–63. Empty: the video has no sound. */
  peaks: z.string(),
});
export type WaveformFile = z.infer<typeof WaveformFile>;

const loudest = 63;
const firstLetter = '0'.charCodeAt(0);

/** @param peaks 0–1 each */
export function peaksToText(peaks: ArrayLike<number>): string {
  let text = '';
  for (let i = 0; i < peaks.length; i += 1) text += String.fromCharCode(firstLetter + Math.round(Math.min(1, Math.max(0, peaks[i]!)) * loudest));
  return text;
}

/** 0–1 each. */
export function peaksFromText(text: string): Float32Array {
  return Float32Array.from({ length: text.length }, (_, i) => (text.charCodeAt(i) - firstLetter) / loudest);
}

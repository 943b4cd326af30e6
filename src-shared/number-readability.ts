/**
 * Whether jersey numbers can be read in a game, told from its first observed parts, before the whole of it was looked at. Pure.
 * Not who is who: it counts crops, not players, and a crop of a front or a side shows no number to anybody.
 */
import { z } from 'zod';
import type { ObservationChunk } from './domain/observation.ts';

export const NumberReadability = z.strictObject({
  /** `no-reader`: numbers were not looked for. `too-small`: players are below the height at which digits can be read. */
  verdict: z.enum(['readable', 'seldom', 'unreadable', 'too-small', 'nobody', 'no-reader']),
  /** Crops that were given to the reader. */
  looked: z.number().int(),
  /** Crops among them on which some number was read with confidence. */
  readable: z.number().int(),
  /** Crops among these on which it was the number asked for; null where none was. */
  own: z.number().int().nullable(),
  /** Median height of a person's box in pixels of the video; 0 where nobody was seen. */
  bodyPixels: z.number(),
  /** Presentation times at which people stand well apart: good moments for a click. At most two. */
  clickAt: z.array(z.number()),
});
export type NumberReadability = z.infer<typeof NumberReadability>;

/** A reading counts as confident from here. */
const CONFIDENT = 0.5;
/** Digits are about a quarter of a body high; below 18 pixels of them no reader is right often enough. */
const LEAST_BODY_PIXELS = 70;
/** Fewer readable crops than this share, and a number alone names hardly anybody. */
const SELDOM = 0.15;
/** Fewer, and what was read is as likely chance. */
const HARDLY = 0.02;
/** A box covered by less than this stands apart. */
const APART = 0.1;
/** The two moments for clicks lie at least this far apart, seconds. */
const BETWEEN_CLICKS = 8;

/** @param number digits as asked for, '' when only colour or clicks are used. */
export function numberReadability(chunks: readonly ObservationChunk[], number: string): NumberReadability {
  const best = chunks.flatMap(bestReadings);
  const looked = chunks.reduce((sum, { samples }) => sum + samples.numberTried.reduce((count, tried) => count + tried, 0), 0);
  const own = number === '' ? null : best.filter((text) => text === number).length;
  const bodyPixels = median(chunks.flatMap(({ meta, detections }) => Array.from(detections.h, (height) => height * meta.height)));
  return { verdict: verdictOf(chunks, { looked, readable: best.length, bodyPixels }), looked, readable: best.length, own, bodyPixels: Math.round(bodyPixels), clickAt: momentsForClicks(chunks) };
}

function verdictOf(chunks: readonly ObservationChunk[], seen: { looked: number; readable: number; bodyPixels: number }): NumberReadability['verdict'] {
  if (seen.bodyPixels === 0) return 'nobody';
  if (chunks.every(({ meta }) => meta.numberReader === null)) return 'no-reader';
  const share = seen.readable / Math.max(1, seen.looked);
  if (share >= SELDOM) return 'readable';
  if (seen.bodyPixels < LEAST_BODY_PIXELS) return 'too-small';
  return share >= HARDLY ? 'seldom' : 'unreadable';
}

/** The number of every crop on which one was read with confidence. Readings stand best first. */
function bestReadings({ readings }: ObservationChunk): string[] {
  const seen = new Set<number>();
  return readings.text.filter((_, row) => {
    const sample = readings.sample[row]!;
    if (seen.has(sample)) return false;
    seen.add(sample);
    return readings.probability[row]! >= CONFIDENT;
  });
}

function momentsForClicks(chunks: readonly ObservationChunk[]): number[] {
  const apart = new Map<number, number>();
  for (const { frames, detections } of chunks) {
    detections.frame.forEach((frame, row) => {
      if (detections.overlap[row]! > APART || detections.confidence[row]! < CONFIDENT) return;
      const time = frames.pts[frame]!;
      apart.set(time, (apart.get(time) ?? 0) + 1);
    });
  }
  const ranked = [...apart].toSorted(([atA, a], [atB, b]) => b - a || atA - atB).map(([time]) => time);
  const first = ranked[0];
  const second = ranked.find((time) => Math.abs(time - first!) >= BETWEEN_CLICKS);
  return [first, second].filter((time) => time !== undefined).toSorted((a, b) => a - b);
}

function median(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.toSorted((a, b) => a - b)[values.length >> 1]!;
}

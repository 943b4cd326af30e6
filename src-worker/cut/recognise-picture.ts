/** Is this picture that one, and not its neighbour? Pure comparison of small grey pictures. */
import type { SmallPicture } from './small-pictures.ts';

/** Mean difference in grey levels (0–255) that encoding may leave; a wrong or damaged picture differs by more. */
const ENCODING_LEVELS = 10;
/** Neighbours that differ by less than this cannot be told apart after encoding (a still scene). */
const INDISTINCT_LEVELS = 0.2;

export type Recognition = { recognised: true } | { recognised: false; why: string };

/** @param intendedSeconds Time of the source picture it must be; the nearest of `candidates` is meant. */
export function recognisePicture(picture: SmallPicture, candidates: readonly SmallPicture[], intendedSeconds: number): Recognition {
  if (candidates.length === 0) return { recognised: false, why: 'the source gave no picture there' };
  const distances = candidates.map((candidate) => meanDifference(picture.pixels, candidate.pixels));
  const intended = candidates.reduce((best, c, i) => (Math.abs(c.seconds - intendedSeconds) < Math.abs(candidates[best]!.seconds - intendedSeconds) ? i : best), 0);
  const own = distances[intended]!;
  const least = Math.min(...distances);
  if (own > ENCODING_LEVELS) return { recognised: false, why: `it differs by ${own.toFixed(1)} grey levels from the source` };
  if (own > least * 1.1 + INDISTINCT_LEVELS) {
    return { recognised: false, why: `it is the source's picture at ${candidates[distances.indexOf(least)]!.seconds.toFixed(3)} s, not at ${intendedSeconds.toFixed(3)} s` };
  }
  return { recognised: true };
}

/** Mean absolute difference, 0–255. */
export function meanDifference(a: Uint8Array, b: Uint8Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i += 1) sum += Math.abs(a[i]! - b[i]!);
  return sum / a.length;
}

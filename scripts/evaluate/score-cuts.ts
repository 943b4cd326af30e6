/** Cuts found against cuts made. */
import type { ObservationChunk } from '../../src-shared/domain/observation.ts';

export interface CutScore {
  /** Share of true cuts found within two frames; 1 where there are none. */
  recall: number;
  missed: number[];
  /** Found cuts with no true one within two frames. */
  false: number[];
}

export function scoreCuts(trueCuts: readonly number[], found: readonly number[], fps: number): CutScore {
  const tolerance = 2 / fps + 1e-3;
  const near = (time: number, others: readonly number[]): boolean => others.some((other) => Math.abs(other - time) <= tolerance);
  const missed = trueCuts.filter((cut) => !near(cut, found));
  return { recall: trueCuts.length === 0 ? 1 : 1 - missed.length / trueCuts.length, missed, false: found.filter((cut) => !near(cut, trueCuts)) };
}

/** Each chunk's cuts within the stretch it speaks for. */
export function cutTimes(chunks: readonly ObservationChunk[]): number[] {
  return chunks.flatMap(({ cuts, meta }) => Array.from(cuts.pts).filter((pts) => pts >= meta.start - 1e-6 && pts < meta.end - 1e-6));
}

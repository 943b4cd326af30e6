/** HOTA and its halves DetA and AssA (Luiten et al. 2021, "HOTA: A Higher Order Metric for Evaluating Multi-Object Tracking", IJCV 129). */
import { createAssigner } from '../../../src-worker/observe/tracklets/assign.ts';
import type { Compared } from './sequence.ts';

export interface Hota { hota: number; detA: number; assA: number }

/** Localisation thresholds over which the paper averages (eq. 9). */
export const alphas = Array.from({ length: 19 }, (_, index) => (index + 1) * 0.05);

/** Means over α = 0.05, 0.10 … 0.95, each 0–1. */
export function hota(compared: Compared): Hota {
  const { predictedIds: width, truthCounts, predictedCounts } = compared;
  const alignment = globalAlignment(compared);
  const assign = createAssigner();
  const pairCounts = alphas.map(() => new Map<number, number>());
  const matched = alphas.map(() => 0);
  for (const { truth, predicted, overlaps } of compared.frames) {
    // One matching a frame serves all thresholds: it favours identities that agree over the whole sequence.
    const benefits = overlaps.map((overlap, at) => alignment[truth[Math.floor(at / predicted.length)]! * width + predicted[at % predicted.length]!]! * overlap);
    const pairs = assign(benefits, truth.length, predicted.length);
    truth.forEach((t, row) => {
      const column = pairs[row] ?? null;
      if (column === null) return;
      const key = t * width + predicted[column]!;
      alphas.forEach((alpha, level) => {
        if (overlaps[row * predicted.length + column]! < alpha - 1e-9) return;
        matched[level]! += 1;
        pairCounts[level]!.set(key, (pairCounts[level]!.get(key) ?? 0) + 1);
      });
    });
  }
  const trueBoxes = truthCounts.reduce((a, b) => a + b, 0);
  const predictedBoxes = predictedCounts.reduce((a, b) => a + b, 0);
  const levels = alphas.map((_, level) => {
    const hits = matched[level]!;
    const union = trueBoxes + predictedBoxes - hits;
    let association = 0;
    for (const [key, count] of pairCounts[level]!) {
      association += (count * count) / (truthCounts[Math.floor(key / width)]! + predictedCounts[key % width]! - count);
    }
    const detA = union === 0 ? 0 : hits / union;
    const assA = hits === 0 ? 0 : association / hits;
    return { detA, assA, hota: Math.sqrt(detA * assA) };
  });
  const mean = (pick: (level: Hota) => number): number => levels.reduce((total, level) => total + pick(level), 0) / levels.length;
  return { hota: mean((level) => level.hota), detA: mean((level) => level.detA), assA: mean((level) => level.assA) };
}

/** Soft count of frames in which two identities coincide, over the frames either is in (the reference evaluator's alignment score). */
function globalAlignment({ frames, predictedIds: width, truthCounts, predictedCounts }: Compared): Float64Array {
  const alignment = new Float64Array(truthCounts.length * width);
  for (const { truth, predicted, overlaps } of frames) {
    const rowSums = truth.map((_, row) => predicted.reduce((total, _other, column) => total + overlaps[row * predicted.length + column]!, 0));
    const columnSums = predicted.map((_, column) => truth.reduce((total, _other, row) => total + overlaps[row * predicted.length + column]!, 0));
    truth.forEach((t, row) => predicted.forEach((p, column) => {
      const overlap = overlaps[row * predicted.length + column]!;
      const union = rowSums[row]! + columnSums[column]! - overlap;
      if (union > 1e-12) alignment[t * width + p]! += overlap / union;
    }));
  }
  return alignment.map((shared, at) => (shared === 0 ? 0 : shared / (truthCounts[Math.floor(at / width)]! + predictedCounts[at % width]! - shared)));
}

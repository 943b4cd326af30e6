/** IDF1: identities matched once for the whole sequence (Ristani et al. 2016, "Performance Measures and a Data Set for Multi-Target, Multi-Camera Tracking"). */
import { createAssigner } from '../../../src-worker/observe/tracklets/assign.ts';
import type { Compared } from './sequence.ts';

/** 2·IDTP / (true boxes + predicted boxes), 0–1, for the one-to-one identity matching that makes IDTP largest; boxes agree at IoU ≥ 0.5. */
export function idf1(compared: Compared): number {
  const shared = new Float64Array(compared.truthIds * compared.predictedIds);
  for (const { truth, predicted, overlaps } of compared.frames) {
    truth.forEach((t, row) => predicted.forEach((p, column) => {
      if (overlaps[row * predicted.length + column]! >= 0.5) shared[t * compared.predictedIds + p]! += 1;
    }));
  }
  const pairs = createAssigner()(shared, compared.truthIds, compared.predictedIds);
  const agreeing = pairs.reduce<number>((sum, column, row) => sum + (column === null ? 0 : shared[row * compared.predictedIds + column]!), 0);
  const boxes = sum(compared.truthCounts) + sum(compared.predictedCounts);
  return boxes === 0 ? 0 : (2 * agreeing) / boxes;
}

function sum(values: Float64Array): number {
  return values.reduce((total, value) => total + value, 0);
}

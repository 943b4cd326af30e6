/** MOTA of the CLEAR metrics (Bernardin & Stiefelhagen 2008, "Evaluating Multiple Object Tracking Performance"). */
import { createAssigner } from '../../../src-worker/observe/tracklets/assign.ts';
import type { Compared } from './sequence.ts';

export interface ClearMot {
  /** 1 − (misses + false boxes + identity switches) / true boxes; may be negative. */
  mota: number;
  misses: number;
  falseBoxes: number;
  switches: number;
}

/** Pairs need IoU ≥ 0.5, a pair of the frame before is kept while it does, and as many as possible are made. */
export function clearMot(compared: Compared): ClearMot {
  const assign = createAssigner();
  /** Last predicted identity each true one was ever matched to, and the one it was matched to in the frame before. */
  const lastMatch = new Map<number, number>();
  let previous = new Map<number, number>();
  let misses = 0;
  let falseBoxes = 0;
  let switches = 0;
  let total = 0;
  for (const { truth, predicted, overlaps } of compared.frames) {
    const benefits = overlaps.map((overlap, at) => {
      if (overlap < 0.5) return 0;
      const continues = previous.get(truth[Math.floor(at / predicted.length)]!) === predicted[at % predicted.length];
      return (continues ? 10_000 : 100) + overlap;
    });
    const pairs = assign(benefits, truth.length, predicted.length);
    const current = new Map<number, number>();
    truth.forEach((id, row) => {
      const column = pairs[row] ?? null;
      if (column === null) return;
      const match = predicted[column]!;
      if (lastMatch.has(id) && lastMatch.get(id) !== match) switches += 1;
      lastMatch.set(id, match);
      current.set(id, match);
    });
    total += truth.length;
    misses += truth.length - current.size;
    falseBoxes += predicted.length - current.size;
    previous = current;
  }
  return { mota: total === 0 ? 0 : 1 - (misses + falseBoxes + switches) / total, misses, falseBoxes, switches };
}

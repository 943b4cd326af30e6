/** What the tracking metrics compare: boxes with identities, frame by frame. Not tied to any file format. */
import { iou, type Box } from '../../../src-shared/domain/geometry.ts';

export interface IdentifiedBox extends Box { id: number }

/** True and predicted boxes of the same frames, in order; coordinates in any one unit. */
export interface Sequence {
  truth: readonly (readonly IdentifiedBox[])[];
  predicted: readonly (readonly IdentifiedBox[])[];
}

/** Ids as 0, 1, 2…, and every frame's overlaps, worked out once for all metrics. */
export interface Compared {
  truthIds: number;
  predictedIds: number;
  /** Boxes of each identity over the whole sequence. */
  truthCounts: Float64Array;
  predictedCounts: Float64Array;
  frames: { truth: number[]; predicted: number[]; /** IoU, truth-major. */ overlaps: Float64Array }[];
}

export function compare(sequence: Sequence): Compared {
  if (sequence.truth.length !== sequence.predicted.length) {
    throw new RangeError(`a sequence must have as many predicted frames as true ones, got ${sequence.predicted.length} and ${sequence.truth.length}`);
  }
  const truthIndex = new Map<number, number>();
  const predictedIndex = new Map<number, number>();
  const truthCounts: number[] = [];
  const predictedCounts: number[] = [];
  const frames = sequence.truth.map((truth, frame) => {
    const predicted = sequence.predicted[frame]!;
    const overlaps = new Float64Array(truth.length * predicted.length);
    truth.forEach((box, t) => predicted.forEach((other, p) => { overlaps[t * predicted.length + p] = iou(box, other); }));
    return { truth: truth.map((box) => count(box.id, truthIndex, truthCounts)), predicted: predicted.map((box) => count(box.id, predictedIndex, predictedCounts)), overlaps };
  });
  return {
    truthIds: truthCounts.length, predictedIds: predictedCounts.length,
    truthCounts: Float64Array.from(truthCounts), predictedCounts: Float64Array.from(predictedCounts), frames,
  };
}

function count(id: number, index: Map<number, number>, counts: number[]): number {
  let dense = index.get(id);
  if (dense === undefined) {
    dense = counts.length;
    index.set(id, dense);
    counts.push(0);
  }
  counts[dense]! += 1;
  return dense;
}

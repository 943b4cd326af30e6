/** Raw YOLOv8 heads → boxes, and non-maximum suppression. Pure; pixels of the model's input. */

/** Strides of the three heads, in model pixels. */
export const headStrides = [8, 16, 32] as const;

/** One head: distances to the four sides as distributions over 16 bins, and one logit a cell. */
export interface Head {
  /** 4 × 16 × height × width. */
  box: Float32Array;
  /** height × width. */
  score: Float32Array;
  width: number;
  height: number;
}

/** Model pixels: left, top, right, bottom; score 0–1. */
export interface RawBox { x0: number; y0: number; x1: number; y1: number; score: number }

const BINS = 16;

/** Boxes of at least `leastScore`; the distributions are only read where the score passes (DFL, Li et al. 2020). */
export function decodeHeads(heads: readonly Head[], leastScore: number): RawBox[] {
  const leastLogit = Math.log(leastScore / (1 - leastScore));
  const boxes: RawBox[] = [];
  heads.forEach((head, level) => {
    const stride = headStrides[level]!;
    const cells = head.width * head.height;
    for (let cell = 0; cell < cells; cell += 1) {
      const logit = head.score[cell]!;
      if (logit < leastLogit) continue;
      const x = (cell % head.width) + 0.5;
      const y = Math.floor(cell / head.width) + 0.5;
      boxes.push({
        x0: (x - distance(head.box, 0, cell, cells)) * stride,
        y0: (y - distance(head.box, 1, cell, cells)) * stride,
        x1: (x + distance(head.box, 2, cell, cells)) * stride,
        y1: (y + distance(head.box, 3, cell, cells)) * stride,
        score: 1 / (1 + Math.exp(-logit)),
      });
    }
  });
  return boxes;
}

/** Best first; a box that overlaps a better one by more than `largestIou` is dropped. */
export function suppress(boxes: readonly RawBox[], largestIou: number): RawBox[] {
  const kept: RawBox[] = [];
  for (const box of boxes.toSorted((a, b) => b.score - a.score)) {
    if (kept.every((better) => overlap(better, box) <= largestIou)) kept.push(box);
  }
  return kept;
}

/** Mean of the softmax over the bins of one side. */
function distance(values: Float32Array, side: number, cell: number, cells: number): number {
  const first = side * BINS * cells + cell;
  let largest = -Infinity;
  for (let bin = 0; bin < BINS; bin += 1) largest = Math.max(largest, values[first + bin * cells]!);
  let sum = 0;
  let weighted = 0;
  for (let bin = 0; bin < BINS; bin += 1) {
    const share = Math.exp(values[first + bin * cells]! - largest);
    sum += share;
    weighted += share * bin;
  }
  return weighted / sum;
}

/** IoU. */
export function overlap(a: RawBox, b: RawBox): number {
  const width = Math.min(a.x1, b.x1) - Math.max(a.x0, b.x0);
  const height = Math.min(a.y1, b.y1) - Math.max(a.y0, b.y0);
  if (width <= 0 || height <= 0) return 0;
  const shared = width * height;
  return shared / ((a.x1 - a.x0) * (a.y1 - a.y0) + (b.x1 - b.x0) * (b.y1 - b.y0) - shared);
}

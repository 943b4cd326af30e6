/** The detector's fine input → its coarse one: exact area averages, three pixels to two. Pure. */
import type { InputShapes } from './input-shape.ts';

/** Neutral grey around the picture, as the network was trained with. */
export const PADDING = 114;

/** @param coarse is written: planes of the coarse canvas; the padding must already be there. */
export function shrinkInput(fine: Uint8Array, coarse: Uint8Array, shapes: InputShapes): void {
  const from = shapes.fine;
  const to = shapes.coarse;
  const fineArea = from.canvasWidth * from.canvasHeight;
  const coarseArea = to.canvasWidth * to.canvasHeight;
  for (let plane = 0; plane < 3; plane += 1) {
    for (let y = 0; y < to.contentHeight; y += 2) {
      let a = plane * fineArea + (from.offsetY + (y * 3) / 2) * from.canvasWidth + from.offsetX;
      let out = plane * coarseArea + (to.offsetY + y) * to.canvasWidth + to.offsetX;
      for (let x = 0; x < to.contentWidth; x += 2) {
        const b = a + from.canvasWidth;
        const c = b + from.canvasWidth;
        const top = fine[a + 1]!;
        const left = fine[b]!;
        const middle = fine[b + 1]!;
        const right = fine[b + 2]!;
        const bottom = fine[c + 1]!;
        // Weights 4 2 / 2 1 over ninths: each of the four covers 1.5 × 1.5 pixels.
        coarse[out] = (4 * fine[a]! + 2 * (top + left) + middle + 4) / 9;
        coarse[out + 1] = (4 * fine[a + 2]! + 2 * (top + right) + middle + 4) / 9;
        coarse[out + to.canvasWidth] = (4 * fine[c]! + 2 * (bottom + left) + middle + 4) / 9;
        coarse[out + to.canvasWidth + 1] = (4 * fine[c + 2]! + 2 * (bottom + right) + middle + 4) / 9;
        a += 3;
        out += 2;
      }
    }
  }
}

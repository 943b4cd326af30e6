import { expect, it } from 'vitest';
import { decodeHeads, suppress, type Head } from './decode-heads.ts';

/** One cell whose sides all lie `bins` strides away. */
function headWith(bins: number, logit: number): Head {
  const box = new Float32Array(64);
  for (let side = 0; side < 4; side += 1) box[side * 16 + bins] = 50;
  return { box, score: Float32Array.of(logit), width: 1, height: 1 };
}
const silent: Head = { box: new Float32Array(64), score: Float32Array.of(-20), width: 1, height: 1 };

it('places a box around the middle of its cell, in model pixels', () => {
  const [box] = decodeHeads([headWith(2, 0), silent, silent], 0.1);
  expect(box).toEqual({ x0: 4 - 16, y0: 4 - 16, x1: 4 + 16, y1: 4 + 16, score: 0.5 });
});

it('leaves out cells below the least score', () => {
  expect(decodeHeads([headWith(2, -3), silent, silent], 0.1)).toEqual([]);
});

it('keeps the better of two boxes on one person and both of two neighbours', () => {
  const box = (x0: number, score: number) => ({ x0, y0: 0, x1: x0 + 10, y1: 20, score });
  expect(suppress([box(0, 0.5), box(1, 0.9), box(8, 0.4)], 0.65).map(({ score }) => score)).toEqual([0.9, 0.4]);
});

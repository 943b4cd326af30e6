import { expect, it } from 'vitest';
import { inputShapes } from './input-shape.ts';
import { PADDING, shrinkInput } from './shrink-input.ts';

it.each([
  [1920, 1080, [640, 384], [960, 544]],
  [768, 576, [640, 480], [960, 736]],
  [720, 576, [640, 512], [960, 768]],
  [1080, 1920, [384, 640], [544, 960]],
  [2560, 1080, [640, 288], [960, 416]],
])('%i × %i fits into %j and, finer, into %j', (width, height, coarse, fine) => {
  const shapes = inputShapes(width, height);
  expect([[shapes.coarse.canvasWidth, shapes.coarse.canvasHeight], [shapes.fine.canvasWidth, shapes.fine.canvasHeight]]).toEqual([coarse, fine]);
  expect([shapes.fine.contentWidth, shapes.fine.contentHeight]).toEqual([shapes.coarse.contentWidth * 1.5, shapes.coarse.contentHeight * 1.5]);
});

it('shrinks by area averages of 1.5 × 1.5 pixels and leaves the padding alone', () => {
  const shapes = inputShapes(1280, 720);
  const { coarse, fine } = shapes;
  const big = new Uint8Array(3 * fine.canvasWidth * fine.canvasHeight).fill(PADDING);
  const small = new Uint8Array(3 * coarse.canvasWidth * coarse.canvasHeight).fill(PADDING);
  for (let x = 0; x < fine.contentWidth; x += 1) big[fine.offsetY * fine.canvasWidth + x] = x % 3 === 0 ? 255 : 0;
  shrinkInput(big, small, shapes);
  expect([...small.subarray(coarse.offsetY * coarse.canvasWidth, coarse.offsetY * coarse.canvasWidth + 4)]).toEqual([151, 38, 151, 38]);
  expect(small[0]).toBe(PADDING);
  expect(small.at(-1)).toBe(PADDING);
});

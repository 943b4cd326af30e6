import { expect, it } from 'vitest';
import { averageColor } from './average-color.ts';

const patch = (...colors: Array<[number, number, number]>) => Uint8ClampedArray.from(colors.flatMap((color) => [...color, 255]));

it.each([
  ['one colour is itself', patch([179, 19, 31], [179, 19, 31]), '#b3131f'],
  ['black and white meet in the middle of light, not of numbers', patch([0, 0, 0], [255, 255, 255]), '#bcbcbc'],
  ['nothing is black', patch(), '#000000'],
])('%s', (_, pixels, color) => {
  expect(averageColor(pixels)).toBe(color);
});

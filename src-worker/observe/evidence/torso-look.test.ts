import { expect, test } from 'vitest';
import type { Picture } from '../../inference/frame-ring.ts';
import { torsoLook } from './torso-look.ts';

const box = { x: 0.1, y: 0.1, w: 0.8, h: 0.8 };

/** One colour all over: luma, then the two colour differences around 128. */
function picture(y: number, u: number, v: number): Picture {
  const [width, height] = [64, 128];
  return { width, height, bytes: new Uint8Array(), y: new Uint8Array(width * height).fill(y), u: new Uint8Array((width * height) / 4).fill(u), v: new Uint8Array((width * height) / 4).fill(v) };
}

function alike(a: Float32Array, b: Float32Array): number {
  return a.reduce((sum, value, i) => sum + value * b[i]!, 0);
}

const red = torsoLook(picture(81, 90, 220), box);
const white = torsoLook(picture(230, 128, 128), box);

test('one kit in sun and in shade stays more alike than two kits', () => {
  const shade = torsoLook(picture(66, 96, 204), box);
  expect(alike(red, shade)).toBeGreaterThan(0.8);
  expect(alike(red, white)).toBeLessThan(0.2);
});

test('black, grey and white differ by lightness alone', () => {
  const black = torsoLook(picture(25, 128, 128), box);
  const grey = torsoLook(picture(120, 128, 128), box);
  expect(alike(black, white)).toBeLessThan(0.1);
  expect(alike(black, grey)).toBeLessThan(0.9);
});

test('hue wraps: two reds either side of its origin are alike', () => {
  const [a, b] = [torsoLook(picture(100, 118, 200), box), torsoLook(picture(100, 124, 200), box)];
  expect(alike(a, b)).toBeGreaterThan(0.9);
});

test('a look has length 1, and a box outside the picture takes what is at its border', () => {
  const look = torsoLook(picture(81, 90, 220), { x: 1.2, y: -0.5, w: 0.2, h: 0.3 });
  expect(alike(look, look)).toBeCloseTo(1, 5);
});

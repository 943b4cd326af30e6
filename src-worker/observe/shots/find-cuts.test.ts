import { describe, expect, it } from 'vitest';
import { findCuts } from './find-cuts.ts';

const WIDTH = 32;
const HEIGHT = 18;

/** A picture of stripes: `seed` chooses the place, `shift` moves the content, `light` is added to luma. */
function picture(seed: number, shift = 0, light = 0): Uint8Array {
  const bytes = new Uint8Array((WIDTH * HEIGHT * 3) / 2).fill(128);
  for (let y = 0; y < HEIGHT; y += 1) {
    for (let x = 0; x < WIDTH; x += 1) {
      const value = 60 + ((((x + shift) * 7919 * seed) >> 3) % 90) + ((y * 31 * seed) % 40);
      bytes[y * WIDTH + x] = Math.min(255, value + light);
    }
  }
  bytes.fill(100 + seed * 13, WIDTH * HEIGHT, (WIDTH * HEIGHT * 5) / 4);
  return bytes;
}

function cutsIn(pictures: Uint8Array[]): number[] {
  const finder = findCuts(WIDTH, HEIGHT);
  pictures.forEach((bytes, i) => finder.push(i, bytes));
  finder.end();
  return finder.cuts.map(({ pts }) => pts);
}

const times = (count: number, make: (i: number) => Uint8Array): Uint8Array[] => Array.from({ length: count }, (_, i) => make(i));

describe('cuts', () => {
  it('are the first frames of what is another picture', () => {
    expect(cutsIn([...times(10, () => picture(1)), ...times(10, () => picture(3)), ...times(10, () => picture(1))])).toEqual([10, 20]);
  });
  it('are not camera flashes', () => {
    expect(cutsIn([...times(10, () => picture(1)), picture(1, 0, 110), picture(1, 0, 60), ...times(10, () => picture(1))])).toEqual([]);
  });
  it('are not whip pans, though each frame is another picture', () => {
    expect(cutsIn([...times(8, () => picture(1)), ...times(12, (i) => picture(1, i * 5)), ...times(8, () => picture(1, 55))])).toEqual([]);
  });
  it('are found at the end of a whip pan', () => {
    expect(cutsIn([...times(8, (i) => picture(1, i * 5)), ...times(8, () => picture(4, 0, 60))])).toEqual([8]);
  });
  it('are found in the last frames of a stretch', () => {
    expect(cutsIn([...times(10, () => picture(1)), ...times(2, () => picture(3))])).toEqual([10]);
  });
});

import { expect, it } from 'vitest';
import { isBlack, isFrozen } from './dull-pictures.ts';

const picture = (value: number, change: Record<number, number> = {}): Uint8Array => Uint8Array.from({ length: 160 * 90 }, (_, i) => change[i] ?? value);

it.each([
  ['a black picture is black', picture(16), true],
  ['a small logo does not make it bright', picture(16, { 100: 235, 101: 235, 102: 235 }), true],
  ['a dark hall is not black', picture(45), false],
  ['a spotlit player in the dark is not nothing', Uint8Array.from({ length: 160 * 90 }, (_, i) => (i % 160 < 4 && i < 160 * 12 ? 120 : 16)), false],
])('%s', (_, luma, black) => {
  expect(isBlack(luma)).toBe(black);
});

it.each([
  ['the same picture is frozen', picture(90), true],
  ['compression flickers by a level or two', picture(91, { 7: 88 }), true],
  ['one point that moved is a change', picture(90, { 5000: 120 }), false],
])('%s', (_, luma, frozen) => {
  expect(isFrozen(picture(90), luma)).toBe(frozen);
});

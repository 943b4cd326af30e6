import { expect, it } from 'vitest';
import { audioOffset } from './audio-offset.ts';

const noise = (count: number, delay = 0): Float32Array => Float32Array.from({ length: count }, (_, i) => Math.sin((i - delay) ** 2 * 12.9898) * 0.5);
const tone = (count: number, delay = 0): Float32Array => Float32Array.from({ length: count }, (_, i) => Math.sin((i - delay) / 3));

it.each([
  ['in time', noise(2000), noise(2000), 0],
  ['40 samples late', noise(2000), noise(2000, 40), 0.04],
  ['25 samples early', noise(2000), noise(2000, -25), -0.025],
  ['a tone in time, though it repeats', tone(2000), tone(2000), 0],
  ['silence says nothing', new Float32Array(2000), new Float32Array(2000), null],
  ['other sound says nothing', noise(2000), noise(2000, 700), null],
  ['too little sound says nothing', noise(300), noise(300), null],
])('%s', (_, source, clip, offset) => {
  expect(audioOffset(source, clip, 1000, 0.1)).toBe(offset);
});

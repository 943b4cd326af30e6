import { expect, it } from 'vitest';
import { planChunks, wantedBorders } from './chunk-plan.ts';

it.each([
  [0, 20, []],
  [0, 89, []],
  [0, 120, [60]],
  [10, 150, [60, 110]],
  [0, 10_800, Array.from({ length: 179 }, (_, i) => (i + 1) * 60)],
])('a video from %d s of %d s is shared out in equal parts of about a minute', (start, duration, borders) => {
  expect(wantedBorders(start, duration)).toEqual(borders);
});

it('cuts at key frames, without hole or repetition, and looks one second into the next chunk', () => {
  expect(planChunks(0.5, 120, [60.5], [58.5])).toEqual([
    { index: 0, start: 0.5, end: 58.5, observeStart: 0.5, observeEnd: 59.5 },
    { index: 1, start: 58.5, end: 120.5, observeStart: 58.5, observeEnd: 120.5 },
  ]);
});

it.each([['none is known', null], ['it is a quarter of a minute or more away', 45], ['it is the very first', 0]])('cuts at the wanted time when the key frame is of no use: %s', (_, key) => {
  expect(planChunks(0, 120, [60], [key]).map((chunk) => [chunk.start, chunk.end])).toEqual([[0, 60], [60, 120]]);
});

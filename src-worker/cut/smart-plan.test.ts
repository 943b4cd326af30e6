import { expect, it } from 'vitest';
import { framesByTime, type FramePlan } from './frame-plan.ts';
import { planSmart } from './smart-plan.ts';

/** 100 pictures at 10 a second, a key frame every 20. */
const frames = framesByTime(Array.from({ length: 100 }, (_, i) => ({ pts: i, seconds: i / 10, durationSeconds: 0.1, key: i % 20 === 0 })), 0.1);
const plan = (first: number, last: number, from = frames): FramePlan => ({ frames: from, first, last });

it.each([
  ['edges inside groups: head and tail are re-encoded', 5, 75, { copyFrom: 20, copyUntil: 60 }],
  ['begins on a key frame: no head', 20, 75, { copyFrom: 20, copyUntil: 60 }],
  ['ends before a key frame: no tail', 5, 59, { copyFrom: 20, copyUntil: 60 }],
  ['ends with the video: no tail', 5, 99, { copyFrom: 20, copyUntil: 100 }],
  ['within one group: nothing to copy', 22, 38, null],
  ['one key frame inside: nothing between two', 5, 30, null],
])('%s', (_, first, last, copied) => {
  expect(planSmart(plan(first, last))).toEqual(copied);
});

it('less than a second is not worth two joints', () => {
  const short = framesByTime(Array.from({ length: 40 }, (_, i) => ({ pts: i, seconds: i / 10, durationSeconds: 0.1, key: i % 5 === 0 })), 0.1);
  expect(planSmart(plan(3, 12, short))).toBeNull();
});

it('open groups have no clean key frame after the first', () => {
  const open = framesByTime([0, 3, 1, 2, 6, 4, 5, 9, 7, 8].map((pts) => ({ pts, seconds: pts, durationSeconds: 1, key: pts % 3 === 0 })), 1);
  expect(planSmart(plan(1, 8, open))).toBeNull();
});

import { describe, expect, it } from 'vitest';
import type { Packet } from '../ffmpeg/read-packets.ts';
import { framesByTime, planFrames } from './frame-plan.ts';

const packet = (pts: number, key = false): Packet => ({ pts, seconds: pts / 10, durationSeconds: 0.1, key });
const steady = framesByTime(Array.from({ length: 20 }, (_, i) => packet(i, i % 5 === 0)), 0.1);

describe('a span means pictures', () => {
  it.each([
    ['on picture times', 0.5, 1, [5, 9]],
    ['times inside pictures: the one on screen counts', 0.55, 1.05, [5, 9]],
    ['rounded times are the same times', 0.4996, 0.9996, [5, 9]],
    ['before the first picture', -3, 0.3, [0, 2]],
    ['beyond the last picture', 1.5, 99, [15, 19]],
    ['shorter than a picture', 0.51, 0.52, [5, 5]],
    ['no length at all', 0.5, 0.5, [5, 5]],
  ])('%s', (_, start, end, pictures) => {
    const plan = planFrames(steady, { start, end });
    expect([plan?.first, plan?.last]).toEqual(pictures);
  });

  it('spans that meet inside a picture neither share nor lose one', () => {
    expect([planFrames(steady, { start: 0, end: 0.77 })?.last, planFrames(steady, { start: 0.77, end: 1 })?.first]).toEqual([6, 7]);
  });

  it('variable rate counts by real times', () => {
    const uneven = framesByTime([packet(0, true), packet(1), packet(7), packet(8)], 0.1);
    expect(planFrames(uneven, { start: 0.5, end: 0.8 })).toMatchObject({ first: 1, last: 2 });
  });

  it('outside the video there is nothing', () => {
    expect(planFrames(steady, { start: 2, end: 3 })).toBeNull();
    expect(planFrames([], { start: 0, end: 1 })).toBeNull();
  });
});

describe('key frames', () => {
  it('one whose successors in the file are shown before it is not clean', () => {
    const openGroup = [packet(0, true), packet(3), packet(1), packet(2), packet(6, true), packet(4), packet(5), packet(7, true)];
    expect(framesByTime(openGroup, 0.1).map((f) => [f.pts, f.key, f.cleanKey]).filter(([, key]) => key)).toEqual([[0, true, true], [6, true, false], [7, true, true]]);
  });

  it('pictures before the first key frame cannot be had', () => {
    expect(framesByTime([packet(6, true), packet(4), packet(5), packet(7)], 0.1).map((f) => f.pts)).toEqual([6, 7]);
  });
});

import { describe, expect, it } from 'vitest';
import { clipSpans } from './clip-spans.ts';

const segment = (start: number, end: number, edges: { startReason?: string; endReason?: string } = {}) => ({ id: `${start}`, start, end, startReason: 'came-into-view', endReason: 'lost-from-view', ...edges });
const cut = (segments: ReturnType<typeof segment>[], preRollSeconds: number, postRollSeconds: number, maxClipSeconds: number | null = null) =>
  clipSpans(segments, { preRollSeconds, postRollSeconds, maxClipSeconds }, { start: 0, end: 60 }).map(({ start, end }) => [start, end]);

describe('a clip', () => {
  it('has its rolls', () => expect(cut([segment(5, 10)], 0.5, 2)).toEqual([[4.5, 12]]));
  it('starts with the video at the earliest', () => expect(cut([segment(0.2, 3)], 0.5, 2)).toEqual([[0, 5]]));
  it('ends with the video at the latest', () => expect(cut([segment(50, 58)], 0.5, 20)).toEqual([[49.5, 60]]));
  it('shares a short gap with its neighbour by their rolls and never overlaps it', () => expect(cut([segment(5, 10), segment(11, 20)], 0.5, 2)).toEqual([[4.5, 10.8], [10.8, 22]]));
  it('has no roll where the roll is 0', () => expect(cut([segment(5, 10)], 0, 0)).toEqual([[5, 10]]));
  it('keeps an edge that the user set', () => expect(cut([segment(5, 10, { startReason: 'user' })], 1, 1)).toEqual([[5, 11]]));
  it('is not longer than wished', () => expect(cut([segment(5, 30)], 1, 1, 10)).toEqual([[4, 14]]));
  it('comes in order of time', () => expect(cut([segment(30, 31), segment(5, 6)], 0, 0)).toEqual([[5, 6], [30, 31]]));
  it('outside the video is none', () => expect(cut([segment(70, 71)], 0, 0)).toEqual([]));
});

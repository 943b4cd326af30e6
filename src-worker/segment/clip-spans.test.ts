import { describe, expect, it } from 'vitest';
import { clipSpans } from './clip-spans.ts';

const clips = (segments: [number, number][], pre: number, post: number, maxClipSeconds: number | null = null): number[][] =>
  clipSpans(segments.map(([start, end], i) => ({ id: `s${i}`, start, end })), { preRollSeconds: pre, postRollSeconds: post, maxClipSeconds, video: { start: 0, end: 60 } })
    .map(({ start, end }) => [start, end].map((value) => Math.round(value * 1000) / 1000));

describe('clip spans', () => {
  it('share the second between two segments in proportion to the rolls asked for, and never overlap', () => {
    expect(clips([[5, 10], [11, 20]], 0.5, 2)).toEqual([[4.5, 10.8], [10.8, 22]]);
  });
  it('give both rolls whole where there is room', () => { expect(clips([[5, 10], [13, 20]], 0.5, 2)).toEqual([[4.5, 12], [12.5, 22]]); });
  it('start at the beginning of the video at the earliest', () => { expect(clips([[0.2, 3]], 0.5, 2)).toEqual([[0, 5]]); });
  it('end at the end of the video at the latest', () => { expect(clips([[50, 58]], 0.5, 20)).toEqual([[49.5, 60]]); });
  it('keep a post-roll of 0 as 0', () => { expect(clips([[5, 10], [10.2, 12]], 0.5, 0)).toEqual([[4.5, 10], [10, 12]]); });
  it('are cut at the longest length, keeping their beginning', () => { expect(clips([[5, 40]], 0, 0, 10)).toEqual([[5, 15]]); });
  it('leave out a segment beyond the video', () => { expect(clips([[61, 62]], 1, 1)).toEqual([]); });
});

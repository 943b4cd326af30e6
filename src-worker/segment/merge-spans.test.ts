import { describe, expect, it } from 'vitest';
import { clampSpan, joinObserved, longEnough, mergeSpans } from './merge-spans.ts';

type Pair = [number, number];
const merge = (spans: Pair[], gap: number, min: number): Pair[] =>
  mergeSpans(spans.map(([start, end]) => ({ start, end, observedSeconds: end - start })), gap, joinObserved).filter((span) => longEnough(span, min)).map(({ start, end }) => [start, end]);

describe('merging, then filtering', () => {
  it.each<[string, Pair[], number, Pair[]]>([
    ['joins over a gap equal to the limit', [[0, 5], [6.5, 9]], 1.5, [[0, 9]]],
    ['leaves a longer gap', [[0, 5], [6.6, 9]], 1.5, [[0, 5], [6.6, 9]]],
    ['sorts first', [[8, 12], [0, 5]], 10, [[0, 12]]],
    ['swallows what is contained', [[0, 10], [2, 4]], 1.5, [[0, 10]]],
    ['joins before filtering, and over exactly the limit', [[0, 5], [5.9, 6.5], [8, 12]], 1.5, [[0, 12]]],
    ['joins before filtering, short of the limit', [[0, 5], [5.9, 6.5], [8, 12]], 1.4, [[0, 6.5], [8, 12]]],
    ['drops what was observed for 0.1 s', [[5, 5.1]], 1.5, []],
  ])('%s', (_, spans, gap, expected) => { expect(merge(spans, gap, 1)).toEqual(expected); });

  it('filters by what was observed, not by how long the joined span is', () => {
    expect(merge([[0, 0.3], [1.5, 1.8]], 1.5, 1)).toEqual([]);
  });
});

describe('clamping to the video', () => {
  it.each<[Pair, number, Pair | null]>([
    [[417.788, 418.788], 417.63, null],
    [[-2, 5], 100, [0, 5]],
    [[5, 5], 100, null],
  ])('%j in %d s is %j', ([start, end], duration, expected) => {
    const clamped = clampSpan({ start, end }, { start: 0, end: duration });
    expect(clamped === null ? null : [clamped.start, clamped.end]).toEqual(expected);
  });

  it('refuses a span that ends before it starts', () => {
    expect(() => clampSpan({ start: 8, end: 5 }, { start: 0, end: 100 })).toThrow(/8 to 5/);
  });
});

import { describe, expect, it } from 'vitest';
import { stragglersOf } from './stragglers.ts';

const slow = (runningMs: number) => [{ itemId: 'observe-r-4', runId: 'r', runningMs }];
const ids = (...given: Parameters<typeof stragglersOf>) => stragglersOf(...given).map(({ itemId }) => itemId);

describe('a chunk that is still being observed', () => {
  it.each([
    ['is asked for again after more than three times the middle of its neighbours', 90_001, [20_000, 30_000, 40_000], true],
    ['is left alone at exactly three times', 90_000, [20_000, 30_000, 40_000], false],
    ['is left alone within a minute, however quick the others were', 60_000, [1000, 1000, 1000], false],
    ['is left alone while few have finished', 900_000, [1000, 1000], false],
  ])('%s', (_, runningMs, took, expected) => {
    expect(ids(slow(runningMs), new Map([['r', took]]), new Set())).toEqual(expected ? ['observe-r-4'] : []);
  });

  it('is asked for again once only', () => {
    expect(ids(slow(1e6), new Map([['r', [1, 1, 1]]]), new Set(['observe-r-4']))).toEqual([]);
  });

  it('is not measured by another game', () => {
    expect(ids(slow(1e6), new Map([['other', [1, 1, 1]]]), new Set())).toEqual([]);
  });
});

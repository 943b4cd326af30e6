import { describe, expect, it } from 'vitest';
import { createAssigner } from './assign.ts';

const solve = (table: number[][]) => {
  const columns = table[0]?.length ?? 0;
  return [...createAssigner()(Float64Array.from(table.flat()), table.length, columns)];
};

describe('the assignment', () => {
  it('gives up the best single pair when the sum is larger without it', () => {
    expect(solve([[10, 9], [9, 1]])).toEqual([1, 0]);
  });
  it('leaves a row alone rather than pair it without benefit', () => {
    expect(solve([[0, -2], [3, 0]])).toEqual([null, 0]);
  });
  it('works with more rows than columns and the other way round', () => {
    expect(solve([[1], [3], [2]])).toEqual([null, 0, null]);
    expect(solve([[1, 3, 2]])).toEqual([1]);
  });
  it('has nothing to do on an empty table', () => {
    expect(solve([])).toEqual([]);
  });
  it('equals trying every permutation on random tables', () => {
    let state = 7;
    const random = () => ((state = (state * 1_103_515_245 + 12_345) % 2_147_483_648) / 2_147_483_648);
    const assign = createAssigner();
    for (let round = 0; round < 50; round += 1) {
      const n = 1 + Math.floor(random() * 5);
      const table = Float64Array.from({ length: n * n }, () => Math.max(0, random() * 2 - 0.7));
      const total = assign(table, n, n).reduce<number>((sum, column, row) => sum + (column === null ? 0 : table[row * n + column]!), 0);
      expect(total).toBeCloseTo(bestByBruteForce(table, n), 9);
    }
  });
});

function bestByBruteForce(table: Float64Array, n: number, row = 0, used = 0): number {
  if (row === n) return 0;
  let best = 0;
  for (let column = 0; column < n; column += 1) {
    if ((used >> column) % 2 === 1) continue;
    best = Math.max(best, table[row * n + column]! + bestByBruteForce(table, n, row + 1, used + 2 ** column));
  }
  return best;
}

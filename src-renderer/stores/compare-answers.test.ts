import { describe, expect, it } from 'vitest';
import { compareAnswers } from './compare-answers.ts';

const segment = (id: string, start: number, end: number) => ({ id, start, end, confidence: 0.9 });

describe('two answers on a marked range', () => {
  const a = [segment('1', 0, 10), segment('2', 20, 30), segment('3', 50, 60)];
  const b = [segment('1', 0, 10), segment('2', 20, 34), segment('4', 40, 44)];
  it('counts the seconds inside the range alone', () => {
    expect(compareAnswers(a, b, { start: 5, end: 45 })).toMatchObject({ a: { count: 2, seconds: 15 }, b: { count: 3, seconds: 23 } });
  });
  it('tells what B has, lacks and moves, and nothing from outside', () => {
    const { diff } = compareAnswers(a, b, { start: 5, end: 45 });
    expect({ added: diff.added.map(({ id }) => id), removed: diff.removed.map(({ id }) => id), moved: diff.moved.map(({ after }) => after.id), same: diff.same }).toEqual({ added: ['4'], removed: [], moved: ['2'], same: 1 });
  });
});

import { describe, expect, it } from 'vitest';
import { numberLikelihood } from './number-likelihood.ts';
import type { NumberVote } from './number-votes.ts';

const vote = (text: string, probability = 0.9): NumberVote => ({ timeSeconds: 0, quality: 1, candidates: [{ text, probability }] });
const likelihood = (read: NumberVote[], number: string): number => numberLikelihood(read, number, 0.4);

describe('how likely readings are for a number', () => {
  it.each([['17', '17'], ['7', '7'], ['7', '17'], ['1', '17']])('%s speaks for %s', (read, number) => {
    expect(likelihood([vote(read)], number)).toBeGreaterThan(0.5);
  });

  it.each([['28', '23'], ['3', '17'], ['17', '7'], ['0', '9']])('%s speaks against %s', (read, number) => {
    expect(likelihood([vote(read)], number)).toBeLessThan(0);
  });

  it('a digit says more for the number that is nothing else', () => {
    expect(likelihood([vote('7')], '7')).toBeGreaterThan(likelihood([vote('7')], '17'));
  });

  it('an unsure reading says less, and more readings say more', () => {
    expect(likelihood([vote('17', 0.3)], '17')).toBeLessThan(likelihood([vote('17', 0.95)], '17'));
    expect(likelihood([vote('17'), vote('17')], '17')).toBeGreaterThan(likelihood([vote('17')], '17'));
  });

  it('nothing read says nothing', () => {
    expect(likelihood([], '17')).toBe(0);
  });
});

import { describe, expect, it } from 'vitest';
import { jerseyProbabilities, jerseyTexts, textProbability } from './ctc-digits.ts';

const uniform = (count: number): number[][] => Array.from({ length: count }, () => Array.from({ length: 11 }, () => 1 / 11));
const certain = (...symbols: (number | null)[]): number[][] => symbols.map((digit) => Array.from({ length: 11 }, (_, i) => (i === (digit === null ? 0 : digit + 1) ? 1 : 0)));

describe('probabilities of jersey numbers', () => {
  it('counts every text once: nothing, ten digits, a hundred pairs', () => {
    expect(new Set(jerseyTexts).size).toBe(111);
  });
  it('reads a repeated symbol as one digit and needs a blank between two equal ones', () => {
    expect(textProbability(certain(1, 1, null), '1')).toBe(1);
    expect(textProbability(certain(1, 1, null), '11')).toBe(0);
    expect(textProbability(certain(1, null, 1), '11')).toBe(1);
  });
  it('keeps 0, 00 and 07 apart', () => {
    expect(textProbability(certain(0, null, 0), '00')).toBe(1);
    expect(textProbability(certain(0, null, null), '0')).toBe(1);
    expect(textProbability(certain(0, 7, null), '07')).toBe(1);
  });
  it('equals the count of alignments where every symbol is equally likely', () => {
    const steps = 4;
    for (const text of ['', '7', '17', '11']) {
      expect(textProbability(uniform(steps), text) * 11 ** steps).toBeCloseTo(alignments(steps, text), 6);
    }
  });
  it('sums to one over all texts', () => {
    expect(jerseyProbabilities(uniform(6)).reduce((sum, value) => sum + value, 0)).toBeCloseTo(1, 5);
  });
});

/** By trying every path. */
function alignments(steps: number, text: string): number {
  let count = 0;
  for (let path = 0; path < 11 ** steps; path += 1) {
    const symbols = Array.from({ length: steps }, (_, t) => Math.floor(path / 11 ** t) % 11);
    const collapsed = symbols.filter((symbol, t) => symbol !== 0 && symbol !== symbols[t - 1]).map((symbol) => symbol - 1).join('');
    if (collapsed === text) count += 1;
  }
  return count;
}

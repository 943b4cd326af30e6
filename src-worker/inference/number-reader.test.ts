import { describe, expect, it } from 'vitest';
import { jerseyTexts } from './ctc-digits.ts';
import { poolReadings } from './number-reader.ts';

const saying = (...pairs: [string, number][]): Float32Array => {
  const row = new Float32Array(jerseyTexts.length);
  for (const [text, probability] of pairs) row[jerseyTexts.indexOf(text)] = probability;
  return row;
};
const best = (row: Float32Array): string => jerseyTexts[row.indexOf(Math.max(...row))]!;

describe('two readers heard together', () => {
  it.each([
    ['agree: the number they share', saying(['17', 0.9], ['', 0.1]), saying(['17', 0.7], ['1', 0.3]), '17'],
    ['differ: the surer one', saying(['17', 0.95], ['1', 0.05]), saying(['1', 0.5], ['17', 0.3], ['', 0.2]), '17'],
    ['see nothing, one of them for certain: nothing', saying(['', 1]), saying(['8', 0.6], ['', 0.4]), ''],
  ])('%s', (_, first, second, text) => {
    expect(best(poolReadings(first, second, { first: 0.6, second: 0.4 }))).toBe(text);
  });

  it('give probabilities that sum to 1 for every crop', () => {
    const two = new Float32Array([...saying(['7', 1]), ...saying(['', 0.5], ['9', 0.5])]);
    const pooled = poolReadings(two, two, { first: 0.8, second: 0.6 });
    const sums = [0, 1].map((crop) => pooled.slice(crop * jerseyTexts.length, (crop + 1) * jerseyTexts.length).reduce((sum, value) => sum + value, 0));
    expect(sums.map((sum) => sum.toFixed(4))).toEqual(['1.0000', '1.0000']);
  });

  it('change nothing when only one counts', () => {
    const one = saying(['44', 0.8], ['4', 0.2]);
    expect(best(poolReadings(one, saying(['9', 1]), { first: 1, second: 0 }))).toBe('44');
  });
});

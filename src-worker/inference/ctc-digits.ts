/** Probabilities of all jersey numbers from a text recogniser's CTC posteriors (Graves et al. 2006, section 4.1). Pure. */

/** What can stand on a jersey: nothing, one digit, two digits (also 00). */
export const jerseyTexts: readonly string[] = [
  '',
  ...Array.from({ length: 10 }, (_, i) => String(i)),
  ...Array.from({ length: 100 }, (_, i) => String(i).padStart(2, '0')),
];

/**
 * Sum over all alignments, for each of `jerseyTexts`; the sums are scaled to 1 over these texts.
 * @param steps rows of 11 probabilities: blank, then 0…9. They need not sum to 1.
 */
export function jerseyProbabilities(steps: readonly ArrayLike<number>[]): Float32Array {
  const sums = Float64Array.from(jerseyTexts, (text) => textProbability(steps, text));
  const total = sums.reduce((sum, value) => sum + value, 0);
  return Float32Array.from(sums, (value) => (total > 0 ? value / total : 0));
}

/** Probability of exactly this text, up to the steps' own scale. */
export function textProbability(steps: readonly ArrayLike<number>[], text: string): number {
  const labels = text.split('').map((digit) => Number(digit) + 1);
  // States: blank, first, blank, second, blank …
  const states = 2 * labels.length + 1;
  let now = new Float64Array(states);
  steps.forEach((step, t) => {
    const next = new Float64Array(states);
    for (let state = 0; state < states; state += 1) {
      const label = state % 2 === 0 ? 0 : labels[(state - 1) / 2]!;
      let arriving = t === 0 ? (state < 2 ? 1 : 0) : now[state]! + (state > 0 ? now[state - 1]! : 0);
      // A blank between two labels may be skipped unless they are equal.
      if (t > 0 && state % 2 === 1 && state > 1 && label !== labels[(state - 3) / 2]) arriving += now[state - 2]!;
      next[state] = arriving * step[label]!;
    }
    now = next;
  });
  return now[states - 1]! + (states > 1 ? now[states - 2]! : 0);
}

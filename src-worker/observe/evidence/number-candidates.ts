/** A reader's probabilities for the crops of one person → candidate numbers, best first. Pure. */
import { jerseyTexts } from '../../inference/ctc-digits.ts';

export interface NumberCandidate { text: string; probability: number }
export interface NumberReading {
  candidates: NumberCandidate[];
  /** 0–1: probability that there is something to read. */
  legible: number;
}

/** Nothing is said below this probability of a number at all. */
const LEAST_LEGIBLE = 0.3;
const LEAST_PROBABILITY = 0.03;
const MOST_CANDIDATES = 5;

/** @param probabilities `jerseyTexts.length` a crop; all crops show the same person in the same frame. @param digitMass 0–1 a crop. */
export function numberCandidates(probabilities: Float32Array, digitMass: Float32Array): NumberReading {
  const count = digitMass.length;
  const mean = new Float64Array(jerseyTexts.length);
  for (let crop = 0; crop < count; crop += 1) {
    for (let text = 0; text < mean.length; text += 1) mean[text]! += probabilities[crop * mean.length + text]! / count;
  }
  const legible = 1 - mean[0]!;
  if (legible < LEAST_LEGIBLE) return { candidates: [], legible };
  const candidates = jerseyTexts
    .map((text, i) => ({ text, probability: mean[i]! }))
    .slice(1)
    .filter(({ probability }) => probability >= LEAST_PROBABILITY)
    .toSorted((a, b) => b.probability - a.probability)
    .slice(0, MOST_CANDIDATES);
  return { candidates, legible };
}

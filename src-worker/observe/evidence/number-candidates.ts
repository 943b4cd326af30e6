/** A reader's probabilities for one crop → candidate numbers, best first. Pure. */
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

/** @param probabilities one for each of `jerseyTexts`. */
export function numberCandidates(probabilities: Float32Array): NumberReading {
  const legible = 1 - (probabilities[0] ?? 1);
  if (legible < LEAST_LEGIBLE) return { candidates: [], legible };
  const candidates = jerseyTexts
    .map((text, i) => ({ text, probability: probabilities[i]! }))
    .slice(1)
    .filter(({ probability }) => probability >= LEAST_PROBABILITY)
    .toSorted((a, b) => b.probability - a.probability)
    .slice(0, MOST_CANDIDATES);
  return { candidates, legible };
}

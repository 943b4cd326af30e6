/** What every jersey-number reader is, and how two of them are heard together. */
import { jerseyTexts } from './ctc-digits.ts';

export interface NumberReader {
  /** `count` crops of the reader's own size, one after the other → `jerseyTexts.length` probabilities each, summing to 1. */
  read(pixels: Uint8Array, count: number): Promise<Float32Array>;
}

/** How much each reader's word counts. They err for different reasons, so together they may count for more than one. */
export interface PoolWeights { first: number; second: number }

/**
 * Two readers' probabilities for the same crops as one: the weighted product, scaled to 1 a crop (a logarithmic opinion pool, Genest & Zidek 1986).
 * It is sure only where both are; one that says "nothing" mutes the other.
 */
export function poolReadings(first: Float32Array, second: Float32Array, weights: PoolWeights): Float32Array {
  const texts = jerseyTexts.length;
  const pooled = new Float32Array(first.length);
  for (let start = 0; start < first.length; start += texts) {
    let total = 0;
    for (let i = start; i < start + texts; i += 1) {
      pooled[i] = Math.exp(weights.first * Math.log(first[i]! + LEAST) + weights.second * Math.log(second[i]! + LEAST));
      total += pooled[i]!;
    }
    for (let i = start; i < start + texts; i += 1) pooled[i] = pooled[i]! / total;
  }
  return pooled;
}

/** Stands for "as good as impossible", so that one reader's zero is not a veto. */
const LEAST = 1e-4;

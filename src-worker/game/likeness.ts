/**
 * How much the looks of two stretches speak for one person, as log-odds learned from this video alone:
 * halves of one stretch are the same person, stretches that overlap in time are not. Never used to name anybody.
 */
import { paletteDistance } from './palette.ts';
import { cosine, meanAppearance, summaryPalette, type PathSummary, type SummarySource } from './path-summary.ts';

export interface Likeness {
  /** Log-odds that the two are one person by colour and appearance; within ±4. */
  compare(a: PathSummary, b: PathSummary): number;
}

interface Normal { mean: number; deviation: number }
interface Contrast { same: Normal; different: Normal }

/** Used until a video has shown enough pairs: measured on tracklets of several games, wide on purpose. */
const COLOUR_BEFORE: Contrast = { same: { mean: 5, deviation: 4 }, different: { mean: 16, deviation: 12 } };
const ENOUGH_PAIRS = 12;
const MOST_PAIRS = 600;
/** Colour and appearance see the same pixels: together they count for less than their sum. */
const SHARED_EVIDENCE = 0.75;

export function learnLikeness(source: SummarySource, paths: readonly PathSummary[], samplesOf: (path: number) => ArrayLike<number>): Likeness {
  const same = samePairs(source, paths, samplesOf);
  const different = differentPairs(paths);
  const colour = contrast(same.map((pair) => pair.colour), different.map((pair) => pair.colour)) ?? COLOUR_BEFORE;
  const looks = contrast(same.flatMap((pair) => pair.looks ?? []), different.flatMap((pair) => pair.looks ?? []));
  return {
    compare(a, b) {
      let sum = 0;
      if (a.palette !== null && b.palette !== null) sum += logOdds(colour, paletteDistance(a.palette, b.palette), 'low');
      if (looks !== null && a.appearance !== null && b.appearance !== null) sum += logOdds(looks, cosine(a.appearance, b.appearance), 'high');
      return Math.max(-4, Math.min(4, SHARED_EVIDENCE * sum));
    },
  };
}

interface Pair { colour: number; looks: number | null }

function samePairs(source: SummarySource, paths: readonly PathSummary[], samplesOf: (path: number) => ArrayLike<number>): Pair[] {
  const pairs: Pair[] = [];
  const stride = Math.max(1, Math.floor(paths.length / MOST_PAIRS));
  for (let i = 0; i < paths.length; i += stride) {
    const samples = Array.from(samplesOf(i));
    if (samples.length < 4) continue;
    // First against last third: the pose has changed by then, as it has after a gap.
    const third = Math.max(2, Math.floor(samples.length / 3));
    const [head, tail] = [samples.slice(0, third), samples.slice(-third)];
    const [p, q] = [summaryPalette(source, head), summaryPalette(source, tail)];
    if (p === null || q === null) continue;
    const [a, b] = [meanAppearance(source, head), meanAppearance(source, tail)];
    pairs.push({ colour: paletteDistance(p, q), looks: a === null || b === null ? null : cosine(a, b) });
  }
  return pairs;
}

function differentPairs(paths: readonly PathSummary[]): Pair[] {
  const pairs: Pair[] = [];
  const ordered = paths.toSorted((a, b) => a.first.frame - b.first.frame);
  const stride = Math.max(1, Math.floor(ordered.length / MOST_PAIRS));
  for (let i = 0; i < ordered.length; i += stride) {
    for (let j = i + 1; j < Math.min(ordered.length, i + 6) && pairs.length < 4 * MOST_PAIRS; j++) {
      const [a, b] = [ordered[i]!, ordered[j]!];
      if (b.first.frame > a.last.frame || a.palette === null || b.palette === null) continue;
      pairs.push({ colour: paletteDistance(a.palette, b.palette), looks: a.appearance === null || b.appearance === null ? null : cosine(a.appearance, b.appearance) });
    }
  }
  return pairs;
}

function contrast(same: readonly number[], different: readonly number[]): Contrast | null {
  return same.length < ENOUGH_PAIRS || different.length < ENOUGH_PAIRS ? null : { same: fit(same), different: fit(different) };
}

function fit(values: readonly number[]): Normal {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
  return { mean, deviation: Math.sqrt(variance) * 1.2 + 1e-3 };
}

/** A value beyond the "same" mean on the better side is not worse than the mean itself. */
function logOdds({ same, different }: Contrast, value: number, better: 'low' | 'high'): number {
  const best = better === 'low' ? Math.max(value, same.mean) : Math.min(value, same.mean);
  return Math.max(-4, Math.min(3, logDensity(same, best) - logDensity(different, best)));
}

function logDensity({ mean, deviation }: Normal, value: number): number {
  return -0.5 * ((value - mean) / deviation) ** 2 - Math.log(deviation);
}

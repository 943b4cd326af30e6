/** Frame rate and its steadiness, from presentation times. Pure. */
import type { Rational } from '../ffmpeg/read-streams.ts';

/** Rates that cameras and broadcasters use; a measured rate within 0.05 % of one is that one. */
const STANDARD_RATES: readonly Rational[] = [
  [24000, 1001], [24, 1], [25, 1], [30000, 1001], [30, 1], [48, 1], [50, 1], [60000, 1001], [60, 1], [100, 1], [120000, 1001], [120, 1], [240, 1],
].map(([numerator, denominator]) => ({ numerator: numerator!, denominator: denominator! }));

export interface FrameTiming { frameRate: Rational; variable: boolean }

/**
 * @param samples Stretches of presentation times in seconds, each sorted and without holes of its own making.
 * @param candidates What the header says, best first; null where it says nothing.
 * @param tickSeconds Resolution of the container's times: rounding to it is not variable rate.
 */
export function frameTiming(samples: readonly (readonly number[])[], candidates: readonly (Rational | null)[], tickSeconds: number): FrameTiming {
  const gaps = samples.flatMap((times) => times.slice(1).map((time, i) => time - times[i]!)).filter((gap) => gap > 0);
  const fallback = candidates.find((c) => c !== null) ?? { numerator: 30, denominator: 1 };
  if (gaps.length === 0) return { frameRate: fallback, variable: false };
  const mean = gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length;
  const tolerance = Math.max(2 * tickSeconds, mean * 0.05);
  const variable = gaps.some((gap) => Math.abs(gap - mean) > tolerance);
  // Of a variable rate a few samples say little; the header's average is over the whole file.
  if (variable) return { frameRate: candidates.findLast((c) => c !== null) ?? snapped({ numerator: Math.max(1, Math.round(1000 / mean)), denominator: 1000 }), variable };
  return { frameRate: nearestRate(1 / mean, candidates, gaps.length), variable };
}

function nearestRate(measured: number, candidates: readonly (Rational | null)[], gapCount: number): Rational {
  const off = (rate: Rational): number => Math.abs(rate.numerator / rate.denominator / measured - 1);
  const named = candidates.filter((c) => c !== null).sort((a, b) => off(a) - off(b))[0];
  // Few gaps measure the rate badly; the header's nearest word is then better than a standard rate.
  if (named !== undefined && off(named) < (gapCount < 50 ? 0.03 : 0.005)) return snapped(named);
  return snapped({ numerator: Math.max(1, Math.round(measured * 1000)), denominator: 1000 });
}

function snapped(rate: Rational): Rational {
  const value = rate.numerator / rate.denominator;
  return STANDARD_RATES.find((s) => Math.abs(s.numerator / s.denominator / value - 1) < 0.0005) ?? rate;
}

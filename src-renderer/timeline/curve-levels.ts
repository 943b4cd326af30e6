/**
 * A curve thinned to several levels, so that a three-hour view draws about two points a pixel instead of all of them.
 * Each coarser level keeps the lowest and highest of its points: a short dip of confidence stays visible from far away.
 */
import { visiblePoints } from './visible-range.ts';

export interface CurveLevel { times: Float64Array; low: Float32Array; high: Float32Array }
export interface CurveLevels { levels: CurveLevel[] }

const pointsPerBucket = 4;
const smallestLevel = 512;

export function curveLevels(points: ReadonlyArray<{ timeSeconds: number; confidence: number }>): CurveLevels {
  const values = Float32Array.from(points, (point) => point.confidence);
  const levels: CurveLevel[] = [{ times: Float64Array.from(points, (point) => point.timeSeconds), low: values, high: values }];
  for (let last = levels[0]!; last.times.length > smallestLevel; last = levels[levels.length - 1]!) levels.push(coarser(last));
  return { levels };
}

/** The finest level that still has at most `maxPoints` in view, and the range to draw. */
export function levelFor(curve: CurveLevels, start: number, end: number, maxPoints: number): { level: CurveLevel; from: number; to: number } {
  let best: { level: CurveLevel; from: number; to: number } | null = null;
  for (const level of curve.levels) {
    best = { level, ...visiblePoints(level.times, start, end) };
    if (best.to - best.from <= maxPoints) break;
  }
  return best!;
}

function coarser({ times, low, high }: CurveLevel): CurveLevel {
  const length = Math.ceil(times.length / pointsPerBucket);
  const next: CurveLevel = { times: new Float64Array(length), low: new Float32Array(length), high: new Float32Array(length) };
  for (let i = 0; i < length; i += 1) {
    const from = i * pointsPerBucket;
    const to = Math.min(from + pointsPerBucket, times.length);
    next.times[i] = times[from]!;
    next.low[i] = Math.min(...low.subarray(from, to));
    next.high[i] = Math.max(...high.subarray(from, to));
  }
  return next;
}

/**
 * How well the reported passages of one player agree with the truth, in seconds and in passages.
 * Seconds inside cutaways are neither required nor wrong and are left out on both sides.
 */
import { overlapSeconds, spanSeconds, type Span } from '../../../src-shared/domain/time.ts';
import { createAssigner } from '../../../src-worker/observe/tracklets/assign.ts';
import { intersect, normalise, subtract, totalSeconds } from './span-sets.ts';

export interface PlayerTruth {
  visible: readonly Span[];
  cutaways: readonly Span[];
  durationSeconds: number;
}

/** Sums, so that scores of several players can be pooled by adding. */
export interface PlayerCounts {
  hitSeconds: number;
  foundSeconds: number;
  visibleSeconds: number;
  falseSeconds: number;
  /** Seconds that count: the video without its cutaways. */
  countedSeconds: number;
  /** Passages that agree with tIoU ≥ 0.5, and how many there are on each side. */
  matchedSegments: number;
  foundSegments: number;
  trueSegments: number;
  /** |found − true| of the starts and ends of passages that agree. */
  edgeErrors: number[];
  /** From his first true second to the first right one; null when he was never found. */
  secondsToFirstLock: number | null;
}

export interface PlayerScore {
  /** Null when nothing was reported: nothing is wrong, and nothing right. */
  precision: number | null;
  recall: number;
  f1: number;
  segmentF1: number;
  edgeMedianSeconds: number | null;
  edgeP90Seconds: number | null;
  falseSeconds: number;
  falseMinutesPerHour: number;
  secondsToFirstLock: number | null;
}

export function countPlayer(truth: PlayerTruth, found: readonly Span[]): PlayerCounts {
  const cutaways = normalise(truth.cutaways);
  const trueSpans = subtract(truth.visible, cutaways);
  const foundSpans = subtract(found, cutaways);
  const right = intersect(normalise(foundSpans), normalise(trueSpans));
  const hitSeconds = totalSeconds(right);
  const foundSeconds = totalSeconds(normalise(foundSpans));
  const pairs = agreeing(trueSpans, foundSpans);
  const atCutaway = (time: number): boolean => cutaways.some((cutaway) => time === cutaway.start || time === cutaway.end);
  const edgeErrors = pairs.flatMap(([real, reported]) => [[real.start, reported.start], [real.end, reported.end]] as [number, number][])
    // Both were cut off by the same cutaway: that agreement is ours, not theirs.
    .filter(([real, reported]) => !(real === reported && atCutaway(real)))
    .map(([real, reported]) => Math.abs(real - reported));
  const first = trueSpans.reduce((earliest, span) => Math.min(earliest, span.start), Infinity);
  return {
    hitSeconds, foundSeconds, visibleSeconds: totalSeconds(normalise(trueSpans)), falseSeconds: foundSeconds - hitSeconds,
    countedSeconds: truth.durationSeconds - totalSeconds(cutaways),
    matchedSegments: pairs.length, foundSegments: foundSpans.length, trueSegments: trueSpans.length, edgeErrors,
    secondsToFirstLock: right[0] === undefined ? null : right[0].start - first,
  };
}

/** Sums of several players; the time to first lock becomes the median of those found. */
export function pool(counts: readonly PlayerCounts[]): PlayerCounts {
  const sum = (pick: (count: PlayerCounts) => number): number => counts.reduce((total, count) => total + pick(count), 0);
  return {
    hitSeconds: sum((c) => c.hitSeconds), foundSeconds: sum((c) => c.foundSeconds), visibleSeconds: sum((c) => c.visibleSeconds),
    falseSeconds: sum((c) => c.falseSeconds), countedSeconds: sum((c) => c.countedSeconds),
    matchedSegments: sum((c) => c.matchedSegments), foundSegments: sum((c) => c.foundSegments), trueSegments: sum((c) => c.trueSegments),
    edgeErrors: counts.flatMap((c) => c.edgeErrors),
    secondsToFirstLock: quantile(counts.flatMap((c) => (c.secondsToFirstLock === null ? [] : [c.secondsToFirstLock])), 0.5),
  };
}

export function score(counts: PlayerCounts): PlayerScore {
  const { hitSeconds, foundSeconds, visibleSeconds, matchedSegments, foundSegments, trueSegments } = counts;
  const share = (part: number, whole: number): number => (whole === 0 ? 0 : part / whole);
  return {
    precision: foundSeconds === 0 ? null : hitSeconds / foundSeconds,
    recall: share(hitSeconds, visibleSeconds),
    f1: share(2 * hitSeconds, foundSeconds + visibleSeconds),
    segmentF1: share(2 * matchedSegments, foundSegments + trueSegments),
    edgeMedianSeconds: quantile(counts.edgeErrors, 0.5),
    edgeP90Seconds: quantile(counts.edgeErrors, 0.9),
    falseSeconds: counts.falseSeconds,
    falseMinutesPerHour: share(counts.falseSeconds, counts.countedSeconds) * 60,
    secondsToFirstLock: counts.secondsToFirstLock,
  };
}

/** One-to-one pairs with tIoU ≥ 0.5. No span can have two such partners, so any order gives the same pairs; ties go to the larger overlap. */
function agreeing(real: readonly Span[], found: readonly Span[]): [Span, Span][] {
  const benefits = Float64Array.from(real.flatMap((one) => found.map((other) => {
    const shared = overlapSeconds(one, other);
    const overlap = shared / (spanSeconds(one) + spanSeconds(other) - shared);
    return overlap >= 0.5 ? 1 + overlap : 0;
  })));
  const pairs = createAssigner()(benefits, real.length, found.length);
  return pairs.flatMap((column, row): [Span, Span][] => (column === null ? [] : [[real[row]!, found[column]!]]));
}

/** Linear between neighbours; null for no values. */
export function quantile(values: readonly number[], share: number): number | null {
  if (values.length === 0) return null;
  const sorted = values.toSorted((a, b) => a - b);
  const place = share * (sorted.length - 1);
  const below = Math.floor(place);
  const above = Math.min(sorted.length - 1, below + 1);
  return sorted[below]! + (place - below) * (sorted[above]! - sorted[below]!);
}

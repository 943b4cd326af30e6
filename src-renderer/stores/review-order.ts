/** Which segments a person should look at, in which order, and how long that may take. Pure. */
import type { ReviewedSegment } from '../../src-shared/review-layer.ts';
import { spanSeconds } from '../../src-shared/domain/time.ts';

/** From this confidence on a segment is right so often that looking at it is a waste of the user's time. */
export const sureConfidence = 0.9;

/** Ends at which the machine itself says that it lost the thread. */
const doubtfulEnds = new Set<ReviewedSegment['endReason']>(['identity-ambiguous', 'identity-contradicted']);

export function needsYou(segment: ReviewedSegment): boolean {
  return segment.verdict === 'unreviewed' && !segment.edited && (segment.confidence < sureConfidence || doubtfulEnds.has(segment.endReason));
}

/** What asks for a person: a segment that may be wrong, or a passage that may have been missed. */
export interface Doubt { start: number; end: number; trackIds: readonly number[]; confidence: number; kind: 'segment' | 'missed' }

/** Seconds of the answer that are likely wrong as it stands: a segment that is not him, a missed passage that is. */
export function secondsAtStake({ start, end, confidence, kind }: Doubt): number {
  return (end - start) * (kind === 'segment' ? 1 - confidence : confidence);
}

/**
 * By expected gain, highest first; equal gain in order of time. An answer speaks for everything on the same track, so the doubts of one track
 * count together.
 */
export function byGain<Item extends Doubt>(doubts: readonly Item[]): Item[] {
  const ofTrack = new Map<number, number>();
  for (const doubt of doubts) for (const track of doubt.trackIds) ofTrack.set(track, (ofTrack.get(track) ?? 0) + secondsAtStake(doubt));
  const gain = (doubt: Item): number => Math.max(secondsAtStake(doubt), ...doubt.trackIds.map((track) => ofTrack.get(track)!));
  const gains = new Map(doubts.map((doubt) => [doubt, gain(doubt)]));
  return [...doubts].sort((a, b) => gains.get(b)! - gains.get(a)! || secondsAtStake(b) - secondsAtStake(a) || a.start - b.start);
}

/** The segments that need a person, most to gain first. */
export function byDoubt(segments: readonly ReviewedSegment[]): ReviewedSegment[] {
  return byGain(segments.filter(needsYou).map((segment) => ({ ...doubtOf(segment), segment }))).map(({ segment }) => segment);
}

export function doubtOf({ start, end, trackIds, confidence }: ReviewedSegment): Doubt {
  return { start, end, trackIds, confidence, kind: 'segment' };
}

/** The next one to look at after `currentId` has been dealt with; null at the finish line. */
export function nextInDoubt(segments: readonly ReviewedSegment[], currentId: string | null): ReviewedSegment | null {
  return byDoubt(segments).find((segment) => segment.id !== currentId) ?? null;
}

export interface ReviewCounts {
  total: number;
  accepted: number;
  rejected: number;
  needYou: number;
  /** Unreviewed, but sure. */
  sure: number;
  /** Rough seconds to look at all that need it. */
  secondsLeft: number;
}

/** People watch the first seconds and then decide. */
const secondsToDecide = 3;
const secondsWatched = 5;

export function reviewCounts(segments: readonly ReviewedSegment[]): ReviewCounts {
  const open = segments.filter(needsYou);
  const count = (verdict: ReviewedSegment['verdict']): number => segments.filter((segment) => segment.verdict === verdict).length;
  return {
    total: segments.length,
    accepted: count('accepted'),
    rejected: count('rejected'),
    needYou: open.length,
    sure: count('unreviewed') - open.length,
    secondsLeft: open.reduce((sum, segment) => sum + secondsToDecide + Math.min(secondsWatched, spanSeconds(segment)), 0),
  };
}

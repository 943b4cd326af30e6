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

/** Most doubtful first; equal doubt in order of time. */
export function byDoubt(segments: readonly ReviewedSegment[]): ReviewedSegment[] {
  return segments.filter(needsYou).sort((a, b) => a.confidence - b.confidence || a.start - b.start);
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

/**
 * Where he was probably on and is not in the answer: passages that nearly counted, and stretches in which nobody could have named him
 * right beside his own segments. Pure; judged by the user like segments.
 */
import type { DebugFile, ResultsFile } from '../../src-shared/contract/artifacts.ts';
import type { CouldNotSee, Rejected } from '../../src-shared/domain/segment.ts';
import { spanSeconds } from '../../src-shared/domain/time.ts';
import type { ReviewedSegment } from '../../src-shared/review-layer.ts';
import { indexSpans, type SpanIndex } from './span-index.ts';

export interface MissedStretch extends Pick<Rejected, 'start' | 'end' | 'observedSeconds' | 'evidence' | 'crops' | 'trackIds'> {
  /** The same passage has the same id as long as its start stays. */
  id: string;
  /** 0–1: how likely he is in it. */
  confidence: number;
  why: Rejected['why'] | CouldNotSee['why'];
  source: 'held-back' | 'could-not-see';
}

/** A stretch this near to a segment of his is beside it. */
const besideSeconds = 2;
/** In sight right before and right after: he was there in between more often than not. One side alone is a guess. */
const chanceBetween = 0.6;
const chanceBeside = 0.3;
/** A longer stretch says nothing: people go off in half a minute. */
const longestUnseenSeconds = 30;
/** More than this share lies in segments that are his, or in passages already judged: nothing was missed. */
const coveredShare = 0.5;

/** Most seconds to be won first. */
export function missedStretches(answer: { results: ResultsFile | null; debug: DebugFile | null }, shown: readonly ReviewedSegment[]): MissedStretch[] {
  const { results, debug } = answer;
  const rejected = debug === null || debug.rejected.length === 0 ? (results?.nearMisses ?? []) : debug.rejected;
  const judged = indexSpans(shown);
  const his = indexSpans(shown.filter((segment) => segment.verdict !== 'rejected'));
  const held = rejected.filter(({ why }) => why !== 'user').map((one): MissedStretch => ({ ...one, id: idOf(one), source: 'held-back' }));
  const unseen = (results?.couldNotSee ?? []).flatMap((one): MissedStretch[] => {
    const confidence = chanceOf(one, his);
    return confidence === 0 ? [] : [{ ...one, id: idOf(one), source: 'could-not-see', confidence, observedSeconds: 0, evidence: [], crops: [], trackIds: [] }];
  });
  // A passage that was seen says more than the stretch of blindness it lies in.
  const seen = indexSpans(held);
  const own = unseen.filter((one) => seen.coveredSeconds(one) < spanSeconds(one) * coveredShare);
  return [...held, ...own]
    .filter((one) => judged.coveredSeconds(one) <= spanSeconds(one) * coveredShare)
    .sort((a, b) => b.confidence * spanSeconds(b) - a.confidence * spanSeconds(a) || a.start - b.start);
}

function chanceOf(stretch: CouldNotSee, his: SpanIndex<ReviewedSegment>): number {
  if (stretch.why === 'cutaway' || stretch.why === 'no-people' || spanSeconds(stretch) > longestUnseenSeconds) return 0;
  const near = his.near({ start: stretch.start - besideSeconds, end: stretch.end + besideSeconds });
  const before = near.some((segment) => segment.end <= stretch.start + edgeSeconds);
  const after = near.some((segment) => segment.start >= stretch.end - edgeSeconds);
  return before && after ? chanceBetween : before || after ? chanceBeside : 0;
}

/** A stretch and a segment that touch may share some frames. */
const edgeSeconds = 0.5;

function idOf({ start }: { start: number }): string {
  return `missed-${Math.round(start * 1000)}`;
}

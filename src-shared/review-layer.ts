/**
 * The user's edits laid over a run's segments: what the page shows and the export cuts. Pure; the run itself is never changed.
 * Not identity: clicks are evidence for the next answer (review-evidence.ts) and pass through here without effect.
 */
import type { EditedPassage, Review, SingleEdit } from './domain/review.ts';
import { singleEditsOf } from './domain/review.ts';
import type { Segment } from './domain/segment.ts';
import { overlapSeconds, spanSeconds } from './domain/time.ts';
import { mergedSegment } from './merge-segments.ts';
import type { ReviewedSegment } from './reviewed-segment.ts';

export { evidenceClicks } from './review-evidence.ts';

export type { ReviewedSegment } from './reviewed-segment.ts';

/**
 * Edits in order. A segment is found by its id, which is stable over re-runs, else by the passage the edit was made on. A judgement
 * on a passage that no run finds any more keeps the passage: it is the user's word, and the machine does not take it back. Other
 * edits of it wait without effect.
 */
export function applyReview(segments: readonly Segment[], review: Review): ReviewedSegment[] {
  const current: ReviewedSegment[] = segments.map((segment) => ({ ...segment, ...untouched }));
  for (const edit of singleEditsOf(review)) applyEdit(current, edit);
  return current.sort((a, b) => a.start - b.start || a.end - b.end);
}

/** The part of an edit that finds its segment again. */
export function passageOf(segment: Pick<Segment, 'start' | 'end' | 'trackIds'>): EditedPassage {
  return { start: segment.start, end: segment.end, trackIds: segment.trackIds.slice(0, 200) };
}

const untouched = { verdict: 'unreviewed', stars: 0, note: '', tags: [], reassignedTo: null, edited: false } as const;

/** Changes the list, not its items: 2,000 edits of 2,000 segments are worked out at every key. */
function applyEdit(segments: ReviewedSegment[], edit: SingleEdit): void {
  if (edit.kind === 'click') return;
  if (edit.kind === 'add') return void segments.push(ownSegment(edit.newSegmentId, edit));
  let at = meantIndex(segments, edit);
  if (at === -1) {
    if (!keepsPassage(edit)) return;
    at = segments.push({ ...ownSegment(freeId(segments, edit.segmentId), edit.on!), verdict: 'unreviewed' }) - 1;
  }
  const segment = segments[at]!;
  if (edit.kind === 'merge') return mergeInto(segments, at, edit.nextSegmentId);
  segments.splice(at, 1, ...edited(segment, edit, segments));
}

function edited(segment: ReviewedSegment, edit: Exclude<SegmentEdit, { kind: 'merge' }>, all: readonly ReviewedSegment[]): ReviewedSegment[] {
  switch (edit.kind) {
    case 'accept': return [{ ...segment, verdict: 'accepted', reassignedTo: null }];
    case 'reject': return [{ ...segment, verdict: 'rejected', reassignedTo: null }];
    case 'unsure': return [{ ...segment, verdict: 'unsure', reassignedTo: null }];
    case 'reassign': return [{ ...segment, verdict: 'rejected', reassignedTo: edit.to }];
    case 'note': return [{ ...segment, note: edit.text }];
    case 'rate': return [{ ...segment, stars: edit.stars }];
    case 'tag': return [{ ...segment, tags: [...new Set(edit.tags)] }];
    case 'delete': return [];
    case 'trim': return [trimmed(segment, edit.start, edit.end)];
    case 'split': return split(segment, edit.timeSeconds, all);
  }
}

type SegmentEdit = Exclude<SingleEdit, { kind: 'click' | 'add' }>;

/** -1 when the run has no such passage. Where a rejected segment's id now names another person's passage, that one is not meant. */
function meantIndex(segments: readonly ReviewedSegment[], edit: SegmentEdit): number {
  const { on } = edit;
  const speaksAgainst = edit.kind === 'reject' || edit.kind === 'reassign';
  const mayBeMeant = (segment: ReviewedSegment): boolean => !speaksAgainst || on === undefined || samePerson(segment.trackIds, on.trackIds);
  const named = segments.findIndex((segment) => segment.id === edit.segmentId);
  if (named !== -1 && mayBeMeant(segments[named]!)) return named;
  if (on === undefined) return -1;
  let best = { at: -1, shared: 0 };
  segments.forEach((segment, at) => {
    const shared = overlapSeconds(segment, on);
    if (shared > best.shared && shared > Math.min(spanSeconds(segment), spanSeconds(on)) / 2 && mayBeMeant(segment)) best = { at, shared };
  });
  return best.at;
}

/** Tracks tell persons apart only where both sides name some. */
function samePerson(a: readonly number[], b: readonly number[]): boolean {
  return a.length === 0 || b.length === 0 || a.some((track) => b.includes(track));
}

function keepsPassage(edit: SegmentEdit): boolean {
  if (edit.on === undefined || edit.on.end <= edit.on.start) return false;
  return edit.kind === 'accept' || edit.kind === 'reject' || edit.kind === 'unsure' || edit.kind === 'reassign' || edit.kind === 'trim';
}

function freeId(segments: readonly ReviewedSegment[], wanted: string): string {
  let id = wanted;
  for (let n = 2; segments.some((segment) => segment.id === id); n += 1) id = `${wanted}+${n}`;
  return id;
}

function trimmed(segment: ReviewedSegment, start: number, end: number): ReviewedSegment {
  if (end <= start) return segment;
  return {
    ...segment, start, end, edited: true,
    observedSeconds: Math.min(segment.observedSeconds, end - start),
    startReason: start === segment.start ? segment.startReason : 'user',
    endReason: end === segment.end ? segment.endReason : 'user',
  };
}

/** A time outside the segment leaves it whole. */
function split(segment: ReviewedSegment, time: number, all: readonly ReviewedSegment[]): ReviewedSegment[] {
  if (time <= segment.start || time >= segment.end) return [segment];
  return [trimmed(segment, segment.start, time), { ...trimmed(segment, time, segment.end), id: freeId(all, `${segment.id}~${Math.round(time * 1000)}`) }];
}

function mergeInto(segments: ReviewedSegment[], at: number, otherId: string): void {
  const other = segments.findIndex((segment) => segment.id === otherId);
  if (other === -1 || other === at) return;
  segments[at] = mergedSegment(segments[at]!, segments[other]!);
  segments.splice(other, 1);
}

function ownSegment(id: string, { start, end }: { start: number; end: number }): ReviewedSegment {
  return { ...untouched, id, start, end, observedSeconds: end - start, confidence: 1, startReason: 'user', endReason: 'user', evidence: [], crops: [], trackIds: [], verdict: 'accepted', edited: true };
}

/**
 * The user's edits laid over a run's segments: what the page shows and the export cuts. Pure; the run itself is never changed.
 * Not identity: clicks are evidence for the next answer and pass through here without effect.
 */
import type { Edit, Review } from './domain/review.ts';
import type { Segment } from './domain/segment.ts';
import type { Click } from './domain/target.ts';

export interface ReviewedSegment extends Segment {
  verdict: 'unreviewed' | 'accepted' | 'rejected';
  stars: number;
  note: string;
  /** Edges or existence come from the user. */
  edited: boolean;
}

/**
 * Edits in order. An edit of a segment that the run does not have waits without effect until the segment is found again:
 * segment ids are stable over re-runs.
 */
export function applyReview(segments: readonly Segment[], review: Review): ReviewedSegment[] {
  let current: ReviewedSegment[] = segments.map((segment) => ({ ...segment, verdict: 'unreviewed', stars: 0, note: '', edited: false }));
  for (const edit of review.edits) current = applyEdit(current, edit);
  return current.sort((a, b) => a.start - b.start || a.end - b.end);
}

/** Clicks of the review in the order they were made. */
export function evidenceClicks(review: Review): Click[] {
  return review.edits.flatMap((edit) => (edit.kind === 'click' ? [edit.click] : []));
}

function applyEdit(segments: ReviewedSegment[], edit: Edit): ReviewedSegment[] {
  const change = (id: string, next: (segment: ReviewedSegment) => ReviewedSegment[]): ReviewedSegment[] =>
    segments.flatMap((segment) => (segment.id === id ? next(segment) : [segment]));
  switch (edit.kind) {
    case 'click': return segments;
    case 'accept': return change(edit.segmentId, (s) => [{ ...s, verdict: 'accepted' }]);
    case 'reject': return change(edit.segmentId, (s) => [{ ...s, verdict: 'rejected' }]);
    case 'note': return change(edit.segmentId, (s) => [{ ...s, note: edit.text }]);
    case 'rate': return change(edit.segmentId, (s) => [{ ...s, stars: edit.stars }]);
    case 'delete': return change(edit.segmentId, () => []);
    case 'trim': return change(edit.segmentId, (s) => [trimmed(s, edit.start, edit.end)]);
    case 'split': return change(edit.segmentId, (s) => split(s, edit.timeSeconds));
    case 'merge': return merged(segments, edit.segmentId, edit.nextSegmentId);
    case 'add': return [...segments, added(edit.newSegmentId, edit.start, edit.end)];
  }
}

function trimmed(segment: ReviewedSegment, start: number, end: number): ReviewedSegment {
  return {
    ...segment, start, end, edited: true,
    observedSeconds: Math.min(segment.observedSeconds, end - start),
    startReason: start === segment.start ? segment.startReason : 'user',
    endReason: end === segment.end ? segment.endReason : 'user',
  };
}

/** A time outside the segment leaves it whole. */
function split(segment: ReviewedSegment, time: number): ReviewedSegment[] {
  if (time <= segment.start || time >= segment.end) return [segment];
  return [trimmed(segment, segment.start, time), { ...trimmed(segment, time, segment.end), id: `${segment.id}~${Math.round(time * 1000)}` }];
}

function merged(segments: ReviewedSegment[], firstId: string, secondId: string): ReviewedSegment[] {
  const first = segments.find((s) => s.id === firstId);
  const second = segments.find((s) => s.id === secondId);
  if (first === undefined || second === undefined || first === second) return segments;
  const [left, right] = first.start <= second.start ? [first, second] : [second, first];
  const both: ReviewedSegment = {
    ...left,
    end: Math.max(left.end, right.end),
    endReason: right.end >= left.end ? right.endReason : left.endReason,
    observedSeconds: left.observedSeconds + right.observedSeconds,
    confidence: Math.min(left.confidence, right.confidence),
    evidence: [...left.evidence, ...right.evidence],
    crops: [...left.crops, ...right.crops],
    trackIds: [...new Set([...left.trackIds, ...right.trackIds])],
    edited: true,
  };
  return [...segments.filter((s) => s !== left && s !== right), both];
}

function added(id: string, start: number, end: number): ReviewedSegment {
  return {
    id, start, end, observedSeconds: end - start, confidence: 1, startReason: 'user', endReason: 'user',
    evidence: [], crops: [], trackIds: [], verdict: 'accepted', stars: 0, note: '', edited: true,
  };
}

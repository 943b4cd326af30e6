/** Segments → the stretches that clips are cut from: rolls added, neighbours kept apart, bounded by the video. Never changes a segment. */
import type { Span } from './domain/time.ts';

export interface Rolls {
  preRollSeconds: number;
  postRollSeconds: number;
  /** Longer clips are cut off at their end; null: as long as they are. */
  maxClipSeconds: number | null;
}

interface SegmentSpan extends Span { id: string; startReason: string; endReason: string }

export interface ClipStretch extends Span { segmentId: string }

/**
 * In order of time. An edge that the user set is kept to the frame: no roll there. Where the rolls of two neighbours would overlap,
 * the gap between them is shared in proportion to the rolls, so that clips touch at most.
 */
export function clipSpans(segments: readonly SegmentSpan[], rolls: Rolls, video: Span): ClipStretch[] {
  const inOrder = [...segments].sort((a, b) => a.start - b.start || a.end - b.end);
  const spans: ClipStretch[] = [];
  for (const [index, segment] of inOrder.entries()) {
    const before = inOrder[index - 1];
    const after = inOrder[index + 1];
    const pre = preRoll(segment, rolls);
    const post = postRoll(segment, rolls);
    const start = segment.start - (before === undefined ? pre : shareOfGap(segment.start - before.end, pre, postRoll(before, rolls)));
    const end = segment.end + (after === undefined ? post : shareOfGap(after.start - segment.end, post, preRoll(after, rolls)));
    const bounded = { start: Math.max(start, video.start), end: Math.min(end, video.end) };
    if (rolls.maxClipSeconds !== null) bounded.end = Math.min(bounded.end, bounded.start + rolls.maxClipSeconds);
    if (bounded.end > bounded.start) spans.push({ segmentId: segment.id, ...bounded });
  }
  return spans;
}

function preRoll(segment: SegmentSpan, rolls: Rolls): number {
  return segment.startReason === 'user' ? 0 : rolls.preRollSeconds;
}

function postRoll(segment: SegmentSpan, rolls: Rolls): number {
  return segment.endReason === 'user' ? 0 : rolls.postRollSeconds;
}

/** The wanted roll, or its share of a gap that is too short for both. */
function shareOfGap(gap: number, wanted: number, neighbours: number): number {
  const room = Math.max(0, gap);
  return wanted + neighbours <= room ? wanted : (room * wanted) / (wanted + neighbours);
}

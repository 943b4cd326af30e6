/**
 * Segments → where clips are cut: rolls added, clamped to the video and to the neighbours. Reported times never change.
 * Boundary rule: clips never overlap. Where two rolls want the same seconds between two segments, each gets a share in proportion
 * to what it asked for (post 2, pre 0.5 over 1 s: 0.8 s and 0.2 s), so neither clip loses its whole roll.
 */
import type { Span } from '../../src-shared/domain/time.ts';
import { clampSpan } from './merge-spans.ts';

export interface ClipSpan extends Span { segmentId: string }

export interface ClipRules {
  preRollSeconds: number;
  postRollSeconds: number;
  /** Longer clips are cut at this length, keeping their beginning; null for no limit. */
  maxClipSeconds: number | null;
  video: Span;
}

/** @param segments in any order; they must not overlap (segments of one run never do). */
export function clipSpans(segments: readonly (Span & { id: string })[], rules: ClipRules): ClipSpan[] {
  const ordered = segments.flatMap((segment) => {
    const inside = clampSpan(segment, rules.video);
    return inside === null ? [] : [{ id: segment.id, ...inside }];
  }).sort((a, b) => a.start - b.start);
  const spans = ordered.map((segment, i): ClipSpan => {
    const previous = ordered[i - 1];
    const next = ordered[i + 1];
    const start = previous === undefined ? Math.max(rules.video.start, segment.start - rules.preRollSeconds) : segment.start - share(segment.start - previous.end, rules.preRollSeconds, rules.postRollSeconds);
    const end = next === undefined ? Math.min(rules.video.end, segment.end + rules.postRollSeconds) : segment.end + share(next.start - segment.end, rules.postRollSeconds, rules.preRollSeconds);
    return { segmentId: segment.id, start: Math.max(start, rules.video.start), end: Math.min(end, rules.video.end) };
  });
  return spans.map((span) => (rules.maxClipSeconds === null ? span : { ...span, end: Math.min(span.end, span.start + rules.maxClipSeconds) }));
}

/** Seconds of a gap for one side that wants `own` while the other wants `other`. */
function share(gap: number, own: number, other: number): number {
  const room = Math.max(0, gap);
  return own + other <= room ? own : own === 0 ? 0 : (room * own) / (own + other);
}

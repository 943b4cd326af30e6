/** Spans of observed presence joined over short gaps. Not identity: it joins what was already decided to be the target. */
import { AppError } from '../../src-shared/app-error.ts';
import type { Span } from '../../src-shared/domain/time.ts';

/** Spans may be compared to a limit although 6.5 − 5 is not exactly 1.5 in floating point. */
const EPSILON = 1e-6;

export interface ObservedSpan extends Span {
  /** Seconds really seen inside; at most end − start plus one frame. */
  observedSeconds: number;
}

/** Sorts, then joins spans that overlap or lie at most `maxGapSeconds` apart; the limit itself is allowed. */
export function mergeSpans<T extends ObservedSpan>(spans: readonly T[], maxGapSeconds: number, join: (a: T, b: T) => T): T[] {
  const merged: T[] = [];
  for (const span of spans.toSorted((a, b) => a.start - b.start || a.end - b.end)) {
    const last = merged.at(-1);
    if (last !== undefined && span.start - last.end <= maxGapSeconds + EPSILON) merged[merged.length - 1] = join(last, span);
    else merged.push(span);
  }
  return merged;
}

/** One span around both; what was observed adds up. */
export function joinObserved<T extends ObservedSpan>(a: T, b: T): T {
  return { ...a, start: Math.min(a.start, b.start), end: Math.max(a.end, b.end), observedSeconds: a.observedSeconds + b.observedSeconds };
}

/** Keeps what was observed long enough; the limit itself is enough. */
export function longEnough(span: ObservedSpan, minSeconds: number): boolean {
  return span.observedSeconds >= minSeconds - EPSILON;
}

/**
 * The part of a span inside the video; null when nothing of it is.
 * @throws AppError `invalid-input` for a span that ends before it starts.
 */
export function clampSpan(span: Span, video: Span): Span | null {
  if (span.end < span.start) throw new AppError('invalid-input', `a span must not end before it starts, got ${span.start} to ${span.end}`);
  const start = Math.max(span.start, video.start);
  const end = Math.min(span.end, video.end);
  return end - start > EPSILON ? { start, end } : null;
}

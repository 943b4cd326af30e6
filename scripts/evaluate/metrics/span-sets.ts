/** Sets of seconds as sorted spans that do not touch. Pure arithmetic; what the spans mean is the caller's business. */
import { spanSeconds, type Span } from '../../../src-shared/domain/time.ts';

/** Sorted, overlapping and touching ones joined, empty ones dropped. */
export function normalise(spans: readonly Span[]): Span[] {
  const joined: Span[] = [];
  for (const span of spans.filter((each) => each.end > each.start).toSorted((a, b) => a.start - b.start)) {
    const last = joined.at(-1);
    if (last && span.start <= last.end) last.end = Math.max(last.end, span.end);
    else joined.push({ start: span.start, end: span.end });
  }
  return joined;
}

/** Each span without the seconds in `removed`; pieces of different spans stay apart. */
export function subtract(spans: readonly Span[], removed: readonly Span[]): Span[] {
  return removed.reduce<Span[]>((left, hole) => left.flatMap((span) => {
    if (hole.end <= span.start || hole.start >= span.end) return [span];
    return [{ start: span.start, end: hole.start }, { start: hole.end, end: span.end }].filter((piece) => piece.end > piece.start);
  }), [...spans]);
}

export function intersect(a: readonly Span[], b: readonly Span[]): Span[] {
  return normalise(a.flatMap((one) => b.map((other) => ({ start: Math.max(one.start, other.start), end: Math.min(one.end, other.end) }))));
}

export function totalSeconds(spans: readonly Span[]): number {
  return spans.reduce((sum, span) => sum + spanSeconds(span), 0);
}

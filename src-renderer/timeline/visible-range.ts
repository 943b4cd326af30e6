/** Which items of a sorted list lie in view, by binary search: drawing cost follows the window, not the game. */
import { firstIndex } from '../stores/first-index.ts';

export interface IndexRange { from: number; to: number }

/**
 * Spans that touch [start, end], as a half-open index range. `spans` are sorted by start; `latestEnd[i]` is the latest end
 * among spans 0…i (see `latestEnds`), so a long span that began far to the left is not lost.
 */
export function visibleSpans(spans: ReadonlyArray<{ start: number }>, latestEnd: Float64Array, start: number, end: number): IndexRange {
  return {
    from: firstIndex(spans.length, (i) => latestEnd[i]! >= start),
    to: firstIndex(spans.length, (i) => spans[i]!.start > end),
  };
}

export function latestEnds(spans: ReadonlyArray<{ end: number }>): Float64Array {
  const ends = new Float64Array(spans.length);
  let latest = Number.NEGATIVE_INFINITY;
  spans.forEach((span, i) => {
    latest = Math.max(latest, span.end);
    ends[i] = latest;
  });
  return ends;
}

/** Points (sorted times) inside [start, end], one more at each side so that a line can leave the window. */
export function visiblePoints(times: ArrayLike<number>, start: number, end: number): IndexRange {
  const from = firstIndex(times.length, (i) => times[i]! >= start);
  const to = firstIndex(times.length, (i) => times[i]! > end);
  return { from: Math.max(0, from - 1), to: Math.min(times.length, to + 1) };
}

/** Spans sorted once, so that asking what lies in a stretch costs a binary search and not a walk over the game. */
import { overlapSeconds, type Span } from '../../src-shared/domain/time.ts';
import { firstIndex } from './first-index.ts';

export interface SpanIndex<Item extends Span> {
  /** Those that touch the stretch, in order of their starts. */
  near(stretch: Span): Item[];
  /** Sum of what each shares with the stretch. */
  coveredSeconds(stretch: Span): number;
}

export function indexSpans<Item extends Span>(spans: readonly Item[]): SpanIndex<Item> {
  const items = spans.toSorted((a, b) => a.start - b.start);
  const latestEnd = new Float64Array(items.length);
  items.forEach((span, i) => { latestEnd[i] = Math.max(span.end, latestEnd[i - 1] ?? span.end); });
  const near = (stretch: Span): Item[] => {
    const from = firstIndex(items.length, (i) => latestEnd[i]! >= stretch.start);
    const to = firstIndex(items.length, (i) => items[i]!.start > stretch.end);
    return items.slice(from, Math.max(from, to)).filter((span) => span.end >= stretch.start);
  };
  return { near, coveredSeconds: (stretch) => near(stretch).reduce((sum, span) => sum + overlapSeconds(span, stretch), 0) };
}

/** Passages in order of time with nothing shown twice. Pure. */
import type { ClipSpan } from './cut-stage.ts';

/** Passages that overlap or contain each other become one; it carries the first one's id. Passages that only touch stay apart. */
export function withoutRepeats<Passage extends ClipSpan>(spans: readonly Passage[]): Passage[] {
  const joined: Passage[] = [];
  for (const span of [...spans].sort((a, b) => a.start - b.start || a.end - b.end)) {
    const last = joined.at(-1);
    if (last !== undefined && span.start < last.end) last.end = Math.max(last.end, span.end);
    else joined.push({ ...span });
  }
  return joined;
}

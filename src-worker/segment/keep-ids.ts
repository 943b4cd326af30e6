/** Segment ids kept from one answer to the next, so that the user's edits stay on the segments they were made on. Pure. */
import type { Segment } from '../../src-shared/domain/segment.ts';
import { overlapSeconds, spanSeconds } from '../../src-shared/domain/time.ts';

/** A segment takes the id of the former one it shares most with, if that is at least half of the shorter of both. */
export function keepIds(segments: readonly Segment[], previous: readonly Segment[]): Segment[] {
  const pairs = segments.flatMap((segment, i) => previous.map((former) => ({ i, id: former.id, shared: overlapSeconds(segment, former), shorter: Math.min(spanSeconds(segment), spanSeconds(former)) })))
    .filter((pair) => pair.shared > 0 && pair.shared >= pair.shorter / 2)
    .sort((a, b) => b.shared - a.shared);
  const idOf = new Map<number, string>();
  const taken = new Set<string>();
  for (const { i, id } of pairs) {
    if (idOf.has(i) || taken.has(id)) continue;
    idOf.set(i, id);
    taken.add(id);
  }
  return segments.map((segment, i) => ({ ...segment, id: idOf.get(i) ?? freeId(segment.id, taken) }));
}

function freeId(id: string, taken: Set<string>): string {
  let free = id;
  for (let n = 2; taken.has(free); n++) free = `${id}-${n}`;
  taken.add(free);
  return free;
}

/** What a new answer changed: segments found, lost, moved. Pure. Not the user's own edits: those are what he sees himself do. */
import { overlapSeconds, spanSeconds, type Span } from '../../src-shared/domain/time.ts';

interface DiffSegment extends Span { id: string; confidence: number }

export interface SegmentDiff<Segment extends DiffSegment = DiffSegment> {
  added: Segment[];
  removed: Segment[];
  /** The same passage with other edges (by more than a frame or so). */
  moved: Array<{ before: Segment; after: Segment }>;
  same: number;
}

const movedSeconds = 0.05;

/** The same passage has the same id, or shares more than half of the shorter one. */
export function diffSegments<Segment extends DiffSegment>(before: readonly Segment[], after: readonly Segment[]): SegmentDiff<Segment> {
  const left = new Set(before);
  const diff: SegmentDiff<Segment> = { added: [], removed: [], moved: [], same: 0 };
  const pair = (now: Segment, was: Segment): void => {
    left.delete(was);
    if (Math.abs(was.start - now.start) > movedSeconds || Math.abs(was.end - now.end) > movedSeconds) diff.moved.push({ before: was, after: now });
    else diff.same += 1;
  };
  const byId = new Map(before.map((segment) => [segment.id, segment]));
  const unpaired = after.filter((now) => {
    const was = byId.get(now.id);
    if (was !== undefined) pair(now, was);
    return was === undefined;
  });
  for (const now of unpaired) {
    const was = [...left].find((one) => overlapSeconds(one, now) > Math.min(spanSeconds(one), spanSeconds(now)) / 2);
    if (was === undefined) diff.added.push(now);
    else pair(now, was);
  }
  diff.removed = [...left];
  return diff;
}

export function isEmptyDiff(diff: SegmentDiff): boolean {
  return diff.added.length + diff.removed.length + diff.moved.length === 0;
}

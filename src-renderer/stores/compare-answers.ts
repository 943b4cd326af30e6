/** Two answers side by side on a stretch of the game: what each has there and where they differ. Pure. */
import type { Setup } from '../../src-shared/domain/job.ts';
import { overlapSeconds, type Span } from '../../src-shared/domain/time.ts';
import { diffSegments, type SegmentDiff } from './segment-diff.ts';

export interface KeptAnswer {
  setup: Setup;
  segments: readonly ComparedSegment[];
}

export interface ComparedSegment extends Span { id: string; confidence: number }

export interface Comparison {
  a: { count: number; seconds: number };
  b: { count: number; seconds: number };
  /** From A to B, only what touches the range. */
  diff: SegmentDiff<ComparedSegment>;
}

export function compareAnswers(a: readonly ComparedSegment[], b: readonly ComparedSegment[], range: Span): Comparison {
  const inside = (segments: readonly ComparedSegment[]): ComparedSegment[] => segments.filter((segment) => overlapSeconds(segment, range) > 0);
  const facts = (segments: readonly ComparedSegment[]): Comparison['a'] => ({ count: inside(segments).length, seconds: inside(segments).reduce((sum, segment) => sum + overlapSeconds(segment, range), 0) });
  return { a: facts(a), b: facts(b), diff: diffSegments(inside(a), inside(b)) };
}

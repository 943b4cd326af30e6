/** Which segments an export takes, and how long its clips will be. Pure. */
import type { ReviewedSegment } from '../../src-shared/review-layer.ts';
import type { Tuning } from '../../src-shared/domain/settings.ts';

export const exportScopes = ['accepted', 'all', 'selected'] as const;
export type ExportScope = (typeof exportScopes)[number];

/** Rejected segments are never exported, whatever the scope. */
export function segmentsToExport(segments: readonly ReviewedSegment[], scope: ExportScope, selectedId: string | null): ReviewedSegment[] {
  switch (scope) {
    case 'accepted': return segments.filter((segment) => segment.verdict === 'accepted');
    case 'all': return segments.filter((segment) => segment.verdict !== 'rejected');
    case 'selected': return segments.filter((segment) => segment.id === selectedId);
  }
}

/** Once anything is accepted, that is what one wants; before that, everything not refused. */
export function usualScope(segments: readonly ReviewedSegment[]): ExportScope {
  return segments.some((segment) => segment.verdict === 'accepted') ? 'accepted' : 'all';
}

/** Seconds of all clips with their rolls; rolls end at the game's ends and where neighbours meet. */
export function exportSeconds(segments: readonly ReviewedSegment[], tuning: Pick<Tuning, 'preRollSeconds' | 'postRollSeconds'>, game: { start: number; end: number }): number {
  let total = 0;
  let covered = game.start;
  for (const segment of segments) {
    const start = Math.max(covered, segment.start - tuning.preRollSeconds);
    const end = Math.min(game.end, segment.end + tuning.postRollSeconds);
    total += Math.max(0, end - start);
    covered = Math.max(covered, end);
  }
  return total;
}

/** Which segments an export takes. Pure. A choice is a word: `accepted`, `all`, `selected`, `stars:3`, `tag:goal`, `shift:2`. */
import type { ReviewedSegment } from '../../src-shared/review-layer.ts';
import type { Shift } from '../../src-shared/domain/segment.ts';
import { overlapSeconds } from '../../src-shared/domain/time.ts';

export type ExportScope = 'accepted' | 'all' | 'selected' | `stars:${number}` | `tag:${string}` | `shift:${number}`;

/** Rejected segments are never exported, whatever the scope. Shifts count from 1. */
export function segmentsToExport(segments: readonly ReviewedSegment[], scope: ExportScope, selectedId: string | null, shifts: readonly Shift[] | null = null): ReviewedSegment[] {
  const wanted = segments.filter((segment) => segment.verdict !== 'rejected');
  if (scope === 'accepted') return wanted.filter((segment) => segment.verdict === 'accepted');
  if (scope === 'all') return wanted;
  if (scope === 'selected') return segments.filter((segment) => segment.id === selectedId);
  if (scope.startsWith('stars:')) return wanted.filter((segment) => segment.stars >= Number(scope.slice(6)));
  if (scope.startsWith('tag:')) return wanted.filter((segment) => segment.tags.includes(scope.slice(4)));
  const shift = shifts?.[Number(scope.slice(6)) - 1];
  return shift === undefined ? [] : wanted.filter((segment) => overlapSeconds(segment, shift) > 0);
}

/** Every choice that would take something, the usual ones always. */
export function possibleScopes(segments: readonly ReviewedSegment[], selectedId: string | null, shifts: readonly Shift[] | null): { scope: ExportScope; count: number }[] {
  const stars = [...new Set(segments.map((segment) => segment.stars))].filter((count) => count > 0).sort((a, b) => b - a);
  const tags = [...new Set(segments.flatMap((segment) => segment.tags))].sort((a, b) => a.localeCompare(b));
  const scopes: ExportScope[] = [
    'accepted', 'all', ...(selectedId === null ? [] : ['selected' as const]),
    ...stars.map((count) => `stars:${count}` as const), ...tags.map((tag) => `tag:${tag}` as const), ...(shifts ?? []).map((_, i) => `shift:${i + 1}` as const),
  ];
  return scopes.map((scope) => ({ scope, count: segmentsToExport(segments, scope, selectedId, shifts).length })).filter(({ scope, count }) => count > 0 || scope === 'accepted' || scope === 'all');
}

/** Once anything is accepted, that is what one wants; before that, everything not refused. */
export function usualScope(segments: readonly ReviewedSegment[]): ExportScope {
  return segments.some((segment) => segment.verdict === 'accepted') ? 'accepted' : 'all';
}

/** What a click in the picture means at the moment. */
import type { Point } from '../../../src-shared/domain/geometry.ts';
import type { AreaKind, ColorField, SetupDraft } from './setup-draft.ts';

export type Tool =
  | { kind: 'him' }
  | { kind: 'not-him' }
  | { kind: 'color'; field: ColorField }
  | { kind: 'area'; area: AreaKind; corners: readonly Point[] };

/** Pixels on screen would be better, but a share of the picture is near enough to catch a finger. */
const closingDistance = 0.02;

/** A click near the first corner, or Enter, closes an area of at least three corners. */
export function closesArea(corners: readonly Point[], point: Point): boolean {
  const first = corners[0];
  return corners.length >= 3 && first !== undefined && Math.hypot(first.x - point.x, first.y - point.y) < closingDistance;
}

export function withArea(draft: SetupDraft, area: AreaKind, corners: readonly Point[]): SetupDraft {
  if (corners.length < 3) return draft;
  const polygon = corners.map(({ x, y }) => ({ x, y }));
  return area === 'playingSurface' ? { ...draft, playingSurface: polygon } : { ...draft, [area]: [...draft[area], polygon] };
}

export function withoutArea(draft: SetupDraft, area: AreaKind, index: number): SetupDraft {
  return area === 'playingSurface' ? { ...draft, playingSurface: [] } : { ...draft, [area]: draft[area].filter((_, at) => at !== index) };
}

export interface NamedArea { area: AreaKind; index: number; corners: readonly Point[] }

export function areasOf(draft: SetupDraft): NamedArea[] {
  const many = (area: 'benches' | 'penaltyBoxes'): NamedArea[] => draft[area].map((corners, index) => ({ area, index, corners }));
  const surface: NamedArea[] = draft.playingSurface.length > 0 ? [{ area: 'playingSurface', index: 0, corners: draft.playingSurface }] : [];
  return [...surface, ...many('benches'), ...many('penaltyBoxes')];
}

/** Whether a person stands where the game is played. Pure; polygons speak before colours. */
import { footPoint, isInsidePolygon, type Box } from '../../../src-shared/domain/geometry.ts';
import type { Settings } from '../../../src-shared/domain/settings.ts';
import { labDistance, type Lab } from '../evidence/lab.ts';
import { SURFACE_AGREES, type Surface } from './playing-surface.ts';

export type FieldPolygons = Pick<Settings, 'playingSurface' | 'benches' | 'penaltyBoxes'>;

/** Share of the points around the feet that must have the surface's colour. */
const LEAST_AGREEMENT = 0.34;
/** Without a known surface, more people than this are a crowd. */
const CROWD = 12;

/**
 * @param around colours around the feet; empty where they are not visible.
 * @param people boxes in this frame.
 */
export function isOnField(box: Box, around: readonly Lab[], surface: Surface | null, people: number, polygons: FieldPolygons): boolean {
  const foot = footPoint(box);
  if ([...polygons.benches, ...polygons.penaltyBoxes].some((polygon) => isInsidePolygon(foot, polygon))) return false;
  if (polygons.playingSurface.length >= 3) return isInsidePolygon(foot, polygons.playingSurface);
  if (surface === null) return people <= CROWD;
  // Feet outside the picture or hidden: nothing speaks against him.
  if (around.length === 0) return true;
  return around.filter((colour) => labDistance(colour, surface) < SURFACE_AGREES).length / around.length >= LEAST_AGREEMENT;
}

/** Polygons that have an inside; the others are left out with a word. */
import type { Polygon, Settings } from '../../src-shared/domain/settings.ts';

export interface Zones { playingSurface: Polygon; benches: Polygon[]; penaltyBoxes: Polygon[] }

export function usableZones(settings: Pick<Settings, 'playingSurface' | 'benches' | 'penaltyBoxes'>): { zones: Zones; warnings: string[] } {
  const warnings: string[] = [];
  const usable = (polygon: Polygon, name: string): boolean => {
    if (polygon.length >= 3) return true;
    if (polygon.length > 0) warnings.push(`${name} needs at least 3 points, found ${polygon.length}: it is ignored`);
    return false;
  };
  return {
    zones: {
      playingSurface: usable(settings.playingSurface, 'the playing surface') ? settings.playingSurface : [],
      benches: settings.benches.filter((polygon, i) => usable(polygon, `bench ${i + 1}`)),
      penaltyBoxes: settings.penaltyBoxes.filter((polygon, i) => usable(polygon, `penalty box ${i + 1}`)),
    },
    warnings,
  };
}

/** The colour people stand on, learned shot by shot from what is around their feet. */
import type { Box } from '../../../src-shared/domain/geometry.ts';
import type { Picture } from '../../inference/frame-ring.ts';
import { labAt, labDistance, type Lab } from '../evidence/lab.ts';
import { clusterColours } from '../evidence/colour-clusters.ts';

export interface Surface extends Lab {
  /** Share of looked-at points that have this colour, 0–1. */
  share: number;
}

/** Points within this distance of the surface's colour agree with it (shadows and marks of the lines do not). */
export const SURFACE_AGREES = 20;
/** With a smaller share nothing is called a surface: a crowd stands on many colours. */
export const LEAST_SHARE = 0.45;
const KEPT_POINTS = 1500;

export interface SurfaceEstimate {
  /** Forgets the colours of the shot before. */
  newShot(): void;
  /** @returns colours around each box's feet; empty where these are outside the picture or covered. */
  look(picture: Picture, boxes: readonly Box[]): Lab[][];
  /** What is believed now; null while the points disagree. */
  current(): Surface | null;
}

export function estimateSurface(): SurfaceEstimate {
  let points: Lab[] = [];
  let known: Surface | null = null;
  let stale = true;
  return {
    newShot() {
      points = [];
      stale = true;
    },
    look(picture, boxes) {
      const seen = boxes.map((box, i) => pointsAround(box).filter((point) => inPicture(point) && boxes.every((other, j) => i === j || !covers(other, point)))
        .map((point) => labAt(picture, point.x * picture.width, point.y * picture.height)));
      points.push(...seen.flat());
      if (points.length > KEPT_POINTS) points = points.slice(-KEPT_POINTS);
      stale = true;
      return seen;
    },
    current() {
      if (stale) known = mainColour(points);
      stale = false;
      return known;
    },
  };
}

function mainColour(points: readonly Lab[]): Surface | null {
  const main = clusterColours(points, 6)[0];
  if (main === undefined || points.length < 6) return null;
  const share = points.filter((point) => labDistance(point, main) < SURFACE_AGREES).length / points.length;
  return share < LEAST_SHARE ? null : { l: main.l, a: main.a, b: main.b, share };
}

/** Beside and below the feet: where a standing person's surface shows. */
function pointsAround({ x, y, w, h }: Box): { x: number; y: number }[] {
  const sides = [0.92, 0.98].flatMap((down) => [-0.15, 1.15].map((across) => ({ x: x + across * w, y: y + down * h })));
  const below = [0.1, 0.5, 0.9].map((across) => ({ x: x + across * w, y: y + 1.04 * h }));
  return [...sides, ...below];
}

function inPicture({ x, y }: { x: number; y: number }): boolean {
  return x > 0 && x < 1 && y > 0 && y < 0.995;
}

function covers(box: Box, { x, y }: { x: number; y: number }): boolean {
  return x > box.x && x < box.x + box.w && y > box.y && y < box.y + box.h;
}

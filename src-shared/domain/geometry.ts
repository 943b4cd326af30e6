/** Boxes, points and polygons in normalised picture coordinates (0–1, origin top left). */

export interface Point { x: number; y: number }

export interface Box {
  /** Left edge, 0–1 of the picture's width. */
  x: number;
  /** Top edge, 0–1 of the picture's height. */
  y: number;
  w: number;
  h: number;
}

/** Intersection over union, 0–1; 0 for boxes that only touch or have no area. */
export function iou(a: Box, b: Box): number {
  const width = Math.min(a.x + a.w, b.x + b.w) - Math.max(a.x, b.x);
  const height = Math.min(a.y + a.h, b.y + b.h) - Math.max(a.y, b.y);
  if (width <= 0 || height <= 0) return 0;
  const shared = width * height;
  return shared / (a.w * a.h + b.w * b.h - shared);
}

/** Where a person stands: the middle of the box's lower edge. */
export function footPoint(box: Box): Point {
  return { x: box.x + box.w / 2, y: box.y + box.h };
}

export function containsPoint(box: Box, point: Point): boolean {
  return point.x >= box.x && point.x <= box.x + box.w && point.y >= box.y && point.y <= box.y + box.h;
}

/**
 * Even-odd rule with half-open edges: a point on a left or top edge is inside, one on a right or bottom edge is outside,
 * so that two polygons sharing an edge never both claim a point. Fewer than 3 corners contain nothing.
 */
export function isInsidePolygon(point: Point, polygon: readonly Point[]): boolean {
  if (polygon.length < 3) return false;
  let inside = false;
  let previous = polygon[polygon.length - 1]!;
  for (const corner of polygon) {
    const straddles = corner.y > point.y !== previous.y > point.y;
    if (straddles) {
      const crossing = ((previous.x - corner.x) * (point.y - corner.y)) / (previous.y - corner.y) + corner.x;
      if (point.x < crossing) inside = !inside;
    }
    previous = corner;
  }
  return inside;
}

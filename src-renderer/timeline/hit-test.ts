/** What of the timeline is under the pointer. Pure. */
import { laneOf } from './lanes.ts';
import { timeToX, type TimeView } from './time-scale.ts';
import { visibleSpans } from './visible-range.ts';

export type TimelineHit =
  | { part: 'start-edge' | 'end-edge' | 'body'; segmentId: string }
  | { part: 'empty' };

interface HitSegment { id: string; start: number; end: number }

/** Pixels at both sides of an edge in which it can be grabbed. */
const grabPixels = 6;
/** A narrower segment has no edges of its own to grab: all of it is its body. */
const narrowestWithEdges = 14;

/** The selected segment's edges win, so that touching neighbours can be told apart. */
export function hitTest(point: { x: number; y: number }, scene: { view: TimeView; width: number; segments: readonly HitSegment[]; latestEnd: Float64Array; selectedId: string | null }): TimelineHit {
  const lane = laneOf('segments');
  if (point.y < lane.top || point.y > lane.top + lane.height) return { part: 'empty' };
  const perPixel = (scene.view.end - scene.view.start) / scene.width;
  const time = scene.view.start + point.x * perPixel;
  const reach = grabPixels * perPixel;
  const range = visibleSpans(scene.segments, scene.latestEnd, time - reach, time + reach);
  const near = scene.segments.slice(range.from, range.to).filter((segment) => segment.end >= time - reach);
  const ordered = [...near.filter((segment) => segment.id === scene.selectedId), ...near.filter((segment) => segment.id !== scene.selectedId)];
  for (const segment of ordered) {
    const edge = edgeUnder(point.x, segment, scene);
    if (edge !== null) return { part: edge, segmentId: segment.id };
  }
  const under = ordered.find((segment) => time >= segment.start && time <= segment.end) ?? nearestNarrow(ordered, time);
  return under === undefined ? { part: 'empty' } : { part: 'body', segmentId: under.id };
}

function edgeUnder(x: number, segment: HitSegment, { view, width }: { view: TimeView; width: number }): 'start-edge' | 'end-edge' | null {
  const left = timeToX(view, width, segment.start);
  const right = timeToX(view, width, segment.end);
  if (right - left < narrowestWithEdges) return null;
  if (Math.abs(x - left) <= grabPixels) return 'start-edge';
  if (Math.abs(x - right) <= grabPixels) return 'end-edge';
  return null;
}

/** From far away a segment is thinner than a pixel: near is good enough. */
function nearestNarrow(segments: readonly HitSegment[], time: number): HitSegment | undefined {
  const distance = (segment: HitSegment): number => Math.max(segment.start - time, time - segment.end, 0);
  return segments.toSorted((a, b) => distance(a) - distance(b))[0];
}

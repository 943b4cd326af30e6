/** Where each track's box is, from analysed picture to analysed picture. Pure. */
import type { Box } from '../../src-shared/domain/geometry.ts';
import type { ObservationChunk, TrackMap } from '../../src-shared/domain/observation.ts';

export interface PathPoint { seconds: number; box: Box }
export interface TrackPath { trackId: number; points: PathPoint[] }

/** Track of each tracklet of one chunk, by tracklet id. Tracklets that belong to no track are absent. */
export function trackOfTracklet(map: TrackMap, chunkIndex: number): Map<number, number> {
  const tracks = new Map<number, number>();
  const { chunk, tracklet, track } = map.members;
  for (let row = 0; row < chunk.length; row += 1) if (chunk[row] === chunkIndex) tracks.set(tracklet[row]!, track[row]!);
  return tracks;
}

/** One path a tracklet, by time. Points reach into the overlap with the next chunk, so that motion across the border is known. */
export function trackPaths(chunk: ObservationChunk, tracks: ReadonlyMap<number, number>): TrackPath[] {
  const paths = new Map<number, PathPoint[]>();
  const { frame, tracklet, x, y, w, h } = chunk.detections;
  for (let row = 0; row < frame.length; row += 1) {
    if (!tracks.has(tracklet[row]!)) continue;
    const points = paths.get(tracklet[row]!) ?? [];
    points.push({ seconds: chunk.frames.pts[frame[row]!]!, box: { x: x[row]!, y: y[row]!, w: w[row]!, h: h[row]! } });
    paths.set(tracklet[row]!, points);
  }
  return [...paths].map(([id, points]) => ({ trackId: tracks.get(id)!, points }));
}

/** A box that moves evenly from one place to another. */
export interface Stroke { trackId: number; start: number; end: number; from: Box; to: Box }

export interface StrokeOptions {
  /** Seconds between analysed pictures: how long the last box is held. */
  stepSeconds: number;
  /** Not seen for longer than this: the box is not drawn between. */
  maxGapSeconds: number;
  /** How far (of the picture) a left-out box may lie from the even motion drawn instead. */
  tolerance: number;
}

/** Longest stroke: bends shorter than the tolerance would add up. */
const MAX_STROKE_SECONDS = 0.5;

/** The path as few even motions: pictures between analysed ones get boxes by interpolation, and even motion costs one stroke, not one a picture. */
export function strokes({ trackId, points }: TrackPath, { stepSeconds, maxGapSeconds, tolerance }: StrokeOptions): Stroke[] {
  const drawn: Stroke[] = [];
  for (let at = 0; at < points.length;) {
    const from = points[at]!;
    let next = at + 1;
    if (next >= points.length || points[next]!.seconds - from.seconds > maxGapSeconds) {
      drawn.push({ trackId, start: from.seconds, end: from.seconds + stepSeconds, from: from.box, to: from.box });
      at += 1;
      continue;
    }
    while (next + 1 < points.length && points[next + 1]!.seconds - points[next]!.seconds <= maxGapSeconds && points[next + 1]!.seconds - from.seconds <= MAX_STROKE_SECONDS && isEven(points, at, next + 1, tolerance)) next += 1;
    drawn.push({ trackId, start: from.seconds, end: points[next]!.seconds, from: from.box, to: points[next]!.box });
    at = next;
    if (at === points.length - 1) {
      const last = points[at]!;
      drawn.push({ trackId, start: last.seconds, end: last.seconds + stepSeconds, from: last.box, to: last.box });
      break;
    }
  }
  return drawn;
}

function isEven(points: readonly PathPoint[], from: number, to: number, tolerance: number): boolean {
  const [a, b] = [points[from]!, points[to]!];
  return points.slice(from + 1, to).every((point) => {
    const share = (point.seconds - a.seconds) / (b.seconds - a.seconds);
    return (['x', 'y', 'w', 'h'] as const).every((side) => Math.abs(a.box[side] + (b.box[side] - a.box[side]) * share - point.box[side]) <= tolerance);
  });
}

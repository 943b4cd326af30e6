/** Everybody's box at a moment, between two analysed frames by straight line. Not drawing; knows of no target. */
import type { Box, Point } from '../../src-shared/domain/geometry.ts';
import type { ChunkIndex } from '../stores/observation-index.ts';
import { lastAtOrBefore } from './frame-times.ts';

export interface SeenBox {
  tracklet: number;
  box: Box;
  /** 0–1: the detector's, of the nearer analysed frame. */
  confidence: number;
  /** Whether the box lies between two analysed frames. */
  interpolated: boolean;
}

/** A longer hole in a tracklet is a hole: the box would wander over people it has nothing to do with. */
const longestHoleSeconds = 0.7;

/** Presentation times within this of an analysed frame are that frame: container time bases round. */
const sameFrameSeconds = 0.004;

export function boxesAt(index: ChunkIndex, timeSeconds: number): SeenBox[] {
  const { frames, tracklets } = index.chunk;
  if (frames.pts.length === 0) return [];
  const time = timeSeconds + sameFrameSeconds;
  const frame = lastAtOrBefore(frames.pts, time);
  if (frames.pts[frame]! > time) return [];
  const found: SeenBox[] = [];
  for (let t = 0; t < tracklets.firstFrame.length; t += 1) {
    if (tracklets.firstFrame[t]! > frame || tracklets.lastFrame[t]! < frame) continue;
    const seen = boxOfTracklet(index, t, frame, timeSeconds);
    if (seen !== null) found.push(seen);
  }
  return found;
}

/** Where a tracklet's feet were in the seconds before a moment, oldest first. */
export function trailOf(index: ChunkIndex, tracklet: number, timeSeconds: number, seconds: number): Point[] {
  const { detections, frames } = index.chunk;
  const points: Point[] = [];
  for (let i = index.starts[tracklet]!; i < index.starts[tracklet + 1]!; i += 1) {
    const row = index.order[i]!;
    const pts = frames.pts[detections.frame[row]!]!;
    if (pts > timeSeconds + sameFrameSeconds) break;
    if (pts >= timeSeconds - seconds) points.push({ x: detections.x[row]! + detections.w[row]! / 2, y: detections.y[row]! + detections.h[row]! });
  }
  return points;
}

function boxOfTracklet(index: ChunkIndex, tracklet: number, frame: number, timeSeconds: number): SeenBox | null {
  const { detections, frames } = index.chunk;
  const from = index.starts[tracklet]!;
  const to = index.starts[tracklet + 1]!;
  let at = to;
  for (let low = from, high = to; low < high;) {
    const middle = (low + high) >>> 1;
    if (detections.frame[index.order[middle]!]! > frame) high = at = middle;
    else low = middle + 1;
  }
  if (at === from) return null;
  const before = index.order[at - 1]!;
  const beforeTime = frames.pts[detections.frame[before]!]!;
  const after = at < to ? index.order[at]! : null;
  if (after === null) {
    // The last sighting holds until the next analysed frame would have shown him.
    const step = 1 / Math.max(1, index.chunk.meta.analysedFps);
    return timeSeconds - beforeTime <= step - sameFrameSeconds ? { tracklet, box: boxOfRow(detections, before), confidence: detections.confidence[before]!, interpolated: false } : null;
  }
  const afterTime = frames.pts[detections.frame[after]!]!;
  if (afterTime - beforeTime > longestHoleSeconds) {
    return detections.frame[before]! === frame ? { tracklet, box: boxOfRow(detections, before), confidence: detections.confidence[before]!, interpolated: false } : null;
  }
  const share = timeSeconds - beforeTime <= sameFrameSeconds ? 0 : (timeSeconds - beforeTime) / (afterTime - beforeTime);
  const a = boxOfRow(detections, before);
  const b = boxOfRow(detections, after);
  const mix = (p: number, q: number): number => p + (q - p) * share;
  return {
    tracklet,
    box: { x: mix(a.x, b.x), y: mix(a.y, b.y), w: mix(a.w, b.w), h: mix(a.h, b.h) },
    confidence: detections.confidence[share < 0.5 ? before : after]!,
    interpolated: share > 0,
  };
}

function boxOfRow(detections: { x: Float32Array; y: Float32Array; w: Float32Array; h: Float32Array }, row: number): Box {
  return { x: detections.x[row]!, y: detections.y[row]!, w: detections.w[row]!, h: detections.h[row]! };
}

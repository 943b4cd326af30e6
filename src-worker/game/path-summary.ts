/**
 * What is needed of a stretch of boxes to judge whether another stretch is the same person: its two ends, its colours, its looks.
 * Positions are in shot coordinates (camera motion taken out), in units of the picture's height.
 */
import { PALETTE_FLOATS } from '../../src-shared/domain/observation.ts';
import { mergePalettes } from './palette.ts';

export interface PathEnd {
  timeSeconds: number;
  frame: number;
  x: number;
  y: number;
  /** Height of the box; x is its middle, y its upper edge. */
  height: number;
  /** Units a second. */
  velocityX: number;
  velocityY: number;
  /** How far, in box heights, the box is from the nearest side of the picture; 0 when it touches. */
  toSide: number;
}

export interface PathSummary {
  shot: number;
  first: PathEnd;
  last: PathEnd;
  /** Detection rows in time order. */
  rows: Int32Array;
  palette: Float32Array | null;
  /** Unit vector; null where none was made. */
  appearance: Float32Array | null;
}

/** The parts of a game that a summary is made of; joined chunks fit too. */
export interface SummarySource {
  width: number;
  height: number;
  frames: { pts: Float64Array; shot: Int32Array; scale: Float64Array; offsetX: Float64Array; offsetY: Float64Array };
  detections: { frame: Int32Array; x: Float32Array; y: Float32Array; w: Float32Array; h: Float32Array; overlap: Float32Array };
  samples: { quality: Float32Array; palette: Float32Array; appearance: Float32Array };
  appearanceDimensions: number;
}

/** @param rows detections in time order, at least one, all of one shot. @param samples sample rows of these detections. */
export function summarisePath(source: SummarySource, rows: Int32Array, samples: ArrayLike<number>): PathSummary {
  return {
    shot: source.frames.shot[source.detections.frame[rows[0]!]!]!,
    first: pathEndAt(source, rows, 0, 'first'),
    last: pathEndAt(source, rows, rows.length - 1, 'last'),
    rows,
    palette: summaryPalette(source, samples),
    appearance: meanAppearance(source, samples),
  };
}

export function summaryPalette(source: Pick<SummarySource, 'samples'>, samples: ArrayLike<number>): Float32Array | null {
  return mergePalettes(Array.from(samples, (sample) => ({
    palette: source.samples.palette.subarray(sample * PALETTE_FLOATS, (sample + 1) * PALETTE_FLOATS),
    weight: 0.05 + source.samples.quality[sample]!,
  })));
}

export function meanAppearance(source: Pick<SummarySource, 'samples' | 'appearanceDimensions'>, samples: ArrayLike<number>): Float32Array | null {
  const size = source.appearanceDimensions;
  if (size === 0 || samples.length === 0) return null;
  const mean = new Float32Array(size);
  for (let s = 0; s < samples.length; s++) {
    const weight = 0.05 + source.samples.quality[samples[s]!]!;
    for (let i = 0; i < size; i++) mean[i]! += weight * source.samples.appearance[samples[s]! * size + i]!;
  }
  const length = Math.hypot(...mean);
  return length === 0 ? null : mean.map((value) => value / length);
}

export function cosine(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}

/** Velocity is taken over this much time at the end, from unoccluded boxes first. */
const VELOCITY_SECONDS = 0.5;

/** The end of a path that would begin (`first`) or stop (`last`) at its box number `at`. */
export function pathEndAt(source: SummarySource, rows: Int32Array, at: number, end: 'first' | 'last'): PathEnd {
  const { frames, detections } = source;
  const step = end === 'first' ? 1 : -1;
  const here = place(source, rows[at]!);
  let other = here;
  for (let i = at + step; i >= 0 && i < rows.length; i += step) {
    const there = place(source, rows[i]!);
    if (Math.abs(there.t - here.t) > VELOCITY_SECONDS) break;
    other = there;
  }
  const dt = here.t - other.t;
  const frame = detections.frame[rows[at]!]!;
  const row = rows[at]!;
  const [x, y, w, h] = [detections.x[row]!, detections.y[row]!, detections.w[row]!, detections.h[row]!];
  const aspect = source.width / source.height;
  const side = Math.min(x * aspect, (1 - x - w) * aspect, y, 1 - y - h);
  return {
    timeSeconds: frames.pts[frame]!, frame, x: here.x, y: here.y, height: here.h,
    velocityX: dt === 0 ? 0 : (here.x - other.x) / dt,
    velocityY: dt === 0 ? 0 : (here.y - other.y) / dt,
    toSide: Math.max(0, side / Math.max(h, 1e-6)),
  };
}

function place({ frames, detections, width, height }: SummarySource, row: number): { t: number; x: number; y: number; h: number } {
  const frame = detections.frame[row]!;
  const scale = frames.scale[frame]!;
  return {
    t: frames.pts[frame]!,
    x: (((detections.x[row]! + detections.w[row]! / 2) - frames.offsetX[frame]!) / scale) * (width / height),
    // The head: when somebody passes in front, or the picture ends, a box loses its lower part.
    y: (detections.y[row]! - frames.offsetY[frame]!) / scale,
    h: detections.h[row]! / scale,
  };
}

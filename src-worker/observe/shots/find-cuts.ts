/**
 * Scene cuts among all source frames, from small thumbs. Exact to the frame; flashes and whip pans are no cuts.
 * Not a finder of slow transitions: those change little from frame to frame.
 */

export interface CutFinder {
  /** @param bytes planes Y, U, V (4:2:0) of a thumb; kept until the next three came. */
  push(pts: number, bytes: Uint8Array): void;
  /** No more frames: decides what is left. */
  end(): void;
  /** Cuts decided so far, in order. `pts` is that of the first frame after the cut. */
  readonly cuts: readonly Cut[];
}
export interface Cut { pts: number; score: number }

/** Frames after a change that must be known before it is judged. */
export const CUT_LOOKAHEAD = 3;

interface Seen { pts: number; bytes: Uint8Array; histogram: Float32Array; change: number; colourChange: number }

/** Mean change of luma and chroma (0–255) from which a change can be a cut. */
const LEAST_CHANGE = 15;
/** A cut stands out of the quieter side of its neighbours by this factor, and of every neighbour by the other; a pan does not. */
const LEAST_PROMINENCE = 3;
const LEAST_LEAD = 1.25;
const NEIGHBOURS = CUT_LOOKAHEAD;
/** Share of pixels (0–1) that change their place among colours, and by how much that stands out while the camera moves fast. */
const LEAST_COLOUR_CHANGE = 0.12;
const LEAST_COLOUR_PROMINENCE = 2.5;
/** With a change this large the content is another one even where both pictures have the same colours. */
const CERTAIN_CHANGE = 25;

export function findCuts(width: number, height: number): CutFinder {
  const luma = width * height;
  const cuts: Cut[] = [];
  let recent: Seen[] = [];
  /** Index in `recent` of the first frame not judged yet. */
  let judge = 1;

  const decide = (ended: boolean): void => {
    const last = ended ? recent.length - 1 : recent.length - 1 - CUT_LOOKAHEAD;
    while (judge <= last) {
      if (isCut(recent, judge, luma)) cuts.push({ pts: recent[judge]!.pts, score: recent[judge]!.change });
      judge += 1;
    }
    const drop = Math.max(0, judge - 4);
    recent = recent.slice(drop);
    judge -= drop;
  };

  return {
    cuts,
    push(pts, bytes) {
      const before = recent.at(-1);
      const histogram = colourHistogram(bytes, luma);
      const changes = before === undefined ? { change: 0, colourChange: 0 } : { change: meanChange(before.bytes, bytes, luma), colourChange: histogramDistance(before.histogram, histogram) };
      recent.push({ pts, bytes, histogram, ...changes });
      decide(false);
    },
    end: () => decide(true),
  };
}

function isCut(frames: readonly Seen[], index: number, luma: number): boolean {
  const frame = frames[index]!;
  if (frame.change < LEAST_CHANGE) return false;
  const earlier = frames.slice(Math.max(1, index - NEIGHBOURS), index);
  const coming = frames.slice(index + 1, index + 1 + NEIGHBOURS);
  const around = [...earlier, ...coming];
  if (around.some(({ change }) => frame.change < LEAST_LEAD * change)) return false;
  const sides = [earlier, coming].filter((side) => side.length > 0).map((side) => mean(side.map(({ change }) => change)));
  if (frame.change < LEAST_PROMINENCE * Math.min(...sides)) return false;
  const before = frames[index - 1]!;
  const later = frames[Math.min(index + 2, frames.length - 1)]!;
  // After a flash the picture is what it was before.
  if (meanChange(before.bytes, later.bytes, luma) < frame.change / 2) return false;
  const standsOut = frame.change >= LEAST_PROMINENCE * mean(around.map(({ change }) => change));
  if (!standsOut && frame.colourChange < LEAST_COLOUR_PROMINENCE * mean(around.map(({ colourChange }) => colourChange))) return false;
  const colours = Math.min(frame.colourChange, histogramDistance(before.histogram, later.histogram));
  return colours >= LEAST_COLOUR_CHANGE || (standsOut && frame.change >= CERTAIN_CHANGE);
}

function mean(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Luma counts once, chroma doubled since its range is used less. */
function meanChange(a: Uint8Array, b: Uint8Array, luma: number): number {
  let y = 0;
  for (let i = 0; i < luma; i += 1) y += Math.abs(a[i]! - b[i]!);
  let chroma = 0;
  for (let i = luma; i < a.length; i += 1) chroma += Math.abs(a[i]! - b[i]!);
  return y / luma + (2 * chroma) / (a.length - luma);
}

const LEVELS = 8;

/** 8 × 8 × 8 over Y, U, V at chroma resolution's pixels, summing to 1. */
function colourHistogram(bytes: Uint8Array, luma: number): Float32Array {
  const chroma = (bytes.length - luma) / 2;
  const histogram = new Float32Array(LEVELS ** 3);
  const share = 1 / chroma;
  // Every fourth luma pixel in reading order: the histogram needs how much, not where.
  for (let i = 0; i < chroma; i += 1) {
    const y = bytes[i * 4]! >> 5;
    const u = chromaLevel(bytes[luma + i]!);
    const v = chromaLevel(bytes[luma + chroma + i]!);
    histogram[(y * LEVELS + u) * LEVELS + v]! += share;
  }
  return histogram;
}

/** Chroma lies around 128: finer there. */
function chromaLevel(value: number): number {
  return Math.max(0, Math.min(LEVELS - 1, (value - 64) >> 4));
}

/** Share of mass that is elsewhere, 0–1. */
function histogramDistance(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i += 1) sum += Math.abs(a[i]! - b[i]!);
  return sum / 2;
}

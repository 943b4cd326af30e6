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

interface Seen { pts: number; bytes: Uint8Array; histogram: Float32Array; change: number }

/** Mean change of luma and chroma (0–255) from which a change can be a cut. */
const LEAST_CHANGE = 15;
/** A cut stands out of its neighbours by this factor; a whip pan does not. */
const LEAST_PROMINENCE = 3;
/** Share of pixels (0–1) that change their place among colours; a camera flash changes back within two frames. */
const LEAST_COLOUR_CHANGE = 0.12;
/** With a change this large the content is another one even where both pictures have the same colours. */
const CERTAIN_CHANGE = 25;

export function findCuts(width: number, height: number): CutFinder {
  const luma = width * height;
  const cuts: Cut[] = [];
  let recent: Seen[] = [];
  /** Index in `recent` of the first frame not judged yet. */
  let judge = 1;

  const decide = (ended: boolean): void => {
    while (judge < recent.length && (ended || judge + CUT_LOOKAHEAD <= recent.length - 1)) {
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
      recent.push({ pts, bytes, histogram: colourHistogram(bytes, luma), change: before === undefined ? 0 : meanChange(before.bytes, bytes, luma) });
      decide(false);
    },
    end: () => decide(true),
  };
}

function isCut(frames: readonly Seen[], index: number, luma: number): boolean {
  const frame = frames[index]!;
  if (frame.change < LEAST_CHANGE) return false;
  const neighbours = [-3, -2, -1, 1, 2, 3].flatMap((offset) => frames[index + offset]?.change ?? []).filter((change) => change > 0);
  const usual = neighbours.reduce((sum, change) => sum + change, 0) / Math.max(1, neighbours.length);
  if (frame.change < LEAST_PROMINENCE * usual) return false;
  const before = frames[index - 1]!;
  const later = frames[Math.min(index + 2, frames.length - 1)]!;
  // After a flash the picture is what it was before.
  if (meanChange(before.bytes, later.bytes, luma) < frame.change / 2) return false;
  const colours = Math.min(histogramDistance(before.histogram, frame.histogram), histogramDistance(before.histogram, later.histogram));
  return colours >= LEAST_COLOUR_CHANGE || frame.change >= CERTAIN_CHANGE;
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

/**
 * Which frame is shown and where the next one is. All in the file's presentation times; the video element's own clock may start elsewhere.
 * A seek aims at the middle of a frame: at its edge Chromium shows the frame before it about every second time.
 */

export interface FrameRaster {
  /** First picture's presentation time. */
  startSeconds: number;
  /** End of the last picture. */
  endSeconds: number;
  framesPerSecond: number;
  /** Presentation times seen by the analysis, sorted; only used where the rate varies. */
  knownTimes: Float64Array | null;
}

/** Index of the frame on screen at a time, counted from 0. Tolerates the rounding of container time bases (up to 1/8 frame). */
export function frameAt(raster: FrameRaster, timeSeconds: number): number {
  const frames = (timeSeconds - raster.startSeconds) * raster.framesPerSecond;
  return Math.min(lastFrame(raster), Math.max(0, Math.floor(frames + 0.125)));
}

/** When a frame begins to be shown. */
export function frameStart(raster: FrameRaster, frame: number): number {
  return raster.startSeconds + frame / raster.framesPerSecond;
}

/** Where to seek so that the frame shown at `timeSeconds` appears. */
export function seekPoint(raster: FrameRaster, timeSeconds: number): number {
  if (raster.knownTimes !== null) return Math.min(Math.max(timeSeconds, raster.startSeconds), raster.endSeconds - 1e-3) + 1e-3;
  return raster.startSeconds + (frameAt(raster, timeSeconds) + 0.5) / raster.framesPerSecond;
}

/** The start of the frame `count` frames on (negative: back). */
export function stepTime(raster: FrameRaster, timeSeconds: number, count: number): number {
  const known = raster.knownTimes;
  if (known !== null && known.length > 1 && timeSeconds >= known[0]! - 1e-3 && timeSeconds <= known[known.length - 1]! + 1e-3) {
    const index = lastAtOrBefore(known, timeSeconds + 1e-3) + count;
    if (index >= 0 && index < known.length) return known[index]!;
  }
  return frameStart(raster, Math.min(lastFrame(raster), Math.max(0, frameAt(raster, timeSeconds) + count)));
}

/** Index of the last value ≤ `time`; 0 when all are later. */
export function lastAtOrBefore(sorted: ArrayLike<number>, time: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (sorted[middle]! <= time) low = middle + 1;
    else high = middle;
  }
  return Math.max(0, low - 1);
}

function lastFrame(raster: FrameRaster): number {
  return Math.max(0, Math.round((raster.endSeconds - raster.startSeconds) * raster.framesPerSecond) - 1);
}

/**
 * The whole game as typed arrays: every box once, grouped by track, with what was looked at closely.
 * Target-blind: the same object answers for every player. Not a file format; see src-shared/domain/observation.ts for that.
 */

/** Rows of one owner side by side: owner i has `rows[offset[i]] … rows[offset[i + 1] - 1]`. */
export interface RowsByOwner {
  offset: Int32Array;
  rows: Int32Array;
}

export interface GameFrames {
  /** Presentation time, seconds, ascending. */
  pts: Float64Array;
  /** Row in shots. */
  shot: Int32Array;
  /** Picture position = scale × shot position + offset, per axis; the shot position ignores camera motion. */
  scale: Float64Array;
  offsetX: Float64Array;
  offsetY: Float64Array;
  /** Camera motion confidence, 0–1. */
  cameraConfidence: Float32Array;
}

export interface Game {
  /** Display size in pixels. */
  width: number;
  height: number;
  /** Presentation times of the first and the last analysed frame. */
  start: number;
  end: number;
  /** Median time from one analysed frame to the next. */
  frameSeconds: number;
  frames: GameFrames;
  /** First and last frame rows of each shot. */
  shots: { firstFrame: number; lastFrame: number }[];
  /** Seconds of presentation time. */
  cuts: number[];
  /** Sorted by frame. */
  detections: {
    frame: Int32Array; track: Int32Array; tracklet: Int32Array;
    x: Float32Array; y: Float32Array; w: Float32Array; h: Float32Array;
    confidence: Float32Array; onField: Uint8Array; overlap: Float32Array;
  };
  trackCount: number;
  /** Detections of each track in time order, one a frame. */
  trackDetections: RowsByOwner;
  samples: {
    detection: Int32Array; quality: Float32Array; palette: Float32Array; appearance: Float32Array;
    numberTried: Uint8Array; numberPixels: Float32Array;
  };
  appearanceDimensions: number;
  /** Samples of each track in time order. */
  trackSamples: RowsByOwner;
  readings: { sample: Int32Array; text: string[]; probability: Float32Array };
  /** Readings of each sample, best first. */
  sampleReadings: RowsByOwner;
  warnings: string[];
}

export function rowsOf(grouped: RowsByOwner, owner: number): Int32Array {
  return grouped.rows.subarray(grouped.offset[owner]!, grouped.offset[owner + 1]!);
}

/** Groups rows 0…owners.length−1 by owner, keeping their order; rows with a negative owner are left out. */
export function groupRows(owners: ArrayLike<number>, ownerCount: number): RowsByOwner {
  const offset = new Int32Array(ownerCount + 1);
  for (let row = 0; row < owners.length; row++) if (owners[row]! >= 0) offset[owners[row]! + 1]!++;
  for (let i = 0; i < ownerCount; i++) offset[i + 1]! += offset[i]!;
  const next = offset.slice();
  const rows = new Int32Array(offset[ownerCount]!);
  for (let row = 0; row < owners.length; row++) if (owners[row]! >= 0) rows[next[owners[row]!]!++] = row;
  return { offset, rows };
}

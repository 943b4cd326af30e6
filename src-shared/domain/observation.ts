/**
 * What was seen, whomever one looks for: the columns of `observations/NNNN.arrow` and `tracks.arrow`.
 * Columns are typed arrays of one length per table, so that asking for a player is a scan and not a parse.
 * Not a place for anything that knows of a target.
 */

export const OBSERVATION_SCHEMA_VERSION = 1;

/** Colours kept of one torso: up to this many (L, a, b, weight) quadruples, weights summing to 1 over the used ones. */
export const PALETTE_COLOURS = 6;
export const PALETTE_FLOATS = PALETTE_COLOURS * 4;

/** Facts of the whole chunk, stored as the file's metadata. */
export interface ObservationMeta {
  schemaVersion: number;
  chunkIndex: number;
  /** The stretch this chunk speaks for, seconds of presentation time. */
  start: number;
  end: number;
  /** Display size of the video in pixels. */
  width: number;
  height: number;
  /** Mean analysed frames per second. */
  analysedFps: number;
  detector: string;
  numberReader: string | null;
  /** Length of one appearance vector; 0 where none was made. */
  appearanceDimensions: number;
  /** What really ran: `cpu`, `cuda`… */
  provider: string;
  /** Identifies video content, models and settings that shape observations; equal keys mean equal observations. */
  inputKey: string;
  warnings: string[];
}

/** Frames that were analysed, in presentation order. */
export interface FrameColumns {
  /** Presentation time in seconds. */
  pts: Float64Array;
  /** Index of the source frame counted from the start of the video (a label; time is `pts`). */
  frameIndex: Int32Array;
  /** How far the picture's content moved since the previous analysed frame, as a fraction of width / height. */
  cameraDx: Float32Array;
  cameraDy: Float32Array;
  cameraScale: Float32Array;
  /** 0–1; below about 0.3 the motion is unknown. 0 on the first frame and across cuts. */
  cameraConfidence: Float32Array;
  /** 1 on the first analysed frame of a shot that begins with a cut. */
  cut: Uint8Array;
  /** Mean luma 0–255. */
  luma: Float32Array;
}

/** Exact times of scene cuts among all source frames. */
export interface CutColumns {
  /** Presentation time of the first frame after the cut. */
  pts: Float64Array;
  score: Float32Array;
}

/** Person boxes, sorted by frame. Boxes are the detector's, not a filter's. */
export interface DetectionColumns {
  /** Row in frames. */
  frame: Int32Array;
  /** Tracklet id inside this chunk. Every detection kept belongs to one. */
  tracklet: Int32Array;
  /** Normalised 0–1, top left and size. */
  x: Float32Array;
  y: Float32Array;
  w: Float32Array;
  h: Float32Array;
  confidence: Float32Array;
  /** 1 when the feet stand on what looks like the playing surface. */
  onField: Uint8Array;
  /** 0–1: largest share of this box that another box of the frame covers. */
  overlap: Float32Array;
}

export const trackletStarts = ['chunk-start', 'cut', 'appeared', 'ambiguity'] as const;
export const trackletEnds = ['chunk-end', 'cut', 'lost', 'ambiguity'] as const;

/** Pieces of one person's path that are pure: when in doubt a tracklet ends. Row number = tracklet id. */
export interface TrackletColumns {
  /** Rows in frames. */
  firstFrame: Int32Array;
  lastFrame: Int32Array;
  /** Index into trackletStarts / trackletEnds. */
  startReason: Uint8Array;
  endReason: Uint8Array;
}

/** Crops that were looked at closely. */
export interface SampleColumns {
  /** Row in detections. */
  detection: Int32Array;
  /** 0–1: size × sharpness × (1 − overlap). */
  quality: Float32Array;
  /** PALETTE_FLOATS a row: torso colours in CIE Lab (D65), playing surface masked out, largest weight first; unused ones have weight 0. */
  palette: Float32Array;
  /** appearanceDimensions a row, unit length. */
  appearance: Float32Array;
  /** 1 when a number reader looked at this crop. */
  numberTried: Uint8Array;
  /** Height in pixels of the region given to the reader at source size; 0 when not tried. */
  numberPixels: Float32Array;
}

/** Candidate numbers of crops in which something was read. Several rows a sample: best first. */
export interface ReadingColumns {
  /** Row in samples. */
  sample: Int32Array;
  /** Canonical digits: `7`, `00`. */
  text: string[];
  /** 0–1: the reader's probability for this text on this crop (calibrated where the reader has a calibration). */
  probability: Float32Array;
}

/** Colour of the playing surface by shot. */
export interface SurfaceColumns {
  /** Row in frames from which on it holds. */
  frame: Int32Array;
  l: Float32Array;
  a: Float32Array;
  b: Float32Array;
  /** Share of sampled pixels that agree, 0–1. */
  share: Float32Array;
}

export interface ObservationChunk {
  meta: ObservationMeta;
  frames: FrameColumns;
  cuts: CutColumns;
  detections: DetectionColumns;
  tracklets: TrackletColumns;
  samples: SampleColumns;
  readings: ReadingColumns;
  surfaces: SurfaceColumns;
}

/** `tracks.arrow`: which tracklets of which chunk are one track. Target-blind. */
export interface TrackMap {
  meta: { schemaVersion: number; chunkCount: number; inputKey: string };
  /** One row per tracklet of every chunk. */
  members: { chunk: Int32Array; tracklet: Int32Array; track: Int32Array };
  /** Row number = track id. Seconds of presentation time. */
  tracks: { start: Float64Array; end: Float64Array; observedFrames: Int32Array };
}

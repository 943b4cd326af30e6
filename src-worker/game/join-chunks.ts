/**
 * Observation chunks as one table: each frame from the chunk that speaks for it, tracklets numbered through the game.
 * Not linking: which tracklets are one person is decided elsewhere.
 */
import { AppError } from '../../src-shared/app-error.ts';
import { PALETTE_FLOATS, type ObservationChunk } from '../../src-shared/domain/observation.ts';

/** Where the rows of each chunk went. −1 marks rows that another chunk speaks for. */
export interface ChunkRows {
  frame: Int32Array;
  detection: Int32Array;
  /** Number of the chunk's first tracklet among all tracklets. */
  firstTracklet: number;
}

export interface JoinedChunks {
  frames: { pts: Float64Array; cut: Uint8Array; cameraDx: Float32Array; cameraDy: Float32Array; cameraScale: Float32Array; cameraConfidence: Float32Array };
  cuts: number[];
  detections: {
    frame: Int32Array; tracklet: Int32Array; x: Float32Array; y: Float32Array; w: Float32Array; h: Float32Array;
    confidence: Float32Array; onField: Uint8Array; overlap: Float32Array;
  };
  trackletCount: number;
  samples: { detection: Int32Array; quality: Float32Array; palette: Float32Array; appearance: Float32Array; numberTried: Uint8Array; numberPixels: Float32Array };
  appearanceDimensions: number;
  readings: { sample: Int32Array; text: string[]; probability: Float32Array };
  chunkRows: ChunkRows[];
  warnings: string[];
}

/**
 * A chunk speaks for [meta.start, meta.end); the first also for what is before, the last for what is after.
 * @throws AppError `artifact-damaged` when chunks are missing or of different kinds.
 */
export function joinChunks(chunks: readonly ObservationChunk[]): JoinedChunks {
  const ordered = chunks.toSorted((a, b) => a.meta.chunkIndex - b.meta.chunkIndex);
  requireWholeGame(ordered);
  const dimensions = ordered[0]!.meta.appearanceDimensions;
  const kept = ordered.map((chunk, i) => keptRows(chunk, i === 0, i === ordered.length - 1));
  const total = (pick: (k: Kept) => number): number => kept.reduce((sum, k) => sum + pick(k), 0);
  const joined = emptyTables(total((k) => k.frames.length), total((k) => k.detections.length), total((k) => k.samples.length), total((k) => k.readings.length), dimensions);
  let cursor = { frame: 0, detection: 0, sample: 0, reading: 0, tracklet: 0 };
  ordered.forEach((chunk, i) => { cursor = copyChunk(joined, chunk, kept[i]!, cursor); });
  joined.trackletCount = cursor.tracklet;
  joined.cuts = [...new Set(joined.cuts)].sort((a, b) => a - b);
  joined.warnings = [...new Set(ordered.flatMap((chunk) => chunk.meta.warnings))];
  return joined;
}

interface Kept { frames: number[]; detections: number[]; samples: number[]; readings: number[]; from: number; to: number }

function requireWholeGame(ordered: readonly ObservationChunk[]): void {
  if (ordered.length === 0) throw new AppError('artifact-damaged', 'a game must have at least one chunk of observations, found none');
  ordered.forEach((chunk, i) => {
    if (chunk.meta.chunkIndex !== i) throw new AppError('artifact-damaged', `chunk ${i} of the observations is missing; found chunk ${chunk.meta.chunkIndex} in its place`);
    if (chunk.meta.appearanceDimensions !== ordered[0]!.meta.appearanceDimensions) {
      throw new AppError('artifact-damaged', `chunk ${i} has appearance vectors of length ${chunk.meta.appearanceDimensions}, the first chunk ${ordered[0]!.meta.appearanceDimensions}: they were made by different models`);
    }
  });
}

function keptRows(chunk: ObservationChunk, isFirst: boolean, isLast: boolean): Kept {
  const from = isFirst ? -Infinity : chunk.meta.start;
  const to = isLast ? Infinity : chunk.meta.end;
  const keeps = (frame: number): boolean => chunk.frames.pts[frame]! >= from && chunk.frames.pts[frame]! < to;
  const indices = (length: number, keep: (row: number) => boolean): number[] => {
    const rows: number[] = [];
    for (let row = 0; row < length; row++) if (keep(row)) rows.push(row);
    return rows;
  };
  const { detections, samples, readings } = chunk;
  return {
    from, to,
    frames: indices(chunk.frames.pts.length, keeps),
    detections: indices(detections.frame.length, (row) => keeps(detections.frame[row]!)),
    samples: indices(samples.detection.length, (row) => keeps(detections.frame[samples.detection[row]!]!)),
    readings: indices(readings.sample.length, (row) => keeps(detections.frame[samples.detection[readings.sample[row]!]!]!)),
  };
}

function emptyTables(frames: number, detections: number, samples: number, readings: number, dimensions: number): JoinedChunks {
  const f32 = (n: number): Float32Array => new Float32Array(n);
  const i32 = (n: number): Int32Array => new Int32Array(n);
  return {
    frames: { pts: new Float64Array(frames), cut: new Uint8Array(frames), cameraDx: f32(frames), cameraDy: f32(frames), cameraScale: f32(frames), cameraConfidence: f32(frames) },
    cuts: [],
    detections: {
      frame: i32(detections), tracklet: i32(detections), x: f32(detections), y: f32(detections), w: f32(detections), h: f32(detections),
      confidence: f32(detections), onField: new Uint8Array(detections), overlap: f32(detections),
    },
    trackletCount: 0,
    samples: { detection: i32(samples), quality: f32(samples), palette: f32(samples * PALETTE_FLOATS), appearance: f32(samples * dimensions), numberTried: new Uint8Array(samples), numberPixels: f32(samples) },
    appearanceDimensions: dimensions,
    readings: { sample: i32(readings), text: [], probability: f32(readings) },
    chunkRows: [],
    warnings: [],
  };
}

interface Cursor { frame: number; detection: number; sample: number; reading: number; tracklet: number }

function copyChunk(into: JoinedChunks, chunk: ObservationChunk, kept: Kept, at: Cursor): Cursor {
  const frame = copyColumns(into.frames, chunk.frames, kept.frames, at.frame);
  const detection = copyColumns(into.detections, chunk.detections, kept.detections, at.detection);
  const sampleRow = mapping(chunk.samples.detection.length, kept.samples, at.sample);
  kept.detections.forEach((from, i) => {
    into.detections.frame[at.detection + i] = frame[chunk.detections.frame[from]!]!;
    into.detections.tracklet[at.detection + i] = at.tracklet + chunk.detections.tracklet[from]!;
  });
  const { samples, readings } = chunk;
  const dimensions = into.appearanceDimensions;
  kept.samples.forEach((from, i) => {
    const to = at.sample + i;
    into.samples.detection[to] = detection[samples.detection[from]!]!;
    into.samples.quality[to] = samples.quality[from]!;
    into.samples.numberTried[to] = samples.numberTried[from]!;
    into.samples.numberPixels[to] = samples.numberPixels[from]!;
    into.samples.palette.set(samples.palette.subarray(from * PALETTE_FLOATS, (from + 1) * PALETTE_FLOATS), to * PALETTE_FLOATS);
    into.samples.appearance.set(samples.appearance.subarray(from * dimensions, (from + 1) * dimensions), to * dimensions);
  });
  kept.readings.forEach((from, i) => {
    into.readings.sample[at.reading + i] = sampleRow[readings.sample[from]!]!;
    into.readings.text.push(readings.text[from]!);
    into.readings.probability[at.reading + i] = readings.probability[from]!;
  });
  for (const pts of chunk.cuts.pts) if (pts >= kept.from && pts < kept.to) into.cuts.push(pts);
  into.chunkRows.push({ frame, detection, firstTracklet: at.tracklet });
  return {
    frame: at.frame + kept.frames.length, detection: at.detection + kept.detections.length, sample: at.sample + kept.samples.length,
    reading: at.reading + kept.readings.length, tracklet: at.tracklet + chunk.tracklets.firstFrame.length,
  };
}

/** Copies the columns that both sides have; returns where each source row went. */
function copyColumns(into: object, from: object, rows: readonly number[], at: number): Int32Array {
  const target = into as Record<string, { [row: number]: number }>;
  const source = from as Record<string, ArrayLike<number>>;
  let length = 0;
  for (const [name, column] of Object.entries(target)) {
    const values = source[name]!;
    length = values.length;
    rows.forEach((row, i) => { column[at + i] = values[row]!; });
  }
  return mapping(length, rows, at);
}

function mapping(length: number, rows: readonly number[], at: number): Int32Array {
  const to = new Int32Array(length).fill(-1);
  rows.forEach((row, i) => { to[row] = at + i; });
  return to;
}

/**
 * Observations as a good observer would have made them, from a scene's truth: real tracker, invented crops.
 * Not a measurement of detector or readers: it shows what linking and identity make of known evidence, and feeds tests.
 */
import type { Box } from '../../src-shared/domain/geometry.ts';
import { OBSERVATION_SCHEMA_VERSION, type ObservationChunk } from '../../src-shared/domain/observation.ts';
import { createTracker } from '../../src-worker/observe/tracklets/create-tracker.ts';
import type { TrackerOptions } from '../../src-worker/observe/tracklets/tracker-options.ts';
import { degradeBoxes, type Degradation } from './degrade-boxes.ts';
import { rowsByFrame, type MotRow } from './mot-file.ts';
import { createObservationTables, type ObservationTables } from './observation-tables.ts';
import { createOracleCrops, type OracleCrops, type ReadingRates } from './oracle-crops.ts';
import { createRandom, type Random } from './random.ts';
import type { Truth } from './scene.ts';

export interface OracleOptions {
  seed: number;
  /** Analysed frames a second. */
  analysedFps: number;
  /** Null for perfect boxes. */
  degradation: Degradation | null;
  /** Length of a chunk, and how far it sees into the next one, in seconds. */
  chunkSeconds: number;
  overlapSeconds: number;
  /** People of whom less than this share can be seen, or who are smaller than this many pixels, are not detected. */
  leastVisible: number;
  leastPixels: number;
  /** Take confidences from the file instead of inventing them. */
  trustConfidence: boolean;
  readings: ReadingRates;
  appearanceDimensions: number;
  tracker: Partial<TrackerOptions>;
}

export const defaultOracleOptions: OracleOptions = {
  seed: 1, analysedFps: 10, degradation: null, chunkSeconds: 60, overlapSeconds: 1, leastVisible: 0.3, leastPixels: 24, trustConfidence: false,
  readings: { right: 0.5, wrong: 0.05, strayOutside: 0.01 }, appearanceDimensions: 32, tracker: {},
};

/** Who each detection row really is: an id of the truth, null for a false box. Same order as the chunk's detections. */
export interface OracleChunk extends ObservationChunk { truthIds: (number | null)[] }

/** @param rows the scene's gt.txt. Chunks are in order and join like real ones. */
export function oracleObservations(truth: Truth, rows: readonly MotRow[], changes: Partial<OracleOptions> = {}): OracleChunk[] {
  const options = { ...defaultOracleOptions, ...changes };
  const random = createRandom(options.seed);
  const frames = analysedFrames(truth, rows, options, random);
  const crops = createOracleCrops(truth, options.readings, options.appearanceDimensions, random);
  const count = Math.max(1, Math.round(truth.duration / options.chunkSeconds));
  return Array.from({ length: count }, (_, index) => {
    const start = (index * truth.duration) / count;
    const end = ((index + 1) * truth.duration) / count;
    const until = index === count - 1 ? end : end + options.overlapSeconds;
    return observeChunk({ index, start, end }, frames.filter((frame) => frame.pts >= start - 1e-6 && frame.pts < until - 1e-6), truth, crops, options);
  });
}

/** Normalised box of somebody known. */
export interface OracleBox extends Box { truthId: number | null; confidence: number; visibility: number; pixels: number }
interface OracleFrame { pts: number; frameIndex: number; cut: boolean; boxes: OracleBox[] }

function analysedFrames(truth: Truth, rows: readonly MotRow[], options: OracleOptions, random: Random): OracleFrame[] {
  const frameCount = Math.round(truth.duration * truth.fps);
  const byFrame = rowsByFrame(rows, frameCount);
  const stride = Math.max(1, Math.round(truth.fps / options.analysedFps));
  const frames: OracleFrame[] = [];
  let before = -Infinity;
  for (let frameIndex = 0; frameIndex < frameCount; frameIndex += stride) {
    const pts = frameIndex / truth.fps;
    const perfect = byFrame[frameIndex]!
      .filter((row) => row.visibility >= options.leastVisible && row.h >= options.leastPixels)
      .map((row): OracleBox => ({
        truthId: row.id, visibility: row.visibility, pixels: row.h, confidence: options.trustConfidence ? row.confidence : 0.35 + 0.6 * row.visibility * (0.8 + 0.2 * random.next()),
        x: row.x / truth.width, y: row.y / truth.height, w: row.w / truth.width, h: row.h / truth.height,
      }));
    const boxes = options.degradation ? degradeBoxes(perfect, random, options.degradation, () => falseBox(random)) : perfect;
    frames.push({ pts, frameIndex, boxes, cut: truth.cuts.some((cut) => cut > before + 1e-6 && cut <= pts + 1e-6) });
    before = pts;
  }
  return frames;
}

function falseBox(random: Random): OracleBox {
  const h = 0.08 + 0.12 * random.next();
  return { truthId: null, visibility: 1, pixels: h * 720, confidence: 0.25 + 0.2 * random.next(), x: random.next() * 0.95, y: random.next() * 0.85, w: h * 0.3, h };
}

function observeChunk(chunk: { index: number; start: number; end: number }, frames: OracleFrame[], truth: Truth, crops: OracleCrops, options: OracleOptions): OracleChunk {
  const tracker = createTracker(options.tracker);
  const tables = createObservationTables();
  const truthIds: (number | null)[] = [];
  frames.forEach((frame, row) => {
    const ids = tracker.update({ pts: frame.pts, boxes: frame.boxes, aspect: truth.width / truth.height, camera: null, cut: frame.cut });
    tables.addFrame({ pts: frame.pts, frameIndex: frame.frameIndex, cut: frame.cut });
    frame.boxes.forEach((box, index) => {
      const tracklet = ids[index];
      if (tracklet === null || tracklet === undefined) return;
      truthIds.push(box.truthId);
      const overlap = frame.boxes.reduce((most, other) => (other === box ? most : Math.max(most, coveredShare(box, other))), 0);
      const detection = tables.addDetection({ frame: row, tracklet, box, overlap });
      if (row % 2 === 0) addCrop(tables, detection, crops.look(box, frame.pts, overlap));
    });
  });
  const surface = crops.surface;
  tables.addSurface({ frame: 0, ...surface, share: 0.9 });
  const cuts = truth.cuts.filter((cut) => frames.length > 0 && cut >= frames[0]!.pts && cut <= frames.at(-1)!.pts);
  return {
    ...tables.finish(tracker.finish(), cuts, options.appearanceDimensions),
    truthIds,
    meta: {
      schemaVersion: OBSERVATION_SCHEMA_VERSION, chunkIndex: chunk.index, start: chunk.start, end: chunk.end, width: truth.width, height: truth.height,
      analysedFps: options.analysedFps, detector: 'oracle', numberReader: 'oracle', appearanceDimensions: options.appearanceDimensions,
      provider: 'cpu', inputKey: `oracle-${truth.name}-${options.seed}`, warnings: [],
    },
  };
}

function addCrop(tables: ObservationTables, detection: number, seen: ReturnType<OracleCrops['look']>): void {
  const sample = tables.addSample({ detection, ...seen });
  for (const reading of seen.readings) tables.addReading({ sample, ...reading });
}

/** Share of `box` that `other` covers. */
function coveredShare(box: Box, other: Box): number {
  const width = Math.min(box.x + box.w, other.x + other.w) - Math.max(box.x, other.x);
  const height = Math.min(box.y + box.h, other.y + other.h) - Math.max(box.y, other.y);
  return width <= 0 || height <= 0 ? 0 : (width * height) / (box.w * box.h);
}

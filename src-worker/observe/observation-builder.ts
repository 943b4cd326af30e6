/** Rows that become the columns of one observation file. Knows nothing of pixels. */
import {
  OBSERVATION_SCHEMA_VERSION, PALETTE_FLOATS, trackletEnds, trackletStarts,
  type ObservationChunk, type ObservationMeta,
} from '../../src-shared/domain/observation.ts';
import type { CameraMotion } from './camera/camera-motion.ts';
import type { NumberCandidate } from './evidence/number-candidates.ts';
import type { Cut } from './shots/find-cuts.ts';
import type { Surface } from './surface/playing-surface.ts';
import type { TrackletRow } from './tracklets/create-tracker.ts';

export interface FrameRow { pts: number; frameIndex: number; camera: CameraMotion; cut: boolean; luma: number }
export interface DetectionRow { frame: number; tracklet: number; x: number; y: number; w: number; h: number; confidence: number; onField: boolean; overlap: number }
export interface SampleRow { detection: number; quality: number; palette: Float32Array; appearance: Float32Array; numberTried: boolean; numberPixels: number; candidates: readonly NumberCandidate[] }

export interface ObservationRows {
  frames: FrameRow[];
  cuts: Cut[];
  detections: DetectionRow[];
  samples: SampleRow[];
  surfaces: (Surface & { frame: number })[];
}

export function observationRows(): ObservationRows {
  return { frames: [], cuts: [], detections: [], samples: [], surfaces: [] };
}

export function toObservations(rows: ObservationRows, tracklets: readonly TrackletRow[], meta: Omit<ObservationMeta, 'schemaVersion'>): ObservationChunk {
  const { frames, cuts, detections, samples, surfaces } = rows;
  const readings = samples.flatMap(({ candidates }, sample) => candidates.map((candidate) => ({ sample, ...candidate })));
  return {
    meta: { schemaVersion: OBSERVATION_SCHEMA_VERSION, ...meta },
    frames: {
      pts: Float64Array.from(frames, (row) => row.pts),
      frameIndex: Int32Array.from(frames, (row) => row.frameIndex),
      cameraDx: Float32Array.from(frames, (row) => row.camera.dx),
      cameraDy: Float32Array.from(frames, (row) => row.camera.dy),
      cameraScale: Float32Array.from(frames, (row) => row.camera.scale),
      cameraConfidence: Float32Array.from(frames, (row) => row.camera.confidence),
      cut: Uint8Array.from(frames, (row) => Number(row.cut)),
      luma: Float32Array.from(frames, (row) => row.luma),
    },
    cuts: { pts: Float64Array.from(cuts, (row) => row.pts), score: Float32Array.from(cuts, (row) => row.score) },
    detections: {
      frame: Int32Array.from(detections, (row) => row.frame),
      tracklet: Int32Array.from(detections, (row) => row.tracklet),
      x: Float32Array.from(detections, (row) => row.x),
      y: Float32Array.from(detections, (row) => row.y),
      w: Float32Array.from(detections, (row) => row.w),
      h: Float32Array.from(detections, (row) => row.h),
      confidence: Float32Array.from(detections, (row) => row.confidence),
      onField: Uint8Array.from(detections, (row) => Number(row.onField)),
      overlap: Float32Array.from(detections, (row) => row.overlap),
    },
    tracklets: {
      firstFrame: Int32Array.from(tracklets, (row) => row.firstFrame),
      lastFrame: Int32Array.from(tracklets, (row) => row.lastFrame),
      startReason: Uint8Array.from(tracklets, (row) => trackletStarts.indexOf(row.startReason)),
      endReason: Uint8Array.from(tracklets, (row) => trackletEnds.indexOf(row.endReason)),
    },
    samples: {
      detection: Int32Array.from(samples, (row) => row.detection),
      quality: Float32Array.from(samples, (row) => row.quality),
      palette: joined(samples.map((row) => row.palette), PALETTE_FLOATS),
      appearance: joined(samples.map((row) => row.appearance), meta.appearanceDimensions),
      numberTried: Uint8Array.from(samples, (row) => Number(row.numberTried)),
      numberPixels: Float32Array.from(samples, (row) => row.numberPixels),
    },
    readings: {
      sample: Int32Array.from(readings, (row) => row.sample),
      text: readings.map((row) => row.text),
      probability: Float32Array.from(readings, (row) => row.probability),
    },
    surfaces: {
      frame: Int32Array.from(surfaces, (row) => row.frame),
      l: Float32Array.from(surfaces, (row) => row.l),
      a: Float32Array.from(surfaces, (row) => row.a),
      b: Float32Array.from(surfaces, (row) => row.b),
      share: Float32Array.from(surfaces, (row) => row.share),
    },
  };
}

function joined(vectors: readonly Float32Array[], length: number): Float32Array {
  const all = new Float32Array(vectors.length * length);
  vectors.forEach((vector, i) => all.set(vector, i * length));
  return all;
}

/** Builds the columns of one observation chunk row by row, for scenes made from truth. Not used by the product. */
import type { Box } from '../../src-shared/domain/geometry.ts';
import { trackletEnds, trackletStarts, type ObservationChunk } from '../../src-shared/domain/observation.ts';
import type { TrackletRow } from '../../src-worker/observe/tracklets/create-tracker.ts';

export type ObservationTables = ReturnType<typeof createObservationTables>;

export function createObservationTables() {
  const frames: { pts: number; frameIndex: number; cut: boolean }[] = [];
  const detections: { frame: number; tracklet: number; box: Box & { confidence: number }; overlap: number }[] = [];
  const samples: { detection: number; quality: number; palette: number[]; appearance: number[]; numberTried: boolean; numberPixels: number }[] = [];
  const readings: { sample: number; text: string; probability: number }[] = [];
  const surfaces: { frame: number; l: number; a: number; b: number; share: number }[] = [];

  const finish = (tracklets: readonly TrackletRow[], cuts: readonly number[], appearanceDimensions: number): Omit<ObservationChunk, 'meta'> => ({
    frames: {
      pts: Float64Array.from(frames, (row) => row.pts), frameIndex: Int32Array.from(frames, (row) => row.frameIndex),
      cameraDx: new Float32Array(frames.length), cameraDy: new Float32Array(frames.length), cameraScale: new Float32Array(frames.length).fill(1),
      cameraConfidence: new Float32Array(frames.length), cut: Uint8Array.from(frames, (row) => Number(row.cut)), luma: new Float32Array(frames.length).fill(128),
    },
    cuts: { pts: Float64Array.from(cuts), score: new Float32Array(cuts.length).fill(50) },
    detections: {
      frame: Int32Array.from(detections, (row) => row.frame), tracklet: Int32Array.from(detections, (row) => row.tracklet),
      x: Float32Array.from(detections, (row) => row.box.x), y: Float32Array.from(detections, (row) => row.box.y),
      w: Float32Array.from(detections, (row) => row.box.w), h: Float32Array.from(detections, (row) => row.box.h),
      confidence: Float32Array.from(detections, (row) => row.box.confidence), onField: new Uint8Array(detections.length).fill(1),
      overlap: Float32Array.from(detections, (row) => row.overlap),
    },
    tracklets: {
      firstFrame: Int32Array.from(tracklets, (row) => row.firstFrame), lastFrame: Int32Array.from(tracklets, (row) => row.lastFrame),
      startReason: Uint8Array.from(tracklets, (row) => trackletStarts.indexOf(row.startReason)), endReason: Uint8Array.from(tracklets, (row) => trackletEnds.indexOf(row.endReason)),
    },
    samples: {
      detection: Int32Array.from(samples, (row) => row.detection), quality: Float32Array.from(samples, (row) => row.quality),
      palette: Float32Array.from(samples.flatMap((row) => row.palette)), appearance: appearanceDimensions === 0 ? new Float32Array(0) : Float32Array.from(samples.flatMap((row) => row.appearance)),
      numberTried: Uint8Array.from(samples, (row) => Number(row.numberTried)), numberPixels: Float32Array.from(samples, (row) => row.numberPixels),
    },
    readings: { sample: Int32Array.from(readings, (row) => row.sample), text: readings.map((row) => row.text), probability: Float32Array.from(readings, (row) => row.probability) },
    surfaces: {
      frame: Int32Array.from(surfaces, (row) => row.frame), l: Float32Array.from(surfaces, (row) => row.l), a: Float32Array.from(surfaces, (row) => row.a),
      b: Float32Array.from(surfaces, (row) => row.b), share: Float32Array.from(surfaces, (row) => row.share),
    },
  });

  /** Each returns the new row's number. */
  return {
    addFrame: (row: (typeof frames)[number]) => frames.push(row) - 1,
    addDetection: (row: (typeof detections)[number]) => detections.push(row) - 1,
    addSample: (row: (typeof samples)[number]) => samples.push(row) - 1,
    addReading: (row: (typeof readings)[number]) => readings.push(row) - 1,
    addSurface: (row: (typeof surfaces)[number]) => surfaces.push(row) - 1,
    finish,
  };
}

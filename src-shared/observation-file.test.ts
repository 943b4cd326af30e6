import { describe, expect, it } from 'vitest';
import { decodeObservations, decodeTracks, encodeObservations, encodeTracks } from './observation-file.ts';
import { PALETTE_FLOATS, type ObservationChunk } from './domain/observation.ts';

const chunk = (appearanceDimensions: number): ObservationChunk => ({
  meta: { schemaVersion: 1, chunkIndex: 3, start: 180, end: 240, width: 1280, height: 720, analysedFps: 10, detector: 'yolov8n', numberReader: null, appearanceDimensions, provider: 'cpu', inputKey: 'k', warnings: ['w'] },
  frames: { pts: Float64Array.of(180, 180.1), frameIndex: Int32Array.of(5400, 5403), cameraDx: Float32Array.of(0, 0.5), cameraDy: Float32Array.of(0, 0), cameraScale: Float32Array.of(1, 1), cameraConfidence: Float32Array.of(0, 1), cut: Uint8Array.of(1, 0), luma: Float32Array.of(100, 101) },
  cuts: { pts: Float64Array.of(), score: Float32Array.of() },
  detections: { frame: Int32Array.of(0, 1, 1), tracklet: Int32Array.of(0, 0, 1), x: Float32Array.of(0.5, 0.25, 0), y: Float32Array.of(0, 0, 0), w: Float32Array.of(1, 1, 1), h: Float32Array.of(1, 1, 1), confidence: Float32Array.of(0.5, 1, 0.25), onField: Uint8Array.of(1, 0, 1), overlap: Float32Array.of(0, 0, 0) },
  tracklets: { firstFrame: Int32Array.of(0, 1), lastFrame: Int32Array.of(1, 1), startReason: Uint8Array.of(0, 2), endReason: Uint8Array.of(0, 0) },
  samples: { detection: Int32Array.of(2), quality: Float32Array.of(0.5), palette: new Float32Array(PALETTE_FLOATS).fill(0.5), appearance: new Float32Array(appearanceDimensions).fill(0.25), numberTried: Uint8Array.of(1), numberPixels: Float32Array.of(30) },
  readings: { sample: Int32Array.of(0, 0), text: ['17', '1'], probability: Float32Array.of(0.75, 0.25) },
  surfaces: { frame: Int32Array.of(0), l: Float32Array.of(90), a: Float32Array.of(0), b: Float32Array.of(0), share: Float32Array.of(0.5) },
});

describe('observation files', () => {
  it.each([0, 4])('come back as they were written with appearance vectors of length %d', (dimensions) => {
    expect(decodeObservations(encodeObservations(chunk(dimensions)), 'x')).toEqual(chunk(dimensions));
  });

  it('have equal bytes for equal observations', () => {
    expect(Buffer.from(encodeObservations(chunk(4))).equals(Buffer.from(encodeObservations(chunk(4))))).toBe(true);
  });

  it('name the file when the bytes are damaged', () => {
    expect(() => decodeObservations(Uint8Array.of(1, 2, 3), 'observations/0003.arrow')).toThrow(/observations\/0003\.arrow/);
  });

  it('keep the track map', () => {
    const map = { meta: { schemaVersion: 1, chunkCount: 1, inputKey: 'k' }, members: { chunk: Int32Array.of(0), tracklet: Int32Array.of(0), track: Int32Array.of(0) }, tracks: { start: Float64Array.of(1), end: Float64Array.of(2), observedFrames: Int32Array.of(9) } };
    expect(decodeTracks(encodeTracks(map), 'tracks.arrow')).toEqual(map);
  });
});

/** Observations of two made-up people in a small video: track 5 walks evenly from left to right, track 6 stands. For tests. */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { PALETTE_FLOATS, type ObservationChunk } from '../../src-shared/domain/observation.ts';
import type { Chunk } from '../../src-shared/domain/video.ts';
import { encodeObservations, encodeTracks } from '../../src-shared/observation-file.ts';

/** Left edge of the walker, 0–1, by seconds since the first picture. His box is 0.1 wide, from 0.5 to 0.9 of the height. */
export const walkerX = (seconds: number): number => 0.1 + 0.1 * seconds;

export function writeWalker(folder: string, name: string, chunks: readonly Chunk[], start: number): { observationFiles: string[]; tracksFile: string } {
  const observationFiles = chunks.map((chunk) => {
    const file = path.join(folder, `${name}-${chunk.index}.arrow`);
    writeFileSync(file, encodeObservations(observed(chunk, start)));
    return file;
  });
  const tracksFile = path.join(folder, `${name}-tracks.arrow`);
  const both = chunks.flatMap(({ index }) => [index, index]);
  writeFileSync(tracksFile, encodeTracks({
    meta: { schemaVersion: 1, chunkCount: chunks.length, inputKey: 'test' },
    members: { chunk: Int32Array.from(both), tracklet: Int32Array.from(both, (_, i) => i % 2), track: Int32Array.from(both, (_, i) => 5 + (i % 2)) },
    tracks: { start: new Float64Array(7), end: new Float64Array(7), observedFrames: new Int32Array(7) },
  }));
  return { observationFiles, tracksFile };
}

/** Looked at ten times a second. */
function observed(chunk: Chunk, start: number): ObservationChunk {
  const times = Array.from({ length: 60 }, (_, i) => chunk.observeStart + i / 10).filter((t) => t < chunk.observeEnd);
  const rows = times.flatMap((seconds, frame) => [{ frame, tracklet: 0, x: walkerX(seconds - start) }, { frame, tracklet: 1, x: 0.8 }]);
  const floats = (value: (row: (typeof rows)[number]) => number): Float32Array => Float32Array.from(rows, value);
  const zeros = new Float32Array(times.length);
  return {
    meta: { schemaVersion: 1, chunkIndex: chunk.index, start: chunk.start, end: chunk.end, width: 192, height: 108, analysedFps: 10, detector: 'test', numberReader: null, appearanceDimensions: 0, provider: 'cpu', inputKey: 'test', warnings: [] },
    frames: { pts: Float64Array.from(times), frameIndex: Int32Array.from(times, (_, i) => i * 3), cameraDx: zeros, cameraDy: zeros, cameraScale: zeros, cameraConfidence: zeros, cut: new Uint8Array(times.length), luma: zeros },
    cuts: { pts: new Float64Array(0), score: new Float32Array(0) },
    detections: {
      frame: Int32Array.from(rows, (r) => r.frame), tracklet: Int32Array.from(rows, (r) => r.tracklet), x: floats((r) => r.x), y: floats(() => 0.5), w: floats(() => 0.1), h: floats(() => 0.4),
      confidence: floats(() => 0.9), onField: new Uint8Array(rows.length), overlap: floats(() => 0),
    },
    tracklets: { firstFrame: Int32Array.of(0, 0), lastFrame: Int32Array.of(times.length - 1, times.length - 1), startReason: Uint8Array.of(0, 0), endReason: Uint8Array.of(0, 0) },
    samples: { detection: Int32Array.of(0), quality: Float32Array.of(1), palette: new Float32Array(PALETTE_FLOATS), appearance: new Float32Array(0), numberTried: Uint8Array.of(1), numberPixels: Float32Array.of(30) },
    readings: { sample: Int32Array.of(0), text: ['17'], probability: Float32Array.of(0.8) },
    surfaces: { frame: new Int32Array(0), l: new Float32Array(0), a: new Float32Array(0), b: new Float32Array(0), share: new Float32Array(0) },
  };
}

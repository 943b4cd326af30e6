import { readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { PALETTE_FLOATS, type ObservationChunk } from '../../src-shared/domain/observation.ts';
import type { Chunk } from '../../src-shared/domain/video.ts';
import { encodeObservations, encodeTracks } from '../../src-shared/observation-file.ts';
import { startFfmpeg } from '../ffmpeg/run-ffmpeg.ts';
import { probeVideo } from '../probe/probe-stage.ts';
import { makeCountedVideo, readCounters } from '../testing/counted-video.ts';
import { testContext, testFolder } from '../testing/test-tools.ts';
import { renderOverlay } from './overlay-stage.ts';

const folder = testFolder('overlay');
const ctx = testContext();
afterAll(() => rmSync(folder, { recursive: true }));

/** Looked at every third picture; one person walks evenly from left to right, another stands. */
const walkerX = (seconds: number): number => 0.1 + 0.1 * seconds;

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

it.each([
  ['begins at 0', [], '30', true],
  ['begins at 2.5 s, 29.97', ['-output_ts_offset', '2.5'], '30000/1001', false],
] as const)('a video that %s: same pictures, same length, boxes where they are between analysed pictures', async (name, more, rate, withSound) => {
  const videoPath = await makeCountedVideo(folder, { file: `${name}.mp4`, frames: 120, rate, more: [...more], audio: withSound ? 'noise' : 'none' });
  const probed = await probeVideo(videoPath, ctx);
  const { startSeconds: start, durationSeconds: length } = probed;
  const border = start + 60 / (rate === '30' ? 30 : 30000 / 1001); // a key frame
  const chunks: Chunk[] = [
    { index: 0, start, end: border, observeStart: start, observeEnd: border + 1 },
    { index: 1, start: border, end: start + length, observeStart: border, observeEnd: start + length },
  ];
  const media = { ...probed, chunks };
  const observationFiles = chunks.map((chunk) => {
    const file = path.join(folder, `${name}-${chunk.index}.arrow`);
    writeFileSync(file, encodeObservations(observed(chunk, start)));
    return file;
  });
  const tracksFile = path.join(folder, `${name}-tracks.arrow`);
  writeFileSync(tracksFile, encodeTracks({
    meta: { schemaVersion: 1, chunkCount: 2, inputKey: 'test' },
    members: { chunk: Int32Array.of(0, 0, 1, 1), tracklet: Int32Array.of(0, 1, 0, 1), track: Int32Array.of(5, 6, 5, 6) },
    tracks: { start: new Float64Array(7), end: new Float64Array(7), observedFrames: new Int32Array(7) },
  }));
  const outFile = path.join(folder, `${name}-overlay.mp4`);
  const told: number[] = [];
  const { durationSeconds } = await renderOverlay({ videoPath, media, observationFiles, tracksFile, targetTracks: [{ trackId: 5, start, end: start + length }], colorScores: new Map([[5, 0.9]]), outFile }, testContext({ report: (fraction) => told.push(fraction) }));
  expect(durationSeconds).toBeCloseTo(length, 2);
  expect(await readCounters(outFile)).toEqual(Array.from({ length: 120 }, (_, i) => i));
  expect(await probeVideo(outFile, ctx)).toMatchObject({ videoCodec: 'h264', startSeconds: 0, audioCodec: withSound ? 'aac' : null });
  expect(told).toEqual([...told].sort((a, b) => a - b));
  const rgb = await picturesOf(outFile);
  for (const frame of [31, 62, 100]) { // between analysed pictures, in both chunks
    const left = Math.round(walkerX((frame * length) / 120) * 192);
    expect(greenness(rgb, frame, left), `target's left edge in picture ${frame}`).toBeGreaterThan(40);
    expect(greenness(rgb, frame, left - 12), `beside it in picture ${frame}`).toBeLessThan(20);
  }
  expect(readdirSync(folder).filter((file) => file.startsWith('.part'))).toEqual([]);
});

async function picturesOf(file: string): Promise<Buffer> {
  const running = startFfmpeg(ctx.tools, ['-v', 'error', '-i', file, '-map', '0:v', '-fps_mode', 'passthrough', '-pix_fmt', 'rgb24', '-f', 'rawvideo', 'pipe:1'], ctx);
  const parts: Buffer[] = [];
  for await (const part of running.stdout) parts.push(part as Buffer);
  await running.done;
  return Buffer.concat(parts);
}

/** Strongest green over red in the 5 columns around x, above the caption. */
function greenness(rgb: Buffer, frame: number, x: number): number {
  const row = (frame * 108 + Math.round(0.62 * 108)) * 192;
  return Math.max(...[-2, -1, 0, 1, 2].map((dx) => rgb[(row + x + dx) * 3 + 1]! - rgb[(row + x + dx) * 3]!));
}

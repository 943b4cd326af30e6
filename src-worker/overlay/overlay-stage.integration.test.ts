import { readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { afterAll, expect, it } from 'vitest';
import type { Chunk } from '../../src-shared/domain/video.ts';
import { startFfmpeg } from '../ffmpeg/run-ffmpeg.ts';
import { probeVideo } from '../probe/probe-stage.ts';
import { makeCountedVideo, readCounters } from '../testing/counted-video.ts';
import { testContext, testFolder } from '../testing/test-tools.ts';
import { walkerX, writeWalker } from '../testing/walker.ts';
import { renderOverlay } from './overlay-stage.ts';

const folder = testFolder('overlay');
const ctx = testContext();
afterAll(() => rmSync(folder, { recursive: true }));

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
  const { observationFiles, tracksFile } = writeWalker(folder, name, chunks, start);
  const outFile = path.join(folder, `${name}-overlay.mp4`);
  const told: number[] = [];
  const { durationSeconds } = await renderOverlay({ videoPath, media, observationFiles, tracksFile, targetTracks: [{ trackId: 5, start, end: start + length }], jerseyColor: '#b3131f', outFile }, testContext({ report: (fraction) => told.push(fraction) }));
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

/** What the proof is for: damage is found and mended, huge files are cut where they should be, and what a picture means is not lost. */
import { chmodSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { afterAll, describe, expect, it } from 'vitest';
import { createLogger } from '../../src-shared/logger.ts';
import { readStreams } from '../ffmpeg/read-streams.ts';
import { probeVideo } from '../probe/probe-stage.ts';
import { makeCountedVideo, readCounters } from '../testing/counted-video.ts';
import { writeSparseVideo } from '../testing/sparse-video.ts';
import { testContext, testFolder, testTools } from '../testing/test-tools.ts';
import { cutClips } from './cut-stage.ts';

const folder = testFolder('proof');
const ctx = testContext();
afterAll(() => rmSync(folder, { recursive: true }));

const range = (first: number, end: number): number[] => Array.from({ length: end - first }, (_, i) => first + i);

describe.skipIf(process.platform === 'win32')('a clip that is damaged while it is written', () => {
  /** ffmpeg, but what it joins for a smart cut is spoilt afterwards, as by a failing disk. */
  function spoilingFfmpeg(spoil: 'smart' | 'all'): string {
    const script = path.join(folder, `spoiling-${spoil}.mjs`);
    const program = path.join(folder, `ffmpeg-${spoil}`);
    writeFileSync(script, `
      import { spawnSync } from 'node:child_process';
      import { openSync, statSync, writeSync, closeSync } from 'node:fs';
      const args = process.argv.slice(2);
      const { status } = spawnSync(${JSON.stringify(testTools().ffmpeg)}, args, { stdio: 'inherit' });
      const out = args.at(-1);
      if (status === 0) {
        const { size } = statSync(out);
        const file = openSync(out, 'r+');
        writeSync(file, Buffer.alloc(Math.floor(size * 0.6), 0x55), 0, Math.floor(size * 0.6), Math.floor(size * 0.35));
        closeSync(file);
      }
      process.exit(status ?? 1);`);
    // Only what is written goes another way; what is read keeps its pipes.
    const written = spoil === 'smart' ? '*parts.txt*.mp4' : '*.mp4';
    writeFileSync(program, `#!/bin/sh\ncase "$*" in ${written}) exec "${process.execPath}" "${script}" "$@";; esac\nexec "${testTools().ffmpeg}" "$@"\n`);
    chmodSync(program, 0o755);
    return program;
  }

  it('is found, and cut once more exactly', async () => {
    const file = await makeCountedVideo(folder, { file: 'game.mp4', frames: 120 });
    const warnings: string[] = [];
    const log = createLogger('test', 'warn', ({ message }) => warnings.push(message));
    const outDir = path.join(folder, 'mended');
    const [clip] = await cutClips({ videoPath: file, media: await probeVideo(file, ctx), spans: [{ segmentId: 'a', start: 25 / 30, end: 95 / 30 }], outDir, mode: 'smart' }, testContext({ log, tools: { ...testTools(), ffmpeg: spoilingFfmpeg('smart') } }));
    expect(warnings).toEqual(['clip is not as meant']);
    expect(clip).toMatchObject({ verified: true });
    expect(await readCounters(path.join(outDir, 'clip_001.mp4'))).toEqual(range(25, 95));
  });

  it('again and again is told, and no file is left', async () => {
    const file = await makeCountedVideo(folder, { file: 'lost.mp4', frames: 60 });
    const outDir = path.join(folder, 'lost');
    const cut = cutClips({ videoPath: file, media: await probeVideo(file, ctx), spans: [{ segmentId: 'a', start: 0.5, end: 1.5 }], outDir, mode: 'exact' }, testContext({ tools: { ...testTools(), ffmpeg: spoilingFfmpeg('all') } }));
    await expect(cut).rejects.toMatchObject({ code: 'cut-mismatch' });
    expect(readdirSync(outDir)).toEqual([]);
  });
});

describe('a file of more than 4 GB', () => {
  it.skipIf(process.platform === 'win32')('is cut to the picture, exactly and smartly', async () => {
    const small = await makeCountedVideo(folder, { file: 'small.mp4', frames: 120 });
    const huge = path.join(folder, 'huge.mp4');
    writeSparseVideo(small, huge, 4_800_000_000);
    expect(statSync(huge).size).toBeGreaterThan(2 ** 32);
    const media = await probeVideo(huge, ctx);
    for (const mode of ['exact', 'smart'] as const) {
      const outDir = path.join(folder, `huge-${mode}`);
      await cutClips({ videoPath: huge, media, spans: [{ segmentId: 'a', start: 25 / 30, end: 95 / 30 }], outDir, mode }, ctx);
      expect(await readCounters(path.join(outDir, 'clip_001.mp4')), mode).toEqual(range(25, 95));
    }
  });
});

describe('what a picture means', () => {
  it('its depth, colour tags and turn are those of the source', async () => {
    const hdr = ['-pix_fmt', 'yuv420p10le', '-color_primaries', 'bt2020', '-color_trc', 'smpte2084', '-colorspace', 'bt2020nc', '-color_range', 'tv'];
    const file = await makeCountedVideo(folder, { file: 'hdr.mp4', frames: 60, rotate: 270, more: hdr });
    const outDir = path.join(folder, 'hdr');
    await cutClips({ videoPath: file, media: await probeVideo(file, ctx), spans: [{ segmentId: 'a', start: 0.5, end: 1.5 }], outDir, mode: 'smart' }, ctx);
    const [source, clip] = [(await readStreams(ctx.tools, file, ctx)).video!, (await readStreams(ctx.tools, path.join(outDir, 'clip_001.mp4'), ctx)).video!];
    const meaning = ({ bitDepth, color, rotationDegrees }: typeof clip) => ({ bitDepth, color, rotationDegrees });
    expect(meaning(source)).toEqual({ bitDepth: 10, color: { range: 'tv', space: 'bt2020nc', transfer: 'smpte2084', primaries: 'bt2020' }, rotationDegrees: 270 });
    expect(meaning(clip)).toEqual(meaning(source));
  });
});

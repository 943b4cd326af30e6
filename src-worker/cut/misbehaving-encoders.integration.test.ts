/** Encoders that keep to no rate, or give up: what was asked for is still in the files, or it is said why not. */
import { readdirSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ExportOptionsInput } from '../../src-shared/contract/export-options.ts';
import { Work, type WorkOf } from '../../src-shared/contract/queue.ts';
import { createLogger } from '../../src-shared/logger.ts';
import { runFfmpeg } from '../ffmpeg/run-ffmpeg.ts';
import { probeVideo } from '../probe/probe-stage.ts';
import { changedFfmpeg } from '../testing/changed-ffmpeg.ts';
import { makeCountedVideo, readCounters } from '../testing/counted-video.ts';
import { testContext, testFolder, testTools } from '../testing/test-tools.ts';
import { exportClips } from './export-clips.ts';

const folder = testFolder('misbehaving');
const ctx = testContext();
afterAll(() => rmSync(folder, { recursive: true }));

async function exported(name: string, file: string, ffmpeg: string, spans: [number, number][], options: ExportOptionsInput) {
  const id = '0'.repeat(26);
  const pieces = spans.map(([start, end], i) => ({ segmentId: `s${i}`, start, end, fileName: `clip ${i + 1}`, trackIds: [], label: '' }));
  const work = Work.parse({ kind: 'export', jobId: id, videoPath: file, exportId: id, folder: path.join(folder, name), pieces, combinedName: 'film', options, list: null }) as WorkOf<'export'>;
  const rounds: string[] = [];
  const log = createLogger('test', 'warn', ({ message, fields }) => { if (message.startsWith('file is larger')) rounds.push(String(fields?.['what']).split(' ').slice(0, 2).join(' ')); });
  const result = await exportClips(work, await probeVideo(file, ctx), testContext({ log, tools: { ...testTools(), ffmpeg } }));
  return { ...result, rounds };
}

describe.skipIf(process.platform === 'win32')('a size', () => {
  let noisy: string;
  beforeAll(async () => {
    noisy = path.join(folder, 'noisy.mp4');
    const pictures = 'testsrc2=s=448x252:r=30:d=4,noise=alls=25:allf=t';
    await runFfmpeg(ctx.tools, ['-f', 'lavfi', '-i', pictures, '-f', 'lavfi', '-i', 'anoisesrc=a=0.4:d=4', '-c:v', 'libx264', '-preset', 'ultrafast', '-crf', '8', '-c:a', 'aac', '-shortest', '-y', noisy], ctx);
  });

  it('is kept by an encoder that writes half as much again as it is told', async () => {
    const greedy = changedFfmpeg(folder, 'greedy', '*-b:v*', `const at = args.indexOf('-b:v') + 1; return args.with(at, String(Math.round(args[at] * 1.5)));`);
    const { files, rounds } = await exported('greedy out', noisy, greedy, [[0.5, 2.5]], { maxMegabytes: 1 });
    expect(rounds).toContain('the clip');
    expect(statSync(files[0]!.path).size).toBeLessThanOrEqual(1e6);
    expect(statSync(files[0]!.path).size).toBeGreaterThan(6e5);
  });

  it('is kept by a film whose sound takes more than was reckoned', async () => {
    const loud = changedFfmpeg(folder, 'loud', '*clips.txt*-b:a*', `return args.with(args.indexOf('aac'), 'pcm_s16le');`);
    const { files, rounds } = await exported('loud out', noisy, loud, [[1, 2.6]], { maxMegabytes: 1, combined: true, separate: false, container: 'mov' });
    expect(rounds).toContain('the film');
    expect(statSync(files[0]!.path).size).toBeLessThanOrEqual(1e6);
  });

  it('that cannot be kept ends with the size reached, and no file', async () => {
    const deaf = changedFfmpeg(folder, 'deaf', '*-b:v*', `const at = args.indexOf('-b:v'); return args.toSpliced(at, 2, '-qp', '1').filter((word, i, all) => word !== '-pass' && all[i - 1] !== '-pass' );`);
    await expect(exported('deaf out', noisy, deaf, [[0.5, 1.1]], { maxMegabytes: 1 })).rejects.toMatchObject({ code: 'invalid-input', message: expect.stringMatching(/may take 1\.00 MB and takes \d\.\d\d MB/) });
    expect(readdirSync(path.join(folder, 'deaf out'))).toEqual([]);
  });
});

describe.skipIf(process.platform !== 'linux')('a graphics card\'s encoder', () => {
  const cut = async (name: string, ffmpeg: string) => {
    const file = await makeCountedVideo(folder, { file: `${name}.mp4`, frames: 60 });
    const result = await exported(`${name} clips`, file, ffmpeg, [[0.5, 1.5]], { encoder: 'hardware' });
    return { warnings: result.warnings, verified: result.files.map((one) => one.verified), counters: await readCounters(result.files[0]!.path) };
  };
  const whole = { verified: [true], counters: Array.from({ length: 30 }, (_, i) => 15 + i) };

  it('that works on the trial picture and fails on a clip is replaced by x264 there, and it is said', async () => {
    const fickle = changedFfmpeg(folder, 'fickle', '*h264_nvenc*', `return args.includes('lavfi') ? 0 : 1;`);
    expect(await cut('fickle-source', fickle)).toEqual({ ...whole, warnings: ['The hardware encoder failed on some clips; the processor was used for them.'] });
  });

  it('that nobody has is replaced by x264, and it is said', async () => {
    const none = changedFfmpeg(folder, 'none', '*h264_nvenc*|*h264_qsv*|*h264_vaapi*', 'return 1;');
    expect(await cut('none-source', none)).toEqual({ ...whole, warnings: ['No hardware encoder works here; the processor was used.'] });
  });
});

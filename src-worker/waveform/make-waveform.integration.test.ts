import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { peaksFromText } from '../../src-shared/waveform.ts';
import { runFfmpeg } from '../ffmpeg/run-ffmpeg.ts';
import { testContext } from '../testing/test-tools.ts';
import { makeWaveform } from './make-waveform.ts';

let folder: string;
beforeAll(async () => { folder = await mkdtemp(join(tmpdir(), 'waveform-')); });
afterAll(() => rm(folder, { recursive: true, force: true }));

it('a whistle from 2 s to 3 s is loud there and nowhere else, also where sound begins after the picture', async () => {
  const ctx = testContext();
  const video = join(folder, 'whistle.mp4');
  await runFfmpeg(ctx.tools, [
    '-f', 'lavfi', '-i', 'color=s=64x48:r=10:d=4', '-itsoffset', '1', '-f', 'lavfi', '-i', "aevalsrc='if(between(t,1,2),0.8*sin(2*PI*1000*t),0)':d=3:s=16000", '-c:a', 'aac', '-y', video,
  ], ctx);
  const { startSeconds, peaksPerSecond, peaks } = await makeWaveform(video, ctx);
  const loud = [...peaksFromText(peaks)].flatMap((peak, i) => (peak > 0.1 ? [startSeconds + i / peaksPerSecond] : []));
  expect(loud[0]).toBeGreaterThan(1.85);
  expect(loud[0]).toBeLessThan(2.15);
  expect(loud.at(-1)).toBeGreaterThan(2.8);
  expect(loud.at(-1)).toBeLessThan(3.15);
});

it('a video without sound has no peaks', async () => {
  const ctx = testContext();
  const video = join(folder, 'silent.mp4');
  await runFfmpeg(ctx.tools, ['-f', 'lavfi', '-i', 'color=s=64x48:r=10:d=1', '-y', video], ctx);
  expect((await makeWaveform(video, ctx)).peaks).toBe('');
});

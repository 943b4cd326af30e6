/** One kind of video cut in each way, every picture of every clip known by its burned-in number. For tests. */
import { mkdirSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { expect } from 'vitest';
import { createLogger } from '../../src-shared/logger.ts';
import { readPackets } from '../ffmpeg/read-packets.ts';
import { makeCountedVideo, readCounters, type CountedVideo } from './counted-video.ts';
import { testContext } from './test-tools.ts';
import { cutClips } from '../cut/cut-stage.ts';

/** @param smart Whether smart cutting must succeed without falling back; `falls-back` where it cannot work and exact cutting takes over. */
export async function expectExactPictures(folder: string, video: CountedVideo, smart: 'works' | 'falls-back'): Promise<void> {
  const warnings: string[] = [];
  const commands: string[] = [];
  const log = createLogger('test', 'debug', ({ level, message, fields }) => {
    if (level === 'warn') warnings.push(`${message} ${JSON.stringify(fields)}`);
    if (typeof fields?.['command'] === 'string') commands.push(fields['command']);
  });
  const ctx = testContext({ log });
  const file = await makeCountedVideo(folder, { ...video, frames: 150 });
  const shown = await readCounters(file);
  const times = (await readPackets(ctx.tools, file, [], ctx)).map((p) => p.seconds).sort((a, b) => a - b);
  expect(shown).toHaveLength(times.length);
  const [numerator = 30, denominator = 1] = (video.rate ?? '30').split('/').map(Number);
  const cuts: [number, number][] = [[25, 100], [110, times.length]];
  const spans = cuts.map(([first, end], i) => ({ segmentId: `s${i}`, start: times[first]!, end: times[end] ?? times.at(-1)! + 1 }));
  for (const mode of ['exact', 'smart'] as const) {
    const outDir = path.join(folder, `${video.file}-${mode}`);
    mkdirSync(outDir);
    const clips = await cutClips({ videoPath: file, media: { frameRate: { numerator, denominator }, interlaced: video.filter?.includes('setfield') ?? false }, spans, outDir, mode }, ctx);
    for (const [i, [first, end]] of cuts.entries()) {
      expect(await readCounters(path.join(outDir, `clip_00${i + 1}.mp4`)), `${mode}, clip ${i + 1}`).toEqual(shown.slice(first, end));
      expect(clips[i]).toMatchObject({ segmentId: `s${i}`, file: `clips/clip_00${i + 1}.mp4`, verified: true, start: times[first] });
    }
    expect(readdirSync(outDir).sort()).toEqual(['clip_001.mp4', 'clip_002.mp4']);
  }
  if (smart === 'falls-back') return;
  expect(warnings).toEqual([]);
  expect(commands.some((command) => command.includes('middle.ts'))).toBe(true);
}

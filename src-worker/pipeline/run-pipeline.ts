/** Which kind of work is which stages. How a stage works is in the stage's own folder; what it is run with, in desk.ts. */
import { existsSync } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { writeAtomically, writeCompactJson } from '../../src-node/write-atomically.ts';
import { AppError } from '../../src-shared/app-error.ts';
import { jobFiles } from '../../src-shared/contract/artifacts.ts';
import type { Work, WorkOf, WorkResult } from '../../src-shared/contract/queue.ts';
import { exportClips } from '../cut/export-clips.ts';
import { observeChunk } from '../observe/observe-stage.ts';
import { extractFrame } from '../proxy/extract-frame.ts';
import { makeProxy } from '../proxy/proxy-stage.ts';
import { makeWaveform } from '../waveform/make-waveform.ts';
import { analyseGame } from './analyse-game.ts';
import { answerRun } from './answer-run.ts';
import { contextOf, inStage, type Desk } from './desk.ts';
import { jobFolder, type JobFolder } from './job-folder.ts';
import { ensureMedia, readMedia } from './media-file.ts';
import { observedProvider } from './observed-provider.ts';
import { writeRoster } from './write-roster.ts';

export async function runPipeline(work: Work, desk: Desk): Promise<WorkResult> {
  const folder = jobFolder(desk.config.jobsDir, work.jobId);
  switch (work.kind) {
    case 'probe':
      await ensureMedia(folder, work.videoPath, desk);
      return { kind: 'probe' };
    case 'analyse':
      return analyseGame(work, folder, desk);
    case 'revise': case 'ask': {
      const { outcome } = await answerRun(work, await readMedia(folder), folder, desk);
      return { kind: work.kind, outcome: outcome === 'done' ? 'done' : 'done-no-segments' };
    }
    case 'roster':
      return { kind: 'roster', file: await writeRoster(await readMedia(folder), folder, desk) };
    case 'export': {
      const media = await readMedia(folder);
      const seen = existsSync(folder.tracks) ? { chunks: media.chunks, observationFiles: media.chunks.map((chunk) => folder.observation(chunk.index)), tracksFile: folder.tracks } : null;
      return inStage(desk, 'cut', (context) => exportClips(work, media, context, seen));
    }
    case 'observe': return observe(work, folder, desk);
    case 'proxy': {
      const media = await ensureMedia(folder, work.videoPath, desk);
      const made = await inStage(desk, 'proxy', (context) => makeProxy({ videoPath: work.videoPath, media, outFile: folder.proxy }, context));
      if (made.made) await rm(folder.proxyProblem, { force: true });
      else {
        desk.log.warn('no proxy could be made; clips are cut from the original all the same', { jobId: work.jobId, why: made.why });
        await writeAtomically(folder.proxyProblem, made.why);
      }
      return { kind: 'proxy' };
    }
    case 'waveform': {
      const file = join(folder.root, jobFiles.waveform);
      if (!existsSync(file)) await writeCompactJson(file, await makeWaveform(work.videoPath, await contextOf(desk)));
      return { kind: 'waveform' };
    }
    case 'frame': {
      const name = `${Math.round(work.timeSeconds * 1000)}.jpg`;
      const outFile = join(folder.frames, name);
      await mkdir(folder.frames, { recursive: true, mode: 0o700 });
      if (!existsSync(outFile)) await extractFrame({ videoPath: work.videoPath, timeSeconds: work.timeSeconds, outFile }, await contextOf(desk));
      return { kind: 'frame', file: name };
    }
  }
}

async function observe(work: WorkOf<'observe'>, folder: JobFolder, desk: Desk): Promise<WorkResult> {
  const { videoPath, chunkIndex } = work;
  const media = await readMedia(folder);
  const chunk = media.chunks[chunkIndex];
  if (chunk === undefined) throw new AppError('invalid-input', `chunk ${chunkIndex} was asked for, but the video has ${media.chunks.length}`);
  const setup = work.setup.settings;
  const place = { chunkIndex, chunkCount: media.chunks.length };
  const { reused } = await inStage(desk, 'observe', (context) => observeChunk({ videoPath, media, chunk, setup, outFile: folder.observation(chunkIndex) }, context), place);
  if (!reused) desk.ranOn(await observedProvider(folder.observation(chunkIndex)));
  return { kind: 'observe', chunkIndex, reused, seconds: desk.timings['observe'] ?? 0 };
}

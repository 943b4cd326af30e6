/** A whole analysis: probe, every chunk, then link → identify → segment → cut → overlay → finish. Steps back from the worker while chunks are observed. */
import { stat } from 'node:fs/promises';
import { AppError } from '../../src-shared/app-error.ts';
import type { WorkOf, WorkResult } from '../../src-shared/contract/queue.ts';
import { answerRun } from './answer-run.ts';
import type { Desk } from './desk.ts';
import type { JobFolder } from './job-folder.ts';
import { ensureMedia } from './media-file.ts';
import { finishVerified } from './verify-only.ts';

export async function analyseGame(work: WorkOf<'analyse'>, folder: JobFolder, desk: Desk): Promise<WorkResult> {
  await requireVideo(work.videoPath);
  if (desk.config.verifyOnly || work.setup.settings.verifyOnly) return finishVerified(work, folder, desk);
  const media = await ensureMedia(folder, work.videoPath, desk);
  desk.timings['observe'] = await desk.children.observeAll(media.chunks.map((chunk) => chunk.index));
  const { outcome, summary } = await answerRun(work, media, folder, desk);
  return { kind: 'analyse', outcome: outcome === 'done' ? 'done' : 'done-no-segments', summary };
}

async function requireVideo(path: string): Promise<void> {
  await stat(path).catch((cause: unknown) => {
    throw new AppError('video-missing', `the video is not at ${path} any more`, { cause });
  });
}

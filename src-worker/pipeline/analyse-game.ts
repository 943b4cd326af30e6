/** A whole analysis: probe, every chunk, then link → identify → segment → cut → overlay → finish. Steps back from the worker while chunks are observed. */
import type { WorkOf, WorkResult } from '../../src-shared/contract/queue.ts';
import type { Desk } from './desk.ts';
import type { JobFolder } from './job-folder.ts';
import { ensureMedia } from './media-file.ts';
import { finishVerified } from './verify-only.ts';

export async function analyseGame(work: WorkOf<'analyse'>, folder: JobFolder, desk: Desk): Promise<WorkResult> {
  if (desk.config.verifyOnly || work.setup.settings.verifyOnly) return finishVerified(work, folder, desk);
  const media = await ensureMedia(folder, work.videoPath, desk);
  await desk.children.observeAll(media.chunks.map((chunk) => chunk.index));
  throw new Error('not written yet');
}

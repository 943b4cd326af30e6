/** Which kind of work is which stages. How a stage works is in the stage's own folder; what it is run with, in desk.ts. */
import type { Work, WorkResult } from '../../src-shared/contract/queue.ts';
import { analyseGame } from './analyse-game.ts';
import type { Desk } from './desk.ts';
import { jobFolder } from './job-folder.ts';
import { ensureMedia } from './media-file.ts';

/** One pipeline a process: what it keeps warm belongs to it. */
export function createPipeline(): (work: Work, desk: Desk) => Promise<WorkResult> {
  return async (work, desk) => {
    const folder = jobFolder(desk.config.jobsDir, work.jobId);
    switch (work.kind) {
      case 'probe':
        await ensureMedia(folder, work.videoPath, desk);
        return { kind: 'probe' };
      case 'analyse':
        return analyseGame(work, folder, desk);
      case 'observe': case 'proxy': case 'frame': case 'revise': case 'ask': case 'roster': case 'export':
        throw new Error(`no stage for ${work.kind} yet`);
    }
  };
}

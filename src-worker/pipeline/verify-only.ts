/** The wiring without the work: queue, progress, run folder and results go all the way; nothing is decoded and no model is loaded. */
import { writeCompactJson } from '../../src-node/write-atomically.ts';
import { ARTIFACT_SCHEMA_VERSION, ResultsFile, runFiles } from '../../src-shared/contract/artifacts.ts';
import type { WorkOf, WorkResult } from '../../src-shared/contract/queue.ts';
import { resolveTuning } from '../../src-shared/domain/settings.ts';
import { inStage, type Desk } from './desk.ts';
import { publishRun, type JobFolder } from './job-folder.ts';
import { join } from 'node:path';

export async function finishVerified(work: WorkOf<'analyse'>, folder: JobFolder, desk: Desk): Promise<WorkResult> {
  const summary = 'Verified: the queue, the worker and the job folder work. Nothing was analysed.';
  await inStage(desk, 'finish', async (context) => {
    context.report(0.5, 'Verifying the wiring');
    const results: ResultsFile = {
      schemaVersion: ARTIFACT_SCHEMA_VERSION, jobId: work.jobId, runId: work.runId, kind: 'verify', outcome: 'verified', summary,
      target: work.setup.target, settings: work.setup.settings, tuning: resolveTuning(work.setup.settings),
      segments: [], shifts: null, clips: [], combined: null, overlay: null,
      times: { onScreenSeconds: 0, onIceSeconds: null, unseenSeconds: 0 }, couldNotSee: [], nearMisses: [],
      warnings: [], device: 'none', timings: desk.timings, finishedAt: new Date().toISOString(),
    };
    await writeCompactJson(join(folder.unfinishedRun(work.runId), runFiles.results), ResultsFile.parse(results));
    await publishRun(folder, work.runId);
  });
  return { kind: 'analyse', outcome: 'verified', summary };
}

/** Where things lie in a job's folder, and how a worker writes there: temporary name, then rename. job.json and review.json are main's. */
import { readdir, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { writeAtomically } from '../../src-node/write-atomically.ts';
import { jobFiles, observationFileName } from '../../src-shared/contract/artifacts.ts';

export interface JobFolder {
  root: string;
  media: string;
  proxy: string;
  proxyProblem: string;
  tracks: string;
  current: string;
  frames: string;
  observations: string;
  observation(chunkIndex: number): string;
  run(runId: string): string;
  /** A run that is not complete yet. */
  unfinishedRun(runId: string): string;
}

export function jobFolder(jobsDir: string, jobId: string): JobFolder {
  const root = join(jobsDir, jobId);
  const observations = join(root, jobFiles.observations);
  const runs = join(root, jobFiles.runs);
  return {
    root,
    media: join(root, jobFiles.media),
    proxy: join(root, jobFiles.proxy),
    proxyProblem: join(root, jobFiles.proxyProblem),
    tracks: join(root, jobFiles.tracks),
    current: join(root, jobFiles.current),
    frames: join(root, jobFiles.frames),
    observations,
    observation: (chunkIndex) => join(observations, observationFileName(chunkIndex)),
    run: (runId) => join(runs, runId),
    unfinishedRun: (runId) => join(runs, `${runId}.partial`),
  };
}

/** How many complete runs are kept, so that a page that still shows the one before can go on reading it. */
const keptRuns = 3;

/** Makes the run the one that is shown: its folder gets its final name, then `current` names it. Older runs are removed. */
export async function publishRun(folder: JobFolder, runId: string): Promise<void> {
  await rm(folder.run(runId), { recursive: true, force: true });
  await rename(folder.unfinishedRun(runId), folder.run(runId));
  await writeAtomically(folder.current, runId);
  const runs = dirname(folder.run(runId));
  const complete = (await readdir(runs)).filter((name) => !name.endsWith('.partial') && name !== runId).sort(); // ids sort by time
  for (const name of complete.slice(0, Math.max(0, complete.length + 1 - keptRuns))) await rm(join(runs, name), { recursive: true, force: true });
}

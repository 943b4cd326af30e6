/** What the user can ask of a game, with the store kept right and refusals shown as notices. */
import { call } from '../bridge.ts';
import type { JobView } from '../../src-shared/domain/job.ts';
import { texts } from '../texts.ts';
import { attempt, navigate, notify } from './app-store.ts';
import { forgetMedia } from './media-store.ts';
import type { JobAction } from './job-words.ts';
import { inOrder, putJob, replaceJobs, useJobs } from './jobs-store.ts';
import { deleteLater } from './pending-deletes.ts';

export async function doJobAction(job: JobView, action: JobAction): Promise<void> {
  const jobId = job.record.id;
  switch (action) {
    case 'choose-player': case 'change-player': return navigate({ screen: 'new-game', jobId });
    case 'watch': return navigate({ screen: 'progress', jobId });
    case 'review': case 'review-finished': return navigate({ screen: 'review', jobId });
    case 'roster': return navigate({ screen: 'roster', jobId });
    case 'run': return changeJob(call('runJob', { jobId }));
    case 'retry': return changeJob(call('retryJob', { jobId }));
    case 'pause': return changeJob(call('pauseJob', { jobId }));
    case 'resume': return changeJob(call('resumeJob', { jobId }));
    case 'cancel': return changeJob(call('cancelJob', { jobId }));
    case 'relink': return relink(jobId);
  }
}

export function renameJob(jobId: string, name: string): Promise<void> {
  return changeJob(call('renameJob', { jobId, name }));
}

/** Moves a game one place up or down, in the list and in the queue. */
export async function moveJob(jobId: string, by: -1 | 1): Promise<void> {
  const ids = inOrder(useJobs.getState().byId).map((job) => job.record.id);
  const at = ids.indexOf(jobId);
  const to = at + by;
  if (at === -1 || to < 0 || to >= ids.length) return;
  const beforeJobId = by === -1 ? ids[to]! : (ids[to + 1] ?? null);
  const jobs = await attempt(call('moveJob', { jobId, beforeJobId }));
  if (jobs !== null) replaceJobs(jobs);
}

/** The row goes at once; the game itself a little later, so that it can be taken back. */
export function deleteJob(job: JobView): void {
  const undo = deleteLater(job.record.id);
  notify({ level: 'info', message: texts.games.deleted(job.record.name), next: texts.games.deletedNext, action: { label: texts.common.undo, run: undo } });
}

/** One file that goes on at another machine. */
export async function packGame(jobId: string): Promise<void> {
  const path = await attempt(call('packGame', { jobId }));
  if (path !== null) notify({ level: 'info', message: texts.desktop.game.packed(path) });
}

async function relink(jobId: string): Promise<void> {
  const paths = await attempt(call('chooseVideos', {}));
  const videoPath = paths?.[0];
  if (videoPath === undefined) return;
  await changeJob(call('relinkJob', { jobId, videoPath }));
  forgetMedia(jobId);
}

async function changeJob(work: Promise<JobView>): Promise<void> {
  const job = await attempt(work);
  if (job !== null) putJob(job);
}

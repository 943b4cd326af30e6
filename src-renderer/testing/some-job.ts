/** The smallest job and app info in a given state, for tests. */
import type { AppInfo } from '../../src-shared/contract/api.ts';
import { JobStatusName, type JobRecord, type JobStatus, type JobView } from '../../src-shared/domain/job.ts';
import { fakeInfo, fakeJob } from './fake-jobs.ts';

export const jobStatusNames = JobStatusName.options;

export function someJob(n: number, status: JobStatusName, record: Partial<JobRecord> = {}, more: Partial<JobStatus> = {}): JobView {
  const job = fakeJob({ n, name: `Game ${n}`, file: `game-${n}.mp4`, lifecycle: { phase: 'created' }, hasResults: status === 'done', status: { status, ...more } });
  return { ...job, record: { ...job.record, ...record } };
}

export function someInfo(long: AppInfo['workers'][number]['state'], restarts: number, redisState: AppInfo['redisState']): AppInfo {
  const info = fakeInfo('busy');
  return { ...info, redisState, workers: [{ lane: 'long', state: long, restarts, message: long === 'restarting' ? 'ended with code 9' : '' }, ...info.workers.slice(1)] };
}

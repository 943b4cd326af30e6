/** At start: jobs whose program died are taken over, and the queue forgets what no job asks for. What is requested and missing, job-runs puts back. */
import type { Logger } from '../../src-shared/logger.ts';
import { Work } from '../../src-shared/contract/queue.ts';
import type { JobQueue } from './job-queue.ts';
import type { JobRecords } from './job-records.ts';
import { isUnderWay } from './job-runs.ts';

interface Recovery {
  records: JobRecords;
  queue: Pick<JobQueue, 'analyses' | 'remove' | 'wishStop'>;
  log: Logger;
  /** Whether jobs without a living owner become ours. */
  adopt: boolean;
  /** Nobody else can have put anything into the queue. */
  queueIsOurs: boolean;
  warn(text: string): void;
}

export async function recoverJobs({ records, queue, log, adopt, queueIsOurs, warn }: Recovery): Promise<void> {
  const { records: all, damaged } = await records.list();
  for (const { folder, reason } of damaged) {
    log.error('a job record is damaged and left alone', { folder, reason });
    warn(`A game could not be read and is not shown: ${reason}`);
  }
  const asked = new Set<string>();
  for (const record of all) {
    if (!isUnderWay(record.lifecycle)) continue;
    asked.add(record.lifecycle.runId);
    if (!adopt || records.isForeign(record)) continue;
    await records.update(record.id, (now) => ({ ...now, owner: records.ownMark }));
    log.info('job taken over', { jobId: record.id, phase: record.lifecycle.phase });
  }
  for (const { itemId, data } of await queue.analyses()) {
    const work = Work.safeParse(data);
    if (work.success && work.data.kind === 'analyse' && asked.has(work.data.runId)) continue;
    const known = work.success && all.some((record) => record.id === work.data.jobId);
    if (!known && !queueIsOurs) continue; // of another program with another jobs folder
    log.info('work that no job asks for is removed', { itemId });
    if (work.success && work.data.kind === 'analyse') await queue.wishStop([work.data.runId]);
    await queue.remove('long', itemId).catch(() => false);
  }
}

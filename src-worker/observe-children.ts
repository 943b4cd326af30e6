/** The chunks of an analysis as children in the queue: any worker that can read the video may take them. */
import { WaitingChildrenError, type Job, type Queue } from 'bullmq';
import { fromPlainError } from '../src-shared/app-error.ts';
import { FLEET_PROTOCOL } from '../src-shared/contract/fleet.ts';
import { observeItemId, priorityOf, WorkResult, type Work, type WorkOf } from '../src-shared/contract/queue.ts';
import { readFailure } from '../src-shared/work-failure.ts';
import type { Children } from './pipeline/desk.ts';

/** @param chunkQueue where the children go; their parent waits in its own queue. */
export function observeChildren(job: Job, token: string, chunkQueue: Queue, work: Work): Children {
  return {
    observeAll: async (chunkIndexes) => {
      if (work.kind !== 'analyse') throw new Error(`work of kind ${work.kind} has no children`);
      const failures = Object.values(await job.getIgnoredChildrenFailures());
      if (failures.length > 0) {
        await job.removeUnprocessedChildren();
        throw fromPlainError(readFailure(worst(failures)));
      }
      if (!(await hasChildren(job))) await chunkQueue.addBulk(chunkIndexes.map((index) => child(job, work, index)));
      if (await job.moveToWaitingChildren(token)) throw new WaitingChildrenError();
      const late = Object.values(await job.getIgnoredChildrenFailures());
      if (late.length > 0) throw fromPlainError(readFailure(worst(late)));
      return secondsOf(Object.values(await job.getChildrenValues()));
    },
  };
}

function secondsOf(results: readonly unknown[]): number {
  return results.reduce<number>((sum, result) => {
    const parsed = WorkResult.safeParse(result);
    return sum + (parsed.success && parsed.data.kind === 'observe' ? parsed.data.seconds : 0);
  }, 0);
}

/** They are added in one transaction: all or none. */
async function hasChildren(job: Job): Promise<boolean> {
  const counts = await job.getDependenciesCount({ processed: true, unprocessed: true, ignored: true, failed: true });
  return Object.values(counts).some((count) => (count ?? 0) > 0);
}

function child(job: Job, work: WorkOf<'analyse'>, chunkIndex: number): { name: string; data: WorkOf<'observe'>; opts: object } {
  const { jobId, videoPath, runId, setup } = work;
  return {
    name: 'observe',
    data: { kind: 'observe', jobId, videoPath, runId, chunkIndex, setup, protocol: FLEET_PROTOCOL },
    opts: {
      jobId: observeItemId(runId, chunkIndex),
      parent: { id: job.id, queue: job.queueQualifiedName },
      // The analysis hears of the first failure at once and ends the others.
      continueParentOnFailure: true,
      priority: priorityOf(work.order, 'observe'),
    },
  };
}

/** A cancelled neighbour says less than the chunk that failed by itself. */
function worst(reasons: readonly string[]): string | undefined {
  return reasons.find((reason) => readFailure(reason).code !== 'cancelled') ?? reasons[0];
}

/**
 * Asks for a straggling chunk once more, without a parent, when nothing else waits. When that one ends, whoever still holds the first is told:
 * it gives the item back, and the next to take it finds the file there.
 */
import { Queue, type Job } from 'bullmq';
import { Redis } from 'ioredis';
import { elsewhereKey, laneQueueName, Work } from '../../src-shared/contract/queue.ts';
import type { Logger } from '../../src-shared/logger.ts';
import type { AppConfig } from '../app-config.ts';
import { producerOptions } from '../redis/connect-redis.ts';
import { stragglersOf } from './stragglers.ts';

const lookEveryMs = 10_000;
const lookedAtFinished = 200;
const keySeconds = 3600;

export function reissueStragglers(url: string, config: Pick<AppConfig, 'keyPrefix' | 'queue'>, log: Logger): { close(): Promise<void> } {
  const queue = new Queue(laneQueueName(config.queue, 'chunks'), { connection: producerOptions(url), prefix: config.keyPrefix });
  queue.on('error', () => undefined); // the queue's own connection tells
  const redis = new Redis(producerOptions(url));
  redis.on('error', () => undefined);
  const again = new Map<string, string>();

  const look = async (): Promise<void> => {
    const active = (await queue.getActive()) as (Job | undefined)[];
    for (const [first, second] of again) {
      const state = await queue.getJobState(second);
      if (state === 'completed') await redis.set(elsewhereKey(config.keyPrefix, config.queue, first), '1', 'EX', keySeconds);
      if (state === 'completed' || state === 'failed' || state === 'unknown') {
        await queue.remove(second).catch(() => 0);
        if (!active.some((job) => job?.id === first)) again.delete(first);
      }
    }
    const { waiting = 0, prioritized = 0 } = await queue.getJobCounts('waiting', 'prioritized');
    if (active.length === 0 || waiting + prioritized > 0) return;
    const finished = new Map<string, number[]>();
    for (const job of (await queue.getCompleted(0, lookedAtFinished)) as (Job | undefined)[]) {
      const runId = runOf(job);
      if (runId === null || job?.processedOn === undefined || job.finishedOn === undefined) continue;
      finished.set(runId, [...(finished.get(runId) ?? []), job.finishedOn - job.processedOn]);
    }
    const running = active.flatMap((job) => {
      const runId = runOf(job);
      return runId === null || job?.id === undefined || job.processedOn === undefined || job.parentKey === undefined ? [] : [{ itemId: job.id, runId, runningMs: Date.now() - job.processedOn }];
    });
    for (const { itemId, runningMs } of stragglersOf(running, finished, new Set(again.keys()))) {
      const job = active.find((one) => one?.id === itemId);
      if (job === undefined) continue;
      const second = `${itemId}-again`;
      await queue.add('observe', job.data, { jobId: second, priority: 1, removeOnComplete: { age: keySeconds }, removeOnFail: { age: keySeconds } });
      again.set(itemId, second);
      log.warn('a chunk takes far longer than its neighbours and is given to another worker as well', { item: itemId, seconds: Math.round(runningMs / 1000), holder: job.processedBy });
    }
  };
  const timer = setInterval(() => { look().catch((error: unknown) => log.debug('stragglers could not be looked for', { error: String(error) })); }, lookEveryMs);
  return {
    close: async () => {
      clearInterval(timer);
      redis.disconnect();
      await queue.close().catch(() => undefined);
    },
  };
}

function runOf(job: Job | undefined): string | null {
  const work = Work.safeParse(job?.data);
  return work.success && work.data.kind === 'observe' ? work.data.runId : null;
}

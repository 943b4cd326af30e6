/** The queue as main sees it: adding work, hearing how it goes, taking it back. What a job is, it does not know. */
import { setTimeout as sleep } from 'node:timers/promises';
import { Queue, QueueEvents, type Job } from 'bullmq';
import { Redis } from 'ioredis';
import { fromPlainError, type PlainError } from '../../src-shared/app-error.ts';
import { laneOf, laneQueueName, lanes, stopKey, WorkProgress, Work, WorkResult, type Lane } from '../../src-shared/contract/queue.ts';
import type { QueueState } from '../../src-shared/domain/job.ts';
import type { Logger } from '../../src-shared/logger.ts';
import { newId } from '../../src-shared/new-id.ts';
import { readFailure } from '../../src-shared/work-failure.ts';
import { checkServer } from '../redis/check-server.ts';
import { listenerOptions, producerOptions } from '../redis/connect-redis.ts';
import { isRedisAway, redisAway, waitForRedis } from '../redis/wait-for-redis.ts';

export type QueueNews =
  | { type: 'progress'; itemId: string; progress: WorkProgress }
  | { type: 'state'; itemId: string }
  | { type: 'completed'; itemId: string }
  | { type: 'failed'; itemId: string; failure: PlainError };

export interface QueueOptions {
  url: string;
  keyPrefix: string;
  queue: string;
  log: Logger;
  onNews(news: QueueNews): void;
  onConnection(connected: boolean): void;
}

/** Wishes outlive any run that could still ask for them. */
const stopWishSeconds = 7 * 24 * 3600;
/** News can be lost while Redis is away; then the item itself is asked. */
const askAgainMs = 500;
const closeWithinMs = 2000;

export class JobQueue {
  private readonly options: QueueOptions;
  private readonly redis: Redis;
  private readonly queues: Record<Lane, Queue>;
  private readonly events: QueueEvents[];
  private readonly awaited = new Map<string, () => void>();
  private closing = false;

  constructor(options: QueueOptions) {
    this.options = options;
    const { url, keyPrefix: prefix, queue } = options;
    this.redis = new Redis(producerOptions(url));
    this.redis.on('error', (error) => options.log.debug('redis connection troubled', { error: error.message }));
    this.redis.on('ready', () => options.onConnection(true));
    this.redis.on('close', () => options.onConnection(false));
    const make = (lane: Lane): Queue => {
      const made = new Queue(laneQueueName(queue, lane), { connection: producerOptions(url), prefix });
      made.on('error', () => undefined); // reported by our own connection
      return made;
    };
    this.queues = { long: make('long'), short: make('short'), chunks: make('chunks') };
    this.events = lanes.map((lane) => this.listen(laneQueueName(queue, lane)));
  }

  /** Rejects when Redis does not answer, or can not carry a queue; else what is not quite right with it. */
  async ready(): Promise<string[]> {
    await this.redis.ping();
    const complaints = await checkServer(this.redis);
    await Promise.all(this.events.map((events) => events.waitUntilReady()));
    return complaints;
  }

  /** An id that the queue knows already is not added again. */
  async add(work: Work, options: { itemId: string; priority?: number }): Promise<void> {
    const keep = laneOf(work.kind) === 'short' ? { removeOnComplete: { age: 600, count: 200 }, removeOnFail: { age: 600, count: 200 } } : {};
    await this.ask(() => this.queues[laneOf(work.kind)].add(work.kind, work, { jobId: options.itemId, ...keep, ...(options.priority === undefined ? {} : { priority: options.priority }) }));
  }

  /** @throws what the work failed with, and the signal's reason when it was aborted (the work then goes on by itself). */
  async addAndWait(work: Work, signal: AbortSignal, itemId: string = `${work.kind}-${newId()}`): Promise<WorkResult> {
    let wakeUp = (): void => undefined;
    const wake = (): void => wakeUp();
    this.awaited.set(itemId, wake);
    signal.addEventListener('abort', wake);
    try {
      await this.add(work, { itemId });
      for (let away: Error | null = null; ; ) {
        // It waits for Redis as long as the caller does.
        if (away !== null && isTimeUp(signal)) throw away;
        signal.throwIfAborted();
        away = null;
        const ended = await this.endOf(work, itemId).catch((error: unknown) => {
          if (this.closing || !isRedisAway(error)) throw error;
          away = redisAway(error);
          return null;
        });
        if (ended !== null) return ended;
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, askAgainMs);
          wakeUp = () => { clearTimeout(timer); resolve(); };
        });
      }
    } finally {
      this.awaited.delete(itemId);
      signal.removeEventListener('abort', wake);
    }
  }

  /** What came of it; null while it goes on. @throws what the work failed with. */
  private async endOf(work: Work, itemId: string): Promise<WorkResult | null> {
    const state = await (await this.find(work, itemId))?.getState();
    if (state !== 'completed' && state !== 'failed') return null;
    const job = await this.find(work, itemId); // read again: it may have ended between the two questions
    if (state === 'completed') return WorkResult.parse(job?.returnvalue);
    throw fromPlainError(readFailure(job?.failedReason));
  }

  /** Does not wait for Redis: who asks how it stands wants to know at once. */
  async stateOf(lane: Lane, itemId: string): Promise<{ state: QueueState; failure: PlainError | null; chunksDone: number; chunkCount: number }> {
    const job = (await this.queues[lane].getJob(itemId)) as Job | undefined;
    if (job === undefined) return { state: 'missing', failure: null, chunksDone: 0, chunkCount: 0 };
    const state = await job.getState();
    const counts = await job.getDependenciesCount({ processed: true, unprocessed: true });
    const chunks = { chunksDone: counts.processed ?? 0, chunkCount: (counts.processed ?? 0) + (counts.unprocessed ?? 0) };
    switch (state) {
      case 'unknown': return { state: 'missing', failure: null, ...chunks };
      case 'active': return { state: (await this.redis.exists(this.lockKey(lane, itemId))) === 1 ? 'active' : 'stalled', failure: null, ...chunks };
      case 'failed': return { state, failure: readFailure(job.failedReason), ...chunks };
      default: return { state: state as QueueState, failure: null, ...chunks };
    }
  }

  /** Takes the item and its children out. False while a worker still holds one of them. */
  async remove(lane: Lane, itemId: string): Promise<boolean> {
    return this.ask(async () => {
      const job = (await this.queues[lane].getJob(itemId)) as Job | undefined;
      if (job === undefined) return true;
      try {
        await job.remove({ removeChildren: true });
        return true;
      } catch (error) {
        if (/locked/.test(String(error))) return false;
        throw error;
      }
    });
  }

  async changePriority(itemId: string, priority: number): Promise<void> {
    const job = await this.ask(async () => (await this.queues.long.getJob(itemId)) as Job | undefined);
    await job?.changePriority({ priority }).catch(() => undefined); // not waiting any more
  }

  /** Every analysis the queue knows, finished ones too. */
  async analyses(): Promise<{ itemId: string; data: unknown }[]> {
    const jobs = await this.ask(async () => (await this.queues.long.getJobs(['waiting', 'prioritized', 'delayed', 'active', 'waiting-children', 'completed', 'failed'])) as (Job | undefined)[]);
    return jobs.filter((job) => job?.name === 'analyse').map((job) => ({ itemId: job?.id ?? '', data: job?.data as unknown }));
  }

  /** The work of an item that is still known; null where it is not. */
  async workOf(lane: Lane, itemId: string): Promise<Work | null> {
    const job = await this.ask(async () => (await this.queues[lane].getJob(itemId)) as Job | undefined);
    return Work.safeParse(job?.data).data ?? null;
  }

  async wishStop(ids: readonly string[]): Promise<void> {
    for (const id of ids) await this.ask(() => this.redis.set(stopKey(this.options.keyPrefix, this.options.queue, id), '1', 'EX', stopWishSeconds));
  }

  async withdrawStop(id: string): Promise<void> {
    await this.ask(() => this.redis.del(stopKey(this.options.keyPrefix, this.options.queue, id)));
  }

  /** Lets others go on with what a dead worker held, without waiting for its lock to run out.
   *  `blameless`: the work did not cause the death, so it does not count towards being set aside. */
  async freeLocks(isDead: (workerId: string | undefined) => boolean, { blameless }: { blameless: boolean }): Promise<void> {
    for (const lane of lanes) {
      for (const job of await this.ask(async () => (await this.queues[lane].getActive()) as (Job | undefined)[])) {
        if (job?.id === undefined || !isDead(job.processedBy)) continue;
        // BullMQ counts one more loss when it finds the lock gone.
        const { id } = job;
        if (blameless) await this.ask(() => this.redis.hincrby(this.itemKey(lane, id), 'stc', -1));
        await this.ask(() => this.redis.del(this.lockKey(lane, id)));
      }
    }
  }

  /** Whether any worker, of this machine or another, listens to the lane. */
  async workerCount(lane: Lane): Promise<number> {
    return this.queues[lane].getWorkersCount();
  }

  async close(): Promise<void> {
    this.closing = true;
    const closed = Promise.allSettled([...this.events.map((events) => events.close()), ...lanes.map((lane) => this.queues[lane].close())]);
    // A connection that never came to be does not say that it has ended.
    await Promise.race([closed, sleep(closeWithinMs, undefined, { ref: false })]);
    this.redis.disconnect();
  }

  /** @throws AppError `redis-unavailable` when Redis stays away. */
  private ask<Answer>(question: () => Promise<Answer>): Promise<Answer> {
    return waitForRedis(question, () => this.closing);
  }

  private async find(work: Work, itemId: string): Promise<Job | undefined> {
    return (await this.queues[laneOf(work.kind)].getJob(itemId)) as Job | undefined;
  }

  private lockKey(lane: Lane, itemId: string): string {
    return `${this.itemKey(lane, itemId)}:lock`;
  }

  private itemKey(lane: Lane, itemId: string): string {
    return `${this.options.keyPrefix}:${laneQueueName(this.options.queue, lane)}:${itemId}`;
  }

  private listen(name: string): QueueEvents {
    const events = new QueueEvents(name, { connection: listenerOptions(this.options.url), prefix: this.options.keyPrefix });
    const { onNews } = this.options;
    events.on('error', () => undefined);
    events.on('progress', ({ jobId, data }) => {
      const parsed = WorkProgress.safeParse(data);
      if (parsed.success) onNews({ type: 'progress', itemId: jobId, progress: parsed.data });
    });
    events.on('completed', ({ jobId }) => { this.awaited.get(jobId)?.(); onNews({ type: 'completed', itemId: jobId }); });
    events.on('failed', ({ jobId, failedReason }) => { this.awaited.get(jobId)?.(); onNews({ type: 'failed', itemId: jobId, failure: readFailure(failedReason) }); });
    for (const state of ['active', 'stalled', 'waiting-children'] as const) events.on(state, ({ jobId }: { jobId: string }) => onNews({ type: 'state', itemId: jobId }));
    return events;
  }
}

function isTimeUp(signal: AbortSignal): boolean {
  return signal.reason instanceof Error && signal.reason.name === 'TimeoutError';
}

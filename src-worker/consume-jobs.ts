/** Takes work from the queue's lanes, checks it, runs it, and tells the queue how it ended. What the work is, run-pipeline knows. */
import { setTimeout as sleep } from 'node:timers/promises';
import { Queue, UnrecoverableError, WaitingChildrenError, WaitingError, Worker, type Job } from 'bullmq';
import { Redis } from 'ioredis';
import { AppError, toPlainError } from '../src-shared/app-error.ts';
import { FLEET_PROTOCOL } from '../src-shared/contract/fleet.ts';
import { elsewhereKey, laneQueueName, observeItemId, stopIdsOf, stopKey, Work, type Lane, type WorkResult } from '../src-shared/contract/queue.ts';
import type { WorkerConfig } from '../src-shared/contract/worker-messages.ts';
import { withFields, type Logger } from '../src-shared/logger.ts';
import { parseRedisUrl } from '../src-shared/redis-endpoint.ts';
import { writeFailure } from '../src-shared/work-failure.ts';
import type { Desk } from './pipeline/desk.ts';
import type { ToolPaths } from './pipeline/stage.ts';
import { observeChildren } from './observe-children.ts';
import { sendProgress } from './send-progress.ts';

/** A worker that holds a lock this long without renewing it is taken for dead. Main frees the locks of workers it saw die, which is quicker. */
const lockMs = 10_000;
const stalledCheckMs = 1000;
/** A work item may lose its worker this often; with the next loss, the third, it is set aside as one that kills workers. Main forgives the losses it caused itself. */
const usualMaxStalledCount = 2;
const stopCheckMs = 400;
/** Observing keeps all cores busy by itself; the short lane answers several questions side by side. */
const concurrency: Record<Lane, number> = { long: 1, chunks: 1, short: 4 };
/** Work whose files can not be reached from here lies in the queue this long before this worker asks again: others, who may reach them, come first. */
const unreachablePauseMs = 3000;

export interface Consumers {
  /** Queue ids of the items in hand. */
  workingOn(): string[];
  cancelJob(jobId: string): void;
  /** Takes nothing new and waits until what is in hand is done, at most this long. */
  drain(atMostMs: number): Promise<void>;
  /** Gives back what is in hand and lets go of Redis. */
  close(): Promise<void>;
}

export interface ConsumerParts {
  config: WorkerConfig;
  log: Logger;
  tools: () => Promise<ToolPaths>;
  run: (work: Work, desk: Desk) => Promise<WorkResult>;
  ranOn: (provider: string) => void;
}

export function consumeJobs(parts: ConsumerParts): Consumers {
  const { config, log } = parts;
  const connection = { ...parseRedisUrl(config.redis.url), maxRetriesPerRequest: null, retryStrategy: (attempt: number) => Math.min(100 * attempt, 2000) };
  const redis = new Redis(connection);
  redis.on('error', (error) => log.warn('redis connection troubled', { error: error.message }));
  const inHand = new Map<string, { work: Work; controller: AbortController }>();
  let closing = false;

  const chunkQueue = new Queue(laneQueueName(config.queue, 'chunks'), { connection, prefix: config.redis.keyPrefix });
  chunkQueue.on('error', () => undefined); // reported by our own connection

  const process = async (job: Job<unknown, WorkResult>, token = ''): Promise<WorkResult> => {
    const id = job.id ?? '';
    if (config.maxLosses !== undefined && !isUnderstood(job.data)) {
      // In a fleet a worker of the right version may take it; ours is refused as soon as the host's word is read.
      log.error('work of another version goes back to the queue', { item: id });
      await job.moveToWait(token);
      await sleep(unreachablePauseMs);
      throw new WaitingError();
    }
    const work = checked(job.data);
    const controller = new AbortController();
    inHand.set(id, { work, controller });
    let elsewhere = false;
    const stopWatch = watchStopWish(redis, config, work, controller, log, () => { elsewhere = true; });
    const progress = sendProgress(job, work.jobId);
    try {
      await stopWatch.check();
      log.info('work begins', { item: id, jobId: work.jobId });
      const desk: Desk = {
        config, log: withFields(log, { jobId: work.jobId }), signal: controller.signal, tools: parts.tools, progress: progress.send, ranOn: parts.ranOn, timings: {},
        children: observeChildren(job, token, chunkQueue, work),
      };
      const result = await againWhenKilled(() => parts.run(work, desk), controller.signal, desk.log);
      await progress.flush();
      log.info('work done', { item: id, jobId: work.jobId });
      return result;
    } catch (thrown) {
      if (thrown instanceof WaitingChildrenError) throw thrown;
      // Whoever takes it again finds the file there.
      if ((closing || elsewhere) && controller.signal.aborted) {
        await job.moveToWait(token);
        throw new WaitingError();
      }
      if (thrown instanceof AppError && thrown.code === 'host-unreachable' && !controller.signal.aborted) {
        log.warn('work goes back to the queue; its files can not be reached from here', { item: id, jobId: work.jobId, reason: thrown.message });
        await job.moveToWait(token);
        await sleep(unreachablePauseMs);
        throw new WaitingError();
      }
      const error = toPlainError(controller.signal.aborted ? new AppError('cancelled', 'The work was cancelled.') : thrown);
      log[error.code === 'cancelled' ? 'info' : 'error']('work failed', { item: id, jobId: work.jobId, code: error.code, reason: error.message, ...(error.code === 'internal' && thrown instanceof Error ? { stack: thrown.stack } : {}) });
      throw new UnrecoverableError(writeFailure(error));
    } finally {
      stopWatch.end();
      inHand.delete(id);
    }
  };

  const lanes = config.lanes.map((lane) => {
    const name = laneQueueName(config.queue, lane);
    const worker = new Worker(name, process, {
      connection, prefix: config.redis.keyPrefix, name: config.workerId, concurrency: concurrency[lane],
      lockDuration: lockMs, stalledInterval: stalledCheckMs, maxStalledCount: config.maxLosses ?? usualMaxStalledCount, drainDelay: 5,
    });
    worker.on('error', (error) => log.warn('queue troubled', { lane, error: error.message }));
    return worker;
  });

  return {
    workingOn: () => [...inHand.keys()],
    cancelJob: (jobId) => {
      for (const { work, controller } of inHand.values()) if (work.jobId === jobId) controller.abort();
    },
    drain: async (atMostMs) => {
      await Promise.all(lanes.map((worker) => worker.pause(true)));
      for (let waited = 0; inHand.size > 0 && waited < atMostMs; waited += 100) await sleep(100);
    },
    close: async () => {
      closing = true;
      const closed = lanes.map((worker) => worker.close());
      for (const { controller } of inHand.values()) controller.abort();
      await Promise.all(closed);
      await chunkQueue.close();
      redis.disconnect();
    },
  };
}

/** Somebody ended ffmpeg from outside, such as a system short of memory: what was being done is done once more. */
async function againWhenKilled<Result>(run: () => Promise<Result>, signal: AbortSignal, log: Logger): Promise<Result> {
  try {
    return await run();
  } catch (error) {
    if (signal.aborted || !(error instanceof AppError) || error.code !== 'ffmpeg-killed') throw error;
    log.warn('ffmpeg was killed from outside and is tried once more', { reason: error.message });
    return run();
  }
}

function isUnderstood(data: unknown): boolean {
  const parsed = Work.safeParse(data);
  return parsed.success && (parsed.data.kind !== 'observe' || (parsed.data.protocol ?? FLEET_PROTOCOL) === FLEET_PROTOCOL);
}

function checked(data: unknown): Work {
  const parsed = Work.safeParse(data);
  if (parsed.success) return parsed.data;
  const reason = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; ');
  throw new UnrecoverableError(writeFailure(toPlainError(new AppError('invalid-input', `the queue holds work that this version does not understand: ${reason}`))));
}

/** Looks whether the user wants this work stopped: before it begins and, in case a message was lost, while it runs. */
function watchStopWish(redis: Redis, config: WorkerConfig, work: Work, controller: AbortController, log: Logger, onElsewhere: () => void): { check(): Promise<void>; end(): void } {
  const keys = stopIdsOf(work).map((id) => stopKey(config.redis.keyPrefix, config.queue, id));
  const check = async (): Promise<void> => {
    const wishes = await redis.mget(keys);
    if (wishes.some((wish) => wish !== null)) controller.abort();
    else if (work.kind === 'observe' && !controller.signal.aborted && (await redis.getdel(elsewhereKey(config.redis.keyPrefix, config.queue, observeItemId(work.runId, work.chunkIndex)))) !== null) {
      onElsewhere();
      controller.abort();
    }
  };
  const timer = setInterval(() => { check().catch((error: unknown) => log.debug('stop wish not readable', { error: String(error) })); }, stopCheckMs);
  return {
    check: async () => {
      await check();
      controller.signal.throwIfAborted();
    },
    end: () => clearInterval(timer),
  };
}

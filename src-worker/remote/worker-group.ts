/**
 * A worker on another machine as the system sees it: one parent that observes nothing, and as many observing processes as the machine allows.
 * It replaces those that end, adds up their figures, and on SIGTERM lets them finish within the limit.
 */
import { fork, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { Queue } from 'bullmq';
import { AggregatorRegistry, Gauge, Registry } from 'prom-client';
import { lanes, laneQueueName } from '../../src-shared/contract/queue.ts';
import type { WorkerConfig } from '../../src-shared/contract/worker-messages.ts';
import type { Logger } from '../../src-shared/logger.ts';
import { newId } from '../../src-shared/new-id.ts';
import { parseRedisUrl } from '../../src-shared/redis-endpoint.ts';
import type { ChildStart, FromChild, ToChild } from './fleet-child.ts';
import type { Health } from './health-server.ts';
import type { HeadlessConfig } from './headless-config.ts';

export interface WorkerGroup {
  health(): Health;
  metrics(): Promise<string>;
  /** Resolves when all are gone. */
  drain(): Promise<void>;
}

/** A process that ended sooner than this is not started again at once. */
const quickEndMs = 10_000;
const pauseAfterQuickEndMs = 5000;
/** Beyond the drain limit a process that hangs is ended. */
const graceMs = 8000;

export function startWorkerGroup(config: HeadlessConfig, version: string, log: Logger): WorkerGroup {
  const members = new Map<number, { child: ChildProcess; state: FromChild | null; gone: Promise<void> }>();
  const { url, keyPrefix: prefix } = config.worker.redis;
  const connection = { ...parseRedisUrl(url), maxRetriesPerRequest: 1, enableOfflineQueue: false, retryStrategy: (attempt: number) => Math.min(100 * attempt, 2000) };
  const queues = lanes.map((lane) => ({ lane, queue: new Queue(laneQueueName(config.worker.queue, lane), { connection, prefix }) }));
  for (const { queue } of queues) queue.on('error', () => undefined);
  let draining = false;
  let restarts = 0;

  const startMember = (slot: number): void => {
    if (draining) return;
    const began = Date.now();
    // One of them also takes the whole analyses and the short questions, where the job folders are at hand.
    const worker: WorkerConfig = { ...config.worker, lanes: slot === 0 ? config.worker.lanes : ['chunks'], workerId: `${config.worker.workerId}-${slot}-${newId().slice(-4)}` };
    const child = fork(fileURLToPath(import.meta.url), [], { env: { ...process.env, SHIFTCLIPPER_FLEET_CHILD: '1' }, stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
    const member = { child, state: null as FromChild | null, gone: new Promise<void>((resolve) => child.once('exit', () => resolve())) };
    members.set(slot, member);
    child.on('message', (message) => { member.state = message as FromChild; });
    child.once('exit', (code, signal) => {
      members.delete(slot);
      if (draining) return;
      restarts += 1;
      log.warn('an observing process ended and is started again', { slot, code, signal });
      setTimeout(() => startMember(slot), Date.now() - began < quickEndMs ? pauseAfterQuickEndMs : 0);
    });
    const start: ChildStart = { type: 'start', config: worker, version, drainSeconds: config.drainSeconds };
    child.send(start);
  };
  for (let slot = 0; slot < config.processes; slot += 1) startMember(slot);

  return {
    health: () => {
      const states = [...members.values()].map(({ child, state }) => ({ pid: child.pid, state: state?.presence.state ?? 'starting', done: state?.presence.done ?? 0, failed: state?.presence.failed ?? 0 }));
      const redis = queues.every(({ queue }) => !queue.closing) ? 'asked' : 'closed';
      return { ok: !draining && states.length > 0, draining, version, queue: config.worker.queue, redis, restarts, processes: states };
    },
    metrics: async () => {
      const own = new Registry();
      const items = new Gauge({ name: 'shiftclipper_queue_items', help: 'Work in the queue, by lane and state.', labelNames: ['lane', 'state'], registers: [own] });
      const up = new Gauge({ name: 'shiftclipper_redis_up', help: '1 when Redis answers.', registers: [own] });
      new Gauge({ name: 'shiftclipper_processes', help: 'Observing processes.', registers: [own] }).set(members.size);
      new Gauge({ name: 'shiftclipper_restarts', help: 'Observing processes that had to be started again.', registers: [own] }).set(restarts);
      try {
        for (const { lane, queue } of queues) {
          for (const [state, count] of Object.entries(await queue.getJobCounts('waiting', 'prioritized', 'active', 'delayed', 'waiting-children', 'failed'))) items.set({ lane, state }, count);
        }
        up.set(1);
      } catch {
        up.set(0);
      }
      const theirs = [...members.values()].flatMap(({ state }) => (state === null ? [] : [state.metrics]));
      return `${await AggregatorRegistry.aggregate(theirs).metrics()}${await own.metrics()}`;
    },
    drain: async () => {
      draining = true;
      const drain: ToChild = { type: 'drain' };
      await Promise.all([...members.values()].map(async ({ child, gone }) => {
        if (child.connected) child.send(drain);
        const forced = setTimeout(() => child.kill('SIGKILL'), config.drainSeconds * 1000 + graceMs);
        await gone;
        clearTimeout(forced);
      }));
      await Promise.all(queues.map(({ queue }) => queue.close().catch(() => undefined)));
    },
  };
}

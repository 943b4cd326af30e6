/** One observing process of a worker on another machine, from its start to its drained end. Its parent (worker-group) gives it its configuration. */
import { availableParallelism, hostname } from 'node:os';
import { Redis } from 'ioredis';
import type { MetricObjectWithValues, MetricValue } from 'prom-client';
import { FLEET_PROTOCOL, type WorkerPresence } from '../../src-shared/contract/fleet.ts';
import type { WorkerConfig } from '../../src-shared/contract/worker-messages.ts';
import { createLogger } from '../../src-shared/logger.ts';
import { parseRedisUrl } from '../../src-shared/redis-endpoint.ts';
import { consumeJobs } from '../consume-jobs.ts';
import { findTools } from '../control/find-tools.ts';
import { closeInference } from '../inference/inference-client.ts';
import { runPipeline } from '../pipeline/run-pipeline.ts';
import { countedRun, type Tally } from './counted-run.ts';
import { hostClient } from './host-client.ts';
import { announcePresence } from './presence.ts';
import { runRemote } from './run-remote.ts';
import { workerMetrics } from './worker-metrics.ts';

export interface ChildStart { type: 'start'; config: WorkerConfig; version: string; drainSeconds: number }
export type ToChild = ChildStart | { type: 'drain' };
export interface FromChild { type: 'state'; presence: WorkerPresence; metrics: MetricObjectWithValues<MetricValue<string>>[] }

const tellEveryMs = 1000;

export async function runFleetChild(start: ChildStart, onDrain: (drain: () => void) => void): Promise<void> {
  const { config, version } = start;
  const log = createLogger(config.workerId, config.logLevel, (entry) => process.stderr.write(`${JSON.stringify(entry)}\n`));
  const tools = await findTools(config.resourcesDir, process.env);
  const metrics = workerMetrics();
  const tally: Tally = { current: null, done: 0, failed: 0, framesPerSecond: null, provider: null };
  const client = config.host === undefined ? null : hostClient({ ...config.host, log });
  const consumers = consumeJobs({ config, log, tools: async () => tools, run: countedRun(client === null ? runPipeline : runRemote(client), metrics, tally), ranOn: () => undefined });
  let draining = false;
  const startedAt = new Date().toISOString();
  const now = (): WorkerPresence => ({
    id: config.workerId, machine: hostname(), pid: process.pid, version, protocol: FLEET_PROTOCOL, device: config.device, cores: availableParallelism(),
    files: client === null ? 'shared-folder' : 'http', state: draining ? 'draining' : tally.current === null ? 'waiting' : 'observing', startedAt, ...tally,
  });
  const redis = new Redis({ ...parseRedisUrl(config.redis.url), maxRetriesPerRequest: null, retryStrategy: (attempt: number) => Math.min(100 * attempt, 2000) });
  redis.on('error', () => undefined); // the queue's own connection tells
  const presence = announcePresence(redis, config, now);
  const tell = async (): Promise<void> => {
    if (client !== null) metrics.traffic(client.traffic);
    const state: FromChild = { type: 'state', presence: now(), metrics: await metrics.registry.getMetricsAsJSON() };
    if (process.connected) process.send?.(state, () => undefined);
  };
  const timer = setInterval(() => void tell(), tellEveryMs);
  log.info('worker ready', { pid: process.pid, version, lanes: config.lanes, files: now().files, device: config.device });
  onDrain(() => {
    if (draining) return;
    draining = true;
    log.info('worker drains', { inHand: consumers.workingOn(), seconds: start.drainSeconds });
    void (async () => {
      await consumers.drain(start.drainSeconds * 1000);
      log.info('worker ends; what it had in hand goes back to the queue', { inHand: consumers.workingOn() });
      await consumers.close().catch(() => undefined);
      await presence.leave();
      clearInterval(timer);
      redis.disconnect();
      await Promise.race([closeInference().catch(() => undefined), new Promise((resolve) => setTimeout(resolve, 2000))]);
      await tell();
      setTimeout(() => process.exit(0), 50);
    })();
  });
}

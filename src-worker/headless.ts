/**
 * A worker without an app, for another machine: the same queue, and either the same job folders (JOBS_DIR on a shared disk) or the host's HTTP
 * (SHIFTCLIPPER_HOST and its token). docs/scaling.md lists what it is configured by. Ends with 2 for a bad setting, 3 when the host has another version.
 */
import { Redis } from 'ioredis';
import { toPlainError } from '../src-shared/app-error.ts';
import { createLogger } from '../src-shared/logger.ts';
import { describeRedis, parseRedisUrl } from '../src-shared/redis-endpoint.ts';
import { modelMarks } from '../src-node/model-marks.ts';
import packageFile from '../package.json' with { type: 'json' };
import { findTools } from './control/find-tools.ts';
import { awaitHost, checkHost } from './remote/await-host.ts';
import { runFleetChild, type ToChild } from './remote/fleet-child.ts';
import { readHeadlessConfig } from './remote/headless-config.ts';
import { openHealthServer } from './remote/health-server.ts';
import { startWorkerGroup } from './remote/worker-group.ts';

const checkEveryMs = 5000;
const exitCodes = { badSetting: 2, versionMismatch: 3 };

if (process.env['SHIFTCLIPPER_FLEET_CHILD'] === '1') beChild();
else await beParent().catch(end);

function beChild(): void {
  let drain = (): void => process.exit(0);
  process.on('message', (message: ToChild) => {
    if (message.type === 'drain') drain();
    else runFleetChild(message, (given) => { drain = given; }).catch(end);
  });
  process.on('disconnect', () => process.exit(1)); // the parent is gone
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => undefined); // the parent says when
}

async function beParent(): Promise<void> {
  const config = readHeadlessConfig(process.env);
  const { worker } = config;
  const log = createLogger(worker.workerId, worker.logLevel, (entry) => process.stderr.write(`${JSON.stringify(entry)}\n`));
  const stopping = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => stopping.abort());

  const [tools, models] = await Promise.all([findTools(worker.resourcesDir, process.env), modelMarks(worker.resourcesDir)]);
  const own = { version: packageFile.version, models };
  log.info('worker starts', {
    version: own.version, node: process.versions.node, redis: describeRedis(worker.redis.url), queue: worker.queue, files: worker.host === undefined ? worker.jobsDir : worker.host.url,
    processes: config.processes, device: worker.device, ffmpeg: tools.ffmpeg, models,
  });
  const redis = new Redis({ ...parseRedisUrl(worker.redis.url), maxRetriesPerRequest: null, retryStrategy: (attempt: number) => Math.min(100 * attempt, 2000) });
  redis.on('error', (error) => log.warn('redis connection troubled', { error: error.message }));
  stopping.signal.addEventListener('abort', () => { if (redis.status !== 'ready') process.exit(0); }, { once: true });
  const host = await awaitHost(redis, worker, own, log, stopping.signal);
  if (host === null) process.exit(0);

  const group = startWorkerGroup(config, own.version, log);
  const health = config.metrics === null ? null : await openHealthServer(config.metrics, group.health, group.metrics);
  log.info('worker is up', { host: host.machine, hostVersion: host.version, ...(health === null ? {} : { health: `${health.url}/healthz`, metrics: `${health.url}/metrics` }) });

  let mismatch: unknown = null;
  const look = setInterval(() => {
    if (redis.status !== 'ready') return;
    checkHost(redis, worker, own).catch((error: unknown) => { mismatch = error; stopping.abort(); });
  }, checkEveryMs);
  if (!stopping.signal.aborted) await new Promise((resolve) => { stopping.signal.addEventListener('abort', resolve, { once: true }); });
  clearInterval(look);
  log.info('worker drains', { seconds: config.drainSeconds });
  await group.drain();
  await health?.close();
  redis.disconnect();
  if (mismatch !== null) end(mismatch);
  process.exit();
}

function end(thrown: unknown): void {
  const { code, message, next } = toPlainError(thrown);
  process.stderr.write(`${message}\n${next}\n`);
  process.exit(code === 'version-mismatch' ? exitCodes.versionMismatch : exitCodes.badSetting);
}

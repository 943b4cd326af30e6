/**
 * A worker without an app, for another machine: same queue, same job folders (JOBS_DIR on a shared disk), same video paths.
 * Configured by REDIS_URL, SHIFTCLIPPER_QUEUE, SHIFTCLIPPER_KEY_PREFIX, JOBS_DIR, SHIFTCLIPPER_DEVICE, SHIFTCLIPPER_LOG_LEVEL, SHIFTCLIPPER_RESOURCES.
 */
import { hostname } from 'node:os';
import { join, resolve } from 'node:path';
import { AppError, toPlainError } from '../src-shared/app-error.ts';
import { DEFAULT_QUEUE } from '../src-shared/contract/queue.ts';
import { WorkerConfig } from '../src-shared/contract/worker-messages.ts';
import { createLogger, isLogLevel } from '../src-shared/logger.ts';
import { newId } from '../src-shared/new-id.ts';
import { parseRedisUrl } from '../src-shared/redis-endpoint.ts';
import { consumeJobs } from './consume-jobs.ts';
import { findTools } from './control/find-tools.ts';
import { startReport } from './control/start-report.ts';
import { closeInference } from './inference/inference-client.ts';
import { runPipeline } from './pipeline/run-pipeline.ts';

try {
  const config = readConfig(process.env);
  const log = createLogger(config.workerId, config.logLevel, (entry) => process.stderr.write(`${JSON.stringify(entry)}\n`));
  const tools = await findTools(config.resourcesDir, process.env);
  const consumers = consumeJobs({ config, log, tools: async () => tools, run: runPipeline, ranOn: () => undefined });
  log.info('worker ready', { ...startReport(config, { warnings: [], provider: null }) });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      log.info('worker stops; what it had in hand goes back to the queue');
      void consumers.close().then(closeInference).finally(() => process.exit(0));
    });
  }
} catch (thrown) {
  const { message, next } = toPlainError(thrown);
  process.stderr.write(`${message}\n${next}\n`);
  process.exitCode = 2;
}

function readConfig(env: Record<string, string | undefined>): WorkerConfig {
  const need = (name: string, what: string): string => {
    const value = env[name];
    if (value === undefined || value === '') throw new AppError('invalid-input', `${name} must be set: ${what}`);
    return value;
  };
  const url = need('REDIS_URL', 'the Redis that the app uses, such as redis://10.0.0.2:6379/0');
  parseRedisUrl(url);
  const logLevel = env['SHIFTCLIPPER_LOG_LEVEL'] ?? 'info';
  if (!isLogLevel(logLevel)) throw new AppError('invalid-input', `SHIFTCLIPPER_LOG_LEVEL must be debug, info, warn or error, got "${logLevel}"`);
  return WorkerConfig.parse({
    workerId: `${hostname()}-${process.pid}-${newId().slice(-6)}`, lanes: ['long', 'short'], redis: { url, keyPrefix: env['SHIFTCLIPPER_KEY_PREFIX'] ?? 'shiftclipper' },
    queue: env['SHIFTCLIPPER_QUEUE'] ?? DEFAULT_QUEUE, jobsDir: resolve(need('JOBS_DIR', 'the jobs folder of the app, on a disk that both machines see')),
    resourcesDir: resolve(env['SHIFTCLIPPER_RESOURCES'] ?? join(import.meta.dirname, '..', '..', 'resources')),
    device: env['SHIFTCLIPPER_DEVICE'] ?? 'auto', logLevel, effort: 'all-cores', verifyOnly: env['SHIFTCLIPPER_VERIFY_ONLY'] === '1',
  });
}

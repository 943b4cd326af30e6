/** Everything that a worker on another machine is told by its environment, read in this one place. */
import { readFileSync } from 'node:fs';
import { availableParallelism, hostname, tmpdir, totalmem } from 'node:os';
import { join, resolve } from 'node:path';
import { AppError } from '../../src-shared/app-error.ts';
import { DEFAULT_QUEUE } from '../../src-shared/contract/queue.ts';
import { WorkerConfig } from '../../src-shared/contract/worker-messages.ts';
import { isLogLevel } from '../../src-shared/logger.ts';
import { newId } from '../../src-shared/new-id.ts';
import { parseRedisUrl } from '../../src-shared/redis-endpoint.ts';

export interface HeadlessConfig {
  worker: WorkerConfig;
  /** Processes that observe, each with its ffmpeg. */
  processes: number;
  /** Where /healthz and /metrics answer; null: nowhere. */
  metrics: { address: string; port: number } | null;
  /** Chunks in hand may take this long to finish after SIGTERM; then they go back to the queue. */
  drainSeconds: number;
}

type Environment = Record<string, string | undefined>;

/** What one process and its ffmpeg may take, with room (measured: 270 + 90 MB for 1080p). */
const bytesEach = 600_000_000;
/** Machines and links vanish for reasons that have nothing to do with the video: 5 were too few where workers were killed faster than they could finish. */
const maxLosses = 20;

/** @throws AppError `invalid-input` naming the variable, what it must be and what it was. */
export function readHeadlessConfig(env: Environment): HeadlessConfig {
  const url = need(env, 'REDIS_URL', 'the Redis that the app uses, such as redis://10.0.0.2:6379/0');
  parseRedisUrl(url);
  const logLevel = env['SHIFTCLIPPER_LOG_LEVEL'] ?? 'info';
  if (!isLogLevel(logLevel)) throw new AppError('invalid-input', `SHIFTCLIPPER_LOG_LEVEL must be debug, info, warn or error, got "${logLevel}"`);
  const host = readHost(env);
  if (host !== null && isSet(env['JOBS_DIR'])) throw new AppError('invalid-input', 'JOBS_DIR and SHIFTCLIPPER_HOST exclude one another: either the jobs folder is on a shared disk, or its files come over HTTP');
  const queue = name(env, 'SHIFTCLIPPER_QUEUE', DEFAULT_QUEUE);
  const jobsDir = host === null
    ? need(env, 'JOBS_DIR', 'the jobs folder of the app, on a disk that both machines see; or set SHIFTCLIPPER_HOST and SHIFTCLIPPER_TOKEN where there is no such disk')
    : (env['SHIFTCLIPPER_SPOOL'] ?? join(tmpdir(), `shiftclipper-spool-${queue}`));
  return {
    worker: WorkerConfig.parse({
      workerId: `${hostname()}-${process.pid}-${newId().slice(-6)}`, lanes: host === null ? ['chunks', 'long', 'short'] : ['chunks'],
      redis: { url, keyPrefix: name(env, 'SHIFTCLIPPER_KEY_PREFIX', 'shiftclipper') }, queue, jobsDir: resolve(jobsDir),
      resourcesDir: resolve(env['SHIFTCLIPPER_RESOURCES'] ?? join(import.meta.dirname, '..', '..', 'resources')),
      device: env['SHIFTCLIPPER_DEVICE'] ?? 'auto', logLevel, effort: 'all-cores', verifyOnly: env['SHIFTCLIPPER_VERIFY_ONLY'] === '1', maxLosses,
      ...(host === null ? {} : { host }),
    }),
    processes: readProcesses(env['SHIFTCLIPPER_WORKERS']),
    metrics: readMetrics(env['SHIFTCLIPPER_METRICS']),
    drainSeconds: wholeNumber('SHIFTCLIPPER_DRAIN_SECONDS', env['SHIFTCLIPPER_DRAIN_SECONDS'], 25, 0, 3600),
  };
}

function readHost(env: Environment): { url: string; token: string } | null {
  const text = env['SHIFTCLIPPER_HOST'];
  if (!isSet(text)) return null;
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url === null || !/^https?:$/.test(url.protocol) || url.username !== '' || url.password !== '') throw new AppError('invalid-input', `SHIFTCLIPPER_HOST must be like http://10.0.0.2:4151 or https://desk.example:4151, got "${text.slice(0, 80)}"`);
  return { url: url.origin, token: readToken(env) };
}

function readToken(env: Environment): string {
  const file = env['SHIFTCLIPPER_TOKEN_FILE'];
  const text = isSet(file) ? readTokenFile(file) : (env['SHIFTCLIPPER_TOKEN'] ?? '');
  if (!/^[\x21-\x7e]{16,}$/.test(text)) throw new AppError('invalid-input', 'SHIFTCLIPPER_TOKEN (or the file that SHIFTCLIPPER_TOKEN_FILE names) must hold the token that the host wrote to its file worker-token');
  return text;
}

function readTokenFile(file: string): string {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch (cause) {
    throw new AppError('invalid-input', `SHIFTCLIPPER_TOKEN_FILE must be a file that can be read, got "${file}"`, { cause });
  }
}

/** Each has one inference thread; ffmpeg works beside it. */
function readProcesses(text: string | undefined): number {
  if (text === undefined || text === '' || text === 'auto') return Math.max(1, Math.min(availableParallelism(), Math.floor(totalmem() / 2 / bytesEach), 16));
  return wholeNumber('SHIFTCLIPPER_WORKERS', text, 1, 1, 64);
}

/** `PORT`, `ADDRESS:PORT` or `off`. This machine alone, unless an address says otherwise: metrics tell names of games' jobs and machines. */
function readMetrics(text: string | undefined): { address: string; port: number } | null {
  if (text === 'off') return null;
  const match = /^(?:([\w.-]+|\[[0-9a-fA-F:]+\]):)?(\d{1,5})$/.exec(isSet(text) ? text : '9464');
  if (match === null || Number(match[2]) > 65_535) throw new AppError('invalid-input', `SHIFTCLIPPER_METRICS must be a port, ADDRESS:PORT or off, got "${text?.slice(0, 80)}"`);
  return { address: (match[1] ?? '127.0.0.1').replace(/^\[|\]$/g, ''), port: Number(match[2]) };
}

function wholeNumber(variable: string, text: string | undefined, otherwise: number, least: number, most: number): number {
  if (!isSet(text)) return otherwise;
  if (!/^\d{1,9}$/.test(text) || Number(text) < least || Number(text) > most) throw new AppError('invalid-input', `${variable} must be a whole number from ${least} to ${most}, got "${text.slice(0, 80)}"`);
  return Number(text);
}

/** A colon would break Redis' keys apart. */
function name(env: Environment, variable: string, otherwise: string): string {
  const text = env[variable] ?? otherwise;
  if (!/^[\w.-]{1,64}$/.test(text)) throw new AppError('invalid-input', `${variable} must be 1–64 letters, digits, "_", "." or "-", got "${text.slice(0, 80)}"`);
  return text;
}

function need(env: Environment, variable: string, what: string): string {
  const value = env[variable];
  if (!isSet(value)) throw new AppError('invalid-input', `${variable} must be set: ${what}`);
  return value;
}

function isSet(text: string | undefined): text is string {
  return text !== undefined && text !== '';
}

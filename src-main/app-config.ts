/**
 * Everything that is set from outside, read in this one place and handed to the worker with its first message.
 * Not the user's analysis settings: those belong to a job (src-shared/domain/settings.ts).
 */
import { existsSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { AppError } from '../src-shared/app-error.ts';
import { DEFAULT_QUEUE } from '../src-shared/contract/names.ts';
import { isLogLevel, type LogLevel } from '../src-shared/logger.ts';
import { parseRedisUrl } from '../src-shared/redis-endpoint.ts';
import { readListenConfig, type ListenConfig } from './fleet/listen-config.ts';
import packageFile from '../package.json' with { type: 'json' };

export interface AppConfig {
  version: string;
  /** The user's data: jobs, embedded Redis, logs. */
  dataDir: string;
  jobsDir: string;
  /** Null: the embedded Redis. */
  redisUrl: string | null;
  /** Where the embedded Redis keeps its append-only file. */
  redisDir: string;
  /** Prefix of every key, so that others may use the same database. */
  keyPrefix: string;
  queue: string;
  device: string;
  /** Loopback port of the HTTP server; null: off. 0: any free one. */
  httpPort: number | null;
  /** Where other machines may come in; null: nowhere. */
  listen: ListenConfig | null;
  /** Where the app asks for a newer version; null: it never asks. */
  updateFeed: string | null;
  logLevel: LogLevel;
  verifyOnly: boolean;
  /** Whether this machine looks at videos itself; false leaves it to workers elsewhere. */
  observeHere: boolean;
  effort: 'all-cores' | 'stay-responsive';
  /** Folder with bin/ and models/. */
  resourcesDir: string;
  /** Bundle of the worker process. */
  workerEntry: string;
}

type Environment = Record<string, string | undefined>;

const devices = ['auto', 'cpu', 'cuda', 'tensorrt', 'directml', 'coreml', 'webgpu'];

/** @throws AppError `invalid-input` naming the variable, what it must be and what it was. */
export function readAppConfig(env: Environment, platform: NodeJS.Platform = process.platform): AppConfig {
  const resourcesDir = resolve(env['SHIFTCLIPPER_RESOURCES'] ?? findResources());
  const dataDir = resolve(env['SHIFTCLIPPER_DATA'] ?? defaultDataDir(env, platform));
  return {
    version: packageFile.version,
    dataDir,
    jobsDir: resolve(env['JOBS_DIR'] ?? join(dataDir, 'jobs')),
    redisUrl: readRedisUrl(env['REDIS_URL']),
    redisDir: join(dataDir, 'redis'),
    keyPrefix: readName('SHIFTCLIPPER_KEY_PREFIX', env, 'shiftclipper'),
    queue: readName('SHIFTCLIPPER_QUEUE', env, DEFAULT_QUEUE),
    device: readOneOf('SHIFTCLIPPER_DEVICE', env, devices, 'auto'),
    httpPort: readPort(env['SHIFTCLIPPER_HTTP']),
    listen: readListenConfig(env),
    updateFeed: readFeed(env['SHIFTCLIPPER_UPDATE_FEED'] ?? packedFeed(resourcesDir)),
    logLevel: readLogLevel(env['SHIFTCLIPPER_LOG_LEVEL']),
    verifyOnly: readSwitch('SHIFTCLIPPER_VERIFY_ONLY', env),
    observeHere: readSwitch('SHIFTCLIPPER_OBSERVE_HERE', env, '1'),
    effort: 'stay-responsive',
    resourcesDir,
    workerEntry: resolve(env['SHIFTCLIPPER_WORKER'] ?? outsideArchive(join(import.meta.dirname, '..', 'worker', 'worker.mjs'))),
  };
}

function defaultDataDir(env: Environment, platform: NodeJS.Platform): string {
  if (platform === 'win32') return join(env['APPDATA'] ?? join(homedir(), 'AppData', 'Roaming'), 'ShiftClipper');
  if (platform === 'darwin') return join(homedir(), 'Library', 'Application Support', 'ShiftClipper');
  return join(env['XDG_DATA_HOME'] || join(homedir(), '.local', 'share'), 'shiftclipper');
}

function readRedisUrl(text: string | undefined): string | null {
  if (text === undefined || text === '') return null;
  parseRedisUrl(text);
  return text;
}

/** The address that `npm run dist` packed. */
function packedFeed(resourcesDir: string): string | undefined {
  const file = join(resourcesDir, 'update-feed.txt');
  return existsSync(file) ? readFileSync(file, 'utf8').trim() : undefined;
}

function readFeed(text: string | undefined): string | null {
  if (text === undefined || text === '') return null;
  if (!URL.canParse(text) || !(text.startsWith('https://') || ['127.0.0.1', 'localhost'].includes(new URL(text).hostname))) throw new AppError('invalid-input', `SHIFTCLIPPER_UPDATE_FEED must be an https:// address (http:// only on this machine), got "${text.slice(0, 200)}"`);
  return text;
}

/** A colon would break Redis' keys apart. */
function readName(variable: string, env: Environment, otherwise: string): string {
  const name = env[variable] ?? otherwise;
  if (!/^[\w.-]{1,64}$/.test(name)) throw new AppError('invalid-input', `${variable} must be 1–64 letters, digits, "_", "." or "-", got "${name}"`);
  return name;
}

/** Also of `serve --port`. @throws AppError `invalid-input`. */
export function readPort(text: string | undefined, name = 'SHIFTCLIPPER_HTTP'): number | null {
  if (text === undefined || text === '') return null;
  if (!/^\d{1,5}$/.test(text) || Number(text) > 65_535) throw new AppError('invalid-input', `${name} must be a port from 0 to 65535, got "${text}"`);
  return Number(text);
}

function readLogLevel(text: string | undefined): LogLevel {
  const level = text ?? 'info';
  if (!isLogLevel(level)) throw new AppError('invalid-input', `SHIFTCLIPPER_LOG_LEVEL must be debug, info, warn or error, got "${level}"`);
  return level;
}

function readOneOf(name: string, env: Environment, allowed: readonly string[], otherwise: string): string {
  const text = env[name] ?? otherwise;
  if (!allowed.includes(text)) throw new AppError('invalid-input', `${name} must be one of ${allowed.join(', ')}, got "${text}"`);
  return text;
}

function readSwitch(name: string, env: Environment, otherwise: '0' | '1' = '0'): boolean {
  const text = env[name] ?? otherwise;
  if (text !== '0' && text !== '1') throw new AppError('invalid-input', `${name} must be 0 or 1, got "${text}"`);
  return text === '1';
}

/** Beside a packaged app; in development the repository's folder, two up from dist/main or one up from src-main. */
function findResources(): string {
  const packaged = (process as { resourcesPath?: string }).resourcesPath;
  if (import.meta.dirname.includes('app.asar') && packaged !== undefined) return packaged;
  const candidates = [join(import.meta.dirname, '..', '..', 'resources'), join(import.meta.dirname, '..', 'resources')];
  return candidates.find((folder) => existsSync(join(folder, 'models', 'models.json'))) ?? candidates[0]!;
}

/** Worker threads and programs can not live in the archive of a packaged app; they are unpacked beside it. */
function outsideArchive(path: string): string {
  return path.replace(/app\.asar(?=[\\/])/, 'app.asar.unpacked');
}

/**
 * The embedded Redis: a private server of ours, started again when it dies, gone when we go.
 * Private: a unix socket in a folder only the user may enter, or (where there are no sockets) loopback, a random port and a random password.
 */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { randomBytes } from 'node:crypto';
import { rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { AppError } from '../../src-shared/app-error.ts';
import type { Logger } from '../../src-shared/logger.ts';
import { deathWithParentPrefix } from '../../src-node/death-with-parent.ts';
import { findTool, type FoundTool } from '../../src-node/find-tool.ts';
import { makePrivateFolder, sweepPrivateFolders } from '../files/private-folder.ts';
import { isOlder, oldestVersion, versionIn } from './check-server.ts';
import { answersPing } from './connect-redis.ts';
import { complainsOfItsFile, logLength, setQueueAside } from './damaged-queue.ts';
import { lockFolder } from './folder-lock.ts';
import { endLeftover, rememberServer } from './leftover-server.ts';
import { settingsFile, type Listening } from './redis-settings.ts';

const readyWithinMs = 15_000;
const longestPauseMs = 5000;

export interface RedisServer {
  /** `unix:///…` or `redis://…`; stays the same over restarts. */
  readonly url: string;
  readonly pid: number | undefined;
  stop(): Promise<void>;
}

interface Options {
  /** Holds the append-only file; null keeps the queue in memory only. */
  folder: string | null;
  resourcesDir: string;
  log: Logger;
  /** After start and after every restart: `ready`; when it died: `lost`. */
  onState?: (state: 'ready' | 'lost') => void;
  /** Something the user should know, though it works. */
  onWarning?: (text: string) => void;
}

/** @throws AppError `redis-unavailable`, `tool-missing` or `tool-damaged`, saying what to do. */
export async function startRedisServer(options: Options): Promise<RedisServer> {
  const tool = await findTool(options.resourcesDir, 'redis-server');
  requireVersion(tool);
  await sweepPrivateFolders();
  const privateFolder = await makePrivateFolder();
  const folder = options.folder ?? privateFolder;
  const lock = await lockFolder(folder);
  try {
    await endLeftover(folder, options.log);
    const listening = await chooseListening(privateFolder);
    const settings = join(privateFolder, 'redis.conf');
    await writeFile(settings, settingsFile({ listening, folder, keepOnDisk: options.folder !== null }), { mode: 0o600 });
    const run = new ServerRun(tool, settings, folder, urlOf(listening), options);
    await run.start();
    return {
      url: run.url,
      get pid() { return run.pid; },
      stop: async () => {
        await run.stop();
        await lock.release();
        await rm(privateFolder, { recursive: true, force: true });
      },
    };
  } catch (error) {
    await lock.release();
    await rm(privateFolder, { recursive: true, force: true });
    throw error;
  }
}

/** @throws AppError `tool-damaged` when the program can not run here or is too old. */
function requireVersion({ path }: FoundTool): void {
  const { stdout, error, status } = spawnSync(path, ['--version'], { encoding: 'utf8', timeout: 5000 });
  const version = versionIn(stdout ?? '');
  if (version === null) throw new AppError('tool-damaged', `redis-server at ${path} does not run: ${error?.message ?? `it ended with ${status}`}`);
  if (isOlder(version)) throw new AppError('tool-damaged', `redis-server must be ${oldestVersion.join('.')} or newer, ${path} is ${version}`);
}

class ServerRun {
  readonly url: string;
  private child: ChildProcess | null = null;
  private stopping = false;
  private pauseMs = 100;
  private readonly tool: FoundTool;
  private readonly settings: string;
  private readonly folder: string;
  private readonly options: Options;

  constructor(tool: FoundTool, settings: string, folder: string, url: string, options: Options) {
    this.tool = tool;
    this.settings = settings;
    this.folder = folder;
    this.url = url;
    this.options = options;
  }

  get pid(): number | undefined {
    return this.child?.pid;
  }

  async start(): Promise<void> {
    const saidBefore = await logLength(this.folder);
    const child = this.spawn();
    const deadline = Date.now() + readyWithinMs;
    while (!(await answersPing(this.url))) {
      if (child.exitCode !== null || child.signalCode !== null) {
        if (await this.setAsideWhatItCanNotRead(saidBefore)) return this.start();
        throw new AppError('redis-unavailable', `the built-in Redis ended while starting (code ${child.exitCode ?? child.signalCode}); its log is ${join(this.folder, 'redis.log')}`);
      }
      if (Date.now() > deadline) {
        child.kill('SIGKILL');
        throw new AppError('redis-unavailable', `the built-in Redis did not answer within ${readyWithinMs / 1000} s; its log is ${join(this.folder, 'redis.log')}`);
      }
      await sleep(15);
    }
    await rememberServer(this.folder, child.pid!);
    child.once('exit', (code, signal) => void this.startAgain(code ?? signal));
    if (child.exitCode !== null || child.signalCode !== null) void this.startAgain(child.exitCode);
    this.options.log.info('redis ready', { pid: child.pid });
    this.options.onState?.('ready');
  }

  async stop(): Promise<void> {
    this.stopping = true;
    const child = this.child;
    if (child === null || child.exitCode !== null || child.signalCode !== null) return;
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGTERM');
    const forced = setTimeout(() => child.kill('SIGKILL'), 3000);
    await ended;
    clearTimeout(forced);
  }

  private spawn(): ChildProcess {
    const [program, ...words] = [...deathWithParentPrefix(), this.tool.path, this.settings];
    const output = createWriteStream(join(this.folder, 'redis.log'), { flags: 'a', mode: 0o600 });
    const child = spawn(program!, words, { stdio: ['ignore', 'pipe', 'pipe'] });
    output.on('error', () => undefined);
    child.stdout?.pipe(output, { end: false });
    child.stderr?.pipe(output, { end: false });
    child.once('close', () => output.end());
    child.on('error', (error) => this.options.log.error('redis could not be started', { error: error.message }));
    this.child = child;
    return child;
  }

  /** True when the next start may fare better. */
  private async setAsideWhatItCanNotRead(saidBefore: number): Promise<boolean> {
    await sleep(50); // its last words
    if (this.options.folder === null || !(await complainsOfItsFile(this.folder, saidBefore))) return false;
    const aside = await setQueueAside(this.folder);
    if (aside === null) return false;
    this.options.log.error('the queue could not be read and was set aside', { aside });
    this.options.onWarning?.(`The queue on disk was damaged and was set aside as ${aside}. Games that were queued are put into a new queue; nothing that was finished is lost.`);
    return true;
  }

  private async startAgain(reason: number | string | null): Promise<void> {
    if (this.stopping) return;
    this.options.log.warn('redis ended and is started again', { reason });
    this.options.onState?.('lost');
    while (!this.stopping) {
      await sleep(this.pauseMs);
      this.pauseMs = Math.min(this.pauseMs * 2, longestPauseMs);
      try {
        if (this.stopping) return;
        await this.start();
        this.pauseMs = 100;
        return;
      } catch (error) {
        this.options.log.error('redis did not come back', { error: String(error) });
      }
    }
  }
}

/** A socket's path must stay below 104 bytes, the least of all systems. */
async function chooseListening(privateFolder: string): Promise<Listening> {
  const socket = join(privateFolder, 's');
  if (process.platform !== 'win32' && Buffer.byteLength(socket) < 104) return { socket };
  return { port: await freePort(), password: randomBytes(24).toString('hex') };
}

function urlOf(listening: Listening): string {
  return 'socket' in listening ? `unix://${encodeURI(listening.socket)}` : `redis://:${listening.password}@127.0.0.1:${listening.port}/0`;
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}

/** The programs of a fleet on their hosts: Redis and the API on one, workers on others. Starts and ends them, asks the API. Asserts nothing. */
import { spawn } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { mkdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { resources } from '../lib/paths.mjs';
import { readTools, toolPath } from '../setup/tools-manifest.mjs';

/**
 * @typedef {import('./namespaces.mjs').Host} Host
 * @typedef {import('node:child_process').ChildProcess} ChildProcess
 * @typedef {{ child: ChildProcess, name: string, stop: (signal?: NodeJS.Signals) => Promise<number | null> }} Running
 */

export const redisPort = 6390;
export const apiPort = 4151;
const password = 'fleet-test';

export class Fleet {
  /** @param {{ dist: string, folder: string, host: Host }} options */
  constructor({ dist, folder, host }) {
    this.dist = dist;
    this.folder = folder;
    this.host = host;
    this.dataDir = path.join(folder, 'data');
    /** @type {Running[]} */
    this.running = [];
    this.redisUrl = `redis://:${password}@${host.address}:${redisPort}/0`;
    this.url = `http://${host.address}:${apiPort}`;
    this.token = '';
    this.workerToken = '';
  }

  /** Redis first, then the API; both answer when this returns. */
  async startHost() {
    await mkdir(this.dataDir, { recursive: true });
    const tool = readTools()['redis-server'];
    const redis = tool === undefined ? 'redis-server' : toolPath(tool);
    this.start('redis', this.host, [redis, '--port', String(redisPort), '--bind', this.host.address, '--requirepass', password, '--dir', this.folder, '--save', '', '--maxmemory-policy', 'noeviction', '--protected-mode', 'no']);
    this.api = this.start('api', this.host, [process.execPath, path.join(this.dist, 'cli', 'cli.mjs'), 'serve', '--port', '0', '--listen', `${this.host.address}:${apiPort}`], {
      SHIFTCLIPPER_DATA: this.dataDir, SHIFTCLIPPER_OBSERVE_HERE: '0', REDIS_URL: this.redisUrl,
    });
    await until('the API answers', async () => {
      this.token = (await readFile(path.join(this.dataDir, 'http-token'), 'utf8')).trim();
      this.workerToken = (await readFile(path.join(this.dataDir, 'worker-token'), 'utf8')).trim();
      return (await this.ask('GET', '/jobs')) !== null;
    }, 120_000);
  }

  /** @param {string} name @param {Host} host @param {{ cpu?: number, env?: Record<string, string> }} [options] */
  startWorker(name, host, { cpu, env = {} } = {}) {
    const pin = cpu === undefined ? [] : ['taskset', '-c', String(cpu)];
    return this.start(name, host, [...pin, process.execPath, path.join(this.dist, 'worker', 'headless.mjs')], {
      REDIS_URL: this.redisUrl, SHIFTCLIPPER_HOST: this.url, SHIFTCLIPPER_TOKEN: this.workerToken, SHIFTCLIPPER_WORKERS: '1', SHIFTCLIPPER_METRICS: 'off',
      SHIFTCLIPPER_SPOOL: path.join(this.folder, `spool-${name}`), ...env,
    });
  }

  /** @param {string} name @param {Host} host @param {string[]} words @param {Record<string, string>} [env] @returns {Running} */
  start(name, host, words, env = {}) {
    const [program = '', ...args] = [...host.enter, ...words];
    const log = createWriteStream(path.join(this.folder, `${name}.log`), { flags: 'a' });
    // No SHIFTCLIPPER setting of whoever starts the test gets in.
    const own = Object.fromEntries(Object.entries(process.env).filter(([key]) => !/^(SHIFTCLIPPER_|REDIS_URL|JOBS_DIR)/.test(key)));
    const child = spawn(program, args, { env: { ...own, SHIFTCLIPPER_RESOURCES: resources, SHIFTCLIPPER_DEVICE: 'cpu', ...env }, stdio: ['ignore', 'pipe', 'pipe'], detached: true });
    child.stdout?.pipe(log, { end: false });
    child.stderr?.pipe(log, { end: false });
    const gone = new Promise((resolve) => { child.once('exit', (code) => resolve(code)); });
    const running = {
      child, name,
      stop: async (/** @type {NodeJS.Signals} */ signal = 'SIGTERM') => {
        endGroup(child, signal);
        this.running = this.running.filter((one) => one.child !== child);
        return /** @type {Promise<number | null>} */ (gone);
      },
    };
    this.running.push(running);
    return running;
  }

  /** @param {string} method @param {string} where @param {unknown} [body] @returns {Promise<any>} */
  async ask(method, where, body) {
    const answer = await fetch(`${this.url}${where}`, { method, headers: { authorization: `Bearer ${this.token}`, ...(body === undefined ? {} : { 'content-type': 'application/json' }) }, ...(body === undefined ? {} : { body: JSON.stringify(body) }) });
    const value = await answer.json();
    if (!answer.ok) throw new Error(`${method} ${where}: ${answer.status} ${JSON.stringify(value)}`);
    return value;
  }

  /** @param {string} videoPath @returns {Promise<string>} the job, queued */
  async queueGame(videoPath) {
    const job = await this.ask('POST', '/jobs', { videoPath });
    const id = job.record.id;
    await this.ask('PUT', `/jobs/${id}/setup`, { target: { jerseyNumber: '17' } });
    await this.ask('POST', `/jobs/${id}/run`);
    return id;
  }

  /** @param {string} id @param {number} [atMostMs] @returns {Promise<any>} its last status */
  async untilEnded(id, atMostMs = 600_000) {
    let status = null;
    await until(`job ${id} ends`, async () => {
      status = await this.ask('GET', `/jobs/${id}/status`);
      return ['done', 'done-no-segments', 'failed', 'cancelled'].includes(status.status);
    }, atMostMs);
    return status;
  }

  /** @returns {Promise<any[]>} */
  workers() {
    return this.ask('POST', '/calls/listWorkers', {});
  }

  /** @param {string} id @returns {string} */
  observations(id) {
    return path.join(this.dataDir, 'jobs', id, 'observations');
  }

  async stop() {
    const all = [...this.running].reverse();
    for (const { stop } of all) await Promise.race([stop(), sleep(15_000)]);
    for (const { child } of all) endGroup(child, 'SIGKILL');
  }
}

/** @param {ChildProcess} child @param {NodeJS.Signals} signal */
function endGroup(child, signal) {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  try { process.kill(-child.pid, signal); } catch { /* gone meanwhile */ }
}

/** @param {string} what @param {() => Promise<boolean> | boolean} holds @param {number} atMostMs */
export async function until(what, holds, atMostMs) {
  const deadline = Date.now() + atMostMs;
  let last = '';
  while (Date.now() < deadline) {
    try {
      if (await holds()) return;
    } catch (error) { last = String(error); }
    await sleep(200);
  }
  throw new Error(`not so after ${Math.round(atMostMs / 1000)} s: ${what}${last === '' ? '' : ` (${last})`}`);
}

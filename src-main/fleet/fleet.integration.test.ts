import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { Redis } from 'ioredis';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hostKey, FLEET_PROTOCOL } from '../../src-shared/contract/fleet.ts';
import { Setup } from '../../src-shared/domain/job.ts';
import { silentLogger } from '../../src-shared/logger.ts';
import { openDoors, type Doors } from '../http/open-doors.ts';
import { buildWorker, removeWorker, startTestServices, testDataDir, type TestServices } from '../testing/test-services.ts';

const demo = resolve(import.meta.dirname, '..', '..', 'resources', 'demo', 'rink-demo', 'video.mp4');

/** Some seconds each on a free machine; a busy one may take twenty times as long. */
describe('a worker without the host\'s disk', { timeout: 300_000 }, () => {
  let worker: string;
  let dataDir: string;
  let folder: string;
  let server: ChildProcess;
  let redisUrl: string;
  let services: TestServices;
  let doors: Doors;
  let workerToken: string;
  let jobId: string;
  const started: { child: ChildProcess; said: () => string }[] = [];

  const startWorker = (changes: Record<string, string> = {}) => {
    const env = {
      PATH: process.env['PATH'], HOME: folder, SHIFTCLIPPER_RESOURCES: services.config.resourcesDir, REDIS_URL: redisUrl, SHIFTCLIPPER_QUEUE: 'games', SHIFTCLIPPER_HOST: doors.fleet!.url,
      SHIFTCLIPPER_TOKEN: workerToken, SHIFTCLIPPER_SPOOL: join(folder, 'spool'), SHIFTCLIPPER_WORKERS: '1', SHIFTCLIPPER_METRICS: '0', SHIFTCLIPPER_DEVICE: 'cpu', ...changes,
    };
    const child = spawn(process.execPath, [join(dirname(worker), 'headless.mjs')], { env: env as NodeJS.ProcessEnv, stdio: ['ignore', 'ignore', 'pipe'] });
    let text = '';
    child.stderr.setEncoding('utf8').on('data', (part: string) => { text += part; });
    const one = { child, said: () => text };
    started.push(one);
    return one;
  };
  const run = async (): Promise<string> => {
    const id = (await services.handlers.createJob({ videoPath: join(dataDir, 'game.mp4') })).record.id;
    await services.handlers.setupJob({ jobId: id, setup: Setup.parse({ target: { jerseyNumber: '17' } }) });
    await services.handlers.runJob({ jobId: id });
    return id;
  };
  const untilEnded = (id: string) => expect.poll(async () => (await services.handlers.getJob({ jobId: id })).status.status, { timeout: 200_000 }).toMatch(/^done/);
  const observed = (id: string) => readFile(join(services.config.jobsDir, id, 'observations', '0000.arrow'));
  const ask = (path: string, init: RequestInit = {}, token = workerToken) => fetch(`${doors.fleet!.url}${path}`, { ...init, headers: { authorization: `Bearer ${token}`, ...(init.headers as Record<string, string>) } });

  beforeAll(async () => {
    worker = await buildWorker('fleet');
    dataDir = await testDataDir();
    folder = await mkdtemp(join(tmpdir(), 'sc-fleet-'));
    const port = await freePort();
    redisUrl = `redis://:club@127.0.0.1:${port}/0`;
    server = spawn('redis-server', ['--port', String(port), '--bind', '127.0.0.1', '--requirepass', 'club', '--dir', folder, '--save', '', '--maxmemory-policy', 'noeviction'], { stdio: 'ignore' });
    execFileSync('ffmpeg', ['-v', 'error', '-i', demo, '-t', '2', '-c', 'copy', '-an', '-y', join(dataDir, 'game.mp4')]);
    services = await startTestServices(dataDir, worker, { redisUrl, queue: 'games', device: 'cpu', observeHere: false, listen: { address: '127.0.0.1', port: 0, tls: null, names: [], workerTokenFile: null } });
    doors = await openDoors(services, services.config, silentLogger);
    workerToken = (await readFile(doors.fleet!.workerTokenFile, 'utf8')).trim();
  });
  afterAll(async () => {
    for (const { child } of started) child.kill('SIGKILL');
    await doors.close();
    await services.stop();
    server.kill('SIGKILL');
    await Promise.all([rm(folder, { recursive: true, force: true }), rm(dataDir, { recursive: true, force: true }), removeWorker(worker)]);
  });

  it('reads the video in ranges, sends what it saw, is shown with its speed, tells its figures, and drains when asked to', async () => {
    const { child, said } = startWorker();
    jobId = await run();
    await untilEnded(jobId);
    expect(said()).not.toContain(workerToken);
    // It tells of itself every three seconds.
    await expect.poll(async () => (await services.handlers.listWorkers({}))[0], { timeout: 60_000 }).toMatchObject({ files: 'http', done: 1, failed: 0, protocol: FLEET_PROTOCOL, framesPerSecond: expect.any(Number) as number });
    const url = /"metrics":"([^"]+)"/.exec(said())?.[1] ?? '';
    await expect.poll(async () => (await fetch(url)).text(), { timeout: 30_000 }).toMatch(/shiftclipper_chunks_total\{outcome="new"\} 1/);
    expect(await (await fetch(url)).text()).toMatch(/shiftclipper_queue_items\{lane="chunks",state="active"\} 0/);
    expect((await fetch(url.replace('/metrics', '/healthz'))).status).toBe(200);
    const gone = once(child, 'exit');
    child.kill('SIGTERM');
    expect((await gone)[0]).toBe(0);
    expect(await services.handlers.listWorkers({})).toEqual([]);
    expect(await readdir(join(folder, 'spool'), { recursive: true }).then((names) => names.filter((name) => name.endsWith('.arrow')))).toEqual([]);
  });

  it('sees the very same as a worker on the host', async () => {
    const own = await testDataDir();
    const alone = await startTestServices(own, worker, { device: 'cpu' });
    try {
      const id = (await alone.handlers.createJob({ videoPath: join(dataDir, 'game.mp4') })).record.id;
      await alone.handlers.setupJob({ jobId: id, setup: Setup.parse({ target: { jerseyNumber: '17' } }) });
      await alone.handlers.runJob({ jobId: id });
      await expect.poll(async () => (await alone.handlers.getJob({ jobId: id })).status.status, { timeout: 200_000 }).toMatch(/^done/);
      const here = await readFile(join(own, 'jobs', id, 'observations', '0000.arrow'));
      expect(here.equals(await observed(jobId))).toBe(true);
    } finally {
      await alone.stop();
      await rm(own, { recursive: true, force: true });
    }
  });

  it('is let in to the video and to observations that are wanted, and to nothing else', async () => {
    const bytes = await observed(jobId);
    expect((await ask(`/jobs/${jobId}/video`, { headers: { range: 'bytes=0-9' } })).status).toBe(206);
    expect((await ask(`/jobs/${jobId}/artifacts/media.json`)).status).toBe(200);
    const refused = await Promise.all([
      ask('/jobs'), ask(`/jobs/${jobId}/results`), ask(`/jobs/${jobId}/artifacts/job.json`), ask(`/jobs/${jobId}/artifacts/..%2f..%2fhttp-token`), ask(`/jobs/${jobId}/run`, { method: 'POST' }), ask(`/jobs/${jobId}`, { method: 'DELETE' }),
      ask('/calls/createJob', { method: 'POST', body: '{"videoPath":"/etc/passwd"}' }), ask('/uploads?name=a.mp4&bytes=1', { method: 'POST' }), ask('/openapi.json'),
    ]);
    expect(refused.map(({ status }) => status)).toEqual(refused.map(() => 403));
    expect((await ask(`/jobs/${jobId}/video`, {}, 'f'.repeat(64))).status).toBe(401);
    // The run has ended: what comes too late changes nothing.
    expect((await ask(`/jobs/${jobId}/observations/0?run=${'0'.repeat(26)}`, { method: 'PUT', body: bytes })).status).toBe(409);
    expect((await ask(`/jobs/${jobId}/observations/x?run=${'0'.repeat(26)}`, { method: 'PUT', body: bytes })).status).toBe(400);
  });

  it('of another version does not start, says why, and ends with 3', async () => {
    const redis = new Redis(redisUrl);
    const key = hostKey('shiftclipper', 'elsewhere');
    await redis.set(key, JSON.stringify({ protocol: FLEET_PROTOCOL + 1, version: '9.9.9', models: {}, machine: 'desk' }));
    redis.disconnect();
    const { child, said } = startWorker({ SHIFTCLIPPER_QUEUE: 'elsewhere' });
    expect((await once(child, 'exit'))[0]).toBe(3);
    expect(said()).toMatch(/9\.9\.9 on desk.*install the same version on both/);
  });
});

function freePort(): Promise<number> {
  return new Promise((resolvePort) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolvePort(port));
    });
  });
}

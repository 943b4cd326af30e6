import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Redis } from 'ioredis';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Setup } from '../../src-shared/domain/job.ts';
import { buildWorker, removeWorker, startTestServices, testDataDir, type TestServices } from '../testing/test-services.ts';

/** Longer than a worker's lock on its work lasts without renewal. */
const outageMs = 12_000;

describe('a Redis of somebody else', { timeout: 150_000 }, () => {
  let worker: string;
  let dataDir: string;
  let folder: string;
  let port: number;
  let server: ChildProcess;
  let services: TestServices;

  const startServer = async (): Promise<void> => {
    server = spawn('redis-server', ['--port', String(port), '--bind', '127.0.0.1', '--requirepass', 'p@ss word', '--dir', folder, '--appendonly', 'yes', '--save', '', '--maxmemory-policy', 'noeviction'], { stdio: 'ignore' });
    await sleep(500);
  };
  beforeAll(async () => {
    worker = await buildWorker('external');
    dataDir = await testDataDir();
    folder = await mkdtemp(join(tmpdir(), 'sc-external-'));
    port = await freePort();
    await startServer();
    execFileSync('ffmpeg', ['-v', 'error', '-f', 'lavfi', '-i', 'testsrc2=size=320x180:rate=10:duration=3', '-pix_fmt', 'yuv420p', '-y', join(dataDir, 'game.mp4')]);
    services = await startTestServices(dataDir, worker, { redisUrl: `redis://:${encodeURIComponent('p@ss word')}@127.0.0.1:${port}/3`, keyPrefix: 'club', queue: 'games' });
  });
  afterAll(async () => {
    await services.stop();
    server.kill('SIGKILL');
    await Promise.all([rm(folder, { recursive: true, force: true }), rm(dataDir, { recursive: true, force: true }), removeWorker(worker)]);
  });

  it('may be away for longer than a lock lasts in the middle of a job: it waits, says so, and ends well; who asks meanwhile is told, or answered when it is back', async () => {
    const jobId = (await services.handlers.createJob({ videoPath: join(dataDir, 'game.mp4') })).record.id;
    await services.handlers.setupJob({ jobId, setup: Setup.parse({ target: { jerseyNumber: '4' } }) });
    await services.handlers.runJob({ jobId });
    await expect.poll(() => services.entries.some(({ message, fields }) => message === 'work begins' && String(fields?.['item']).startsWith('observe-')), { timeout: 30_000, interval: 10 }).toBe(true);
    server.kill('SIGKILL');
    const back = sleep(outageMs);
    await expect(services.handlers.cancelExport({ exportId: 'none' })).rejects.toMatchObject({ code: 'redis-unavailable' });
    await back;
    expect((await services.handlers.getJob({ jobId })).status).toMatchObject({ status: 'running', message: expect.stringContaining('Redis') });
    const asked = services.handlers.cancelExport({ exportId: 'none' });
    await startServer();
    expect(await asked).toBe(null);
    await expect.poll(async () => (await services.handlers.getJob({ jobId })).status.status, { timeout: 90_000 }).toBe('done-no-segments');
    const seen = services.entries.filter(({ message }) => message === 'chunk observed');
    expect(seen.length).toBe(1);
  });

  it('holds our keys in the database that was named, each with the prefix, and its password is nowhere told', async () => {
    const at = async (db: number): Promise<string[]> => {
      const redis = new Redis({ port, password: 'p@ss word', db });
      const keys = await redis.keys('*');
      redis.disconnect();
      return keys;
    };
    expect(await at(0)).toEqual([]);
    const keys = await at(3);
    expect(keys.length).toBeGreaterThan(0);
    expect(keys.filter((key) => !key.startsWith('club:games'))).toEqual([]);
    expect((await services.handlers.appInfo({})).redis).toBe(`redis://***@127.0.0.1:${port} db 3`);
    expect(JSON.stringify([services.entries, await services.handlers.appInfo({})])).not.toMatch(/p@ss|p%40ss/);
  });
});

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => resolve(port));
    });
  });
}

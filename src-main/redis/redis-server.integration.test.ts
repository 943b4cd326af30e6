import { spawn } from 'node:child_process';
import { mkdtemp, open, readdir, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Redis } from 'ioredis';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { silentLogger } from '../../src-shared/logger.ts';
import { parseRedisUrl } from '../../src-shared/redis-endpoint.ts';
import { answersPing } from './connect-redis.ts';
import { rememberServer } from './leftover-server.ts';
import { startRedisServer, type RedisServer } from './redis-server.ts';

const resourcesDir = process.env['SHIFTCLIPPER_RESOURCES'] ?? 'resources';

describe('the embedded Redis', () => {
  let folder: string;
  let servers: RedisServer[];
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'redis test ')); // a space on purpose
    servers = [];
  });
  afterEach(async () => {
    for (const server of servers) await server.stop();
    await rm(folder, { recursive: true, force: true });
  });

  const start = async (onState?: (state: string) => void): Promise<RedisServer> => {
    const server = await startRedisServer({ folder, resourcesDir, log: silentLogger, ...(onState ? { onState } : {}) });
    servers.push(server);
    return server;
  };

  it('listens on a socket in a folder that only the user may enter, and never evicts', async () => {
    const server = await start();
    const { path = '' } = parseRedisUrl(server.url);
    expect((await stat(dirname(path))).mode & 0o077).toBe(0);
    const redis = new Redis({ path });
    expect([await redis.config('GET', 'maxmemory-policy'), await redis.config('GET', 'port')]).toEqual([['maxmemory-policy', 'noeviction'], ['port', '0']]);
    redis.disconnect();
  });

  it('keeps what was written over a kill and comes back under the same address', async () => {
    const states: string[] = [];
    const server = await start((state) => states.push(state));
    const redis = new Redis({ ...parseRedisUrl(server.url), maxRetriesPerRequest: null });
    redis.on('error', () => undefined);
    await redis.set('kept', 'yes');
    await sleep(1200); // the append-only file is synced each second
    process.kill(server.pid!, 'SIGKILL');
    await expect.poll(() => states, { timeout: 5000 }).toEqual(['ready', 'lost', 'ready']);
    expect(await redis.get('kept')).toBe('yes');
    redis.disconnect();
  });

  it('is refused a folder that a living server holds', async () => {
    await start();
    await expect(startRedisServer({ folder, resourcesDir, log: silentLogger })).rejects.toMatchObject({ code: 'redis-unavailable' });
  });

  const filled = async (): Promise<string> => {
    const server = await start();
    const redis = new Redis(parseRedisUrl(server.url));
    for (let n = 0; n < 50; n += 1) await redis.set(`key ${n}`, 'x'.repeat(100));
    redis.disconnect();
    await sleep(1200); // synced each second
    await server.stop();
    servers = [];
    const files = join(folder, 'appendonlydir');
    return join(files, (await readdir(files)).find((name) => name.endsWith('.incr.aof'))!);
  };
  const startWarned = async (): Promise<{ warnings: string[]; keys: number }> => {
    const warnings: string[] = [];
    const server = await startRedisServer({ folder, resourcesDir, log: silentLogger, onWarning: (text) => warnings.push(text) });
    servers.push(server);
    const redis = new Redis(parseRedisUrl(server.url));
    const keys = await redis.dbsize();
    redis.disconnect();
    return { warnings, keys };
  };

  it('mends a queue file whose last write was cut off', async () => {
    const file = await filled();
    await truncate(file, (await stat(file)).size - 7);
    expect(await startWarned()).toEqual({ warnings: [], keys: 49 });
  });

  it.each([
    ['holds garbage in the middle', (file: string) => writeAt(file, 1000, 'garbage'.repeat(20))],
    ['has lost its list of parts', (file: string) => writeFile(file.replace(/\.\d+\.incr\.aof$/, '.manifest'), 'nonsense')],
  ])('sets a queue file aside that %s, says so, and starts empty', async (_, damage) => {
    await damage(await filled());
    const { warnings, keys } = await startWarned();
    expect(keys).toBe(0);
    expect(warnings).toEqual([expect.stringMatching(/damaged and was set aside as .*appendonlydir\.damaged-/)]);
  });

  it('takes over the lock and ends the server that a killed program left', async () => {
    const left = spawn('redis-server', ['--port', '0', '--save', '', '--unixsocket', join(folder, 'left.sock')], { stdio: 'ignore' });
    const gone = new Promise((resolve) => left.once('exit', resolve));
    await sleep(300);
    await rememberServer(folder, left.pid!);
    await writeFile(join(folder, 'lock.json'), JSON.stringify({ pid: left.pid, startedAt: 'another process of that id, long ago' }));
    await start();
    await gone;
  });

  it('says which folder it can not write', async () => {
    await writeFile(join(folder, 'file'), '');
    await expect(startRedisServer({ folder: join(folder, 'file'), resourcesDir, log: silentLogger })).rejects.toMatchObject({ code: 'redis-unavailable', message: expect.stringContaining(`${join(folder, 'file')} must be writable`) });
  });

  it('says what to do where there is no Redis at all', async () => {
    const path = process.env['PATH'];
    process.env['PATH'] = folder;
    try {
      await expect(startRedisServer({ folder, resourcesDir: folder, log: silentLogger })).rejects.toMatchObject({ code: 'tool-missing', message: expect.stringContaining('REDIS_URL') });
    } finally {
      process.env['PATH'] = path;
    }
  });

  it('leaves nothing running and no private folder when stopped', async () => {
    const server = await start();
    const { path = '' } = parseRedisUrl(server.url);
    await server.stop();
    servers = [];
    expect(await answersPing(server.url, 200)).toBe(false);
    await expect(readdir(dirname(path))).rejects.toThrow();
  });
});

async function writeAt(path: string, position: number, text: string): Promise<void> {
  const file = await open(path, 'r+');
  await file.write(text, position).finally(() => file.close());
}

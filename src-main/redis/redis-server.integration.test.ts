import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Redis } from 'ioredis';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { silentLogger } from '../../src-shared/logger.ts';
import { parseRedisUrl } from '../../src-shared/redis-endpoint.ts';
import { answersPing } from './connect-redis.ts';
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

  it('leaves nothing running and no private folder when stopped', async () => {
    const server = await start();
    const { path = '' } = parseRedisUrl(server.url);
    await server.stop();
    servers = [];
    expect(await answersPing(server.url, 200)).toBe(false);
    await expect(readdir(dirname(path))).rejects.toThrow();
  });
});

import { describe, expect, it } from 'vitest';
import { describeRedis, parseRedisUrl } from './redis-endpoint.ts';
import { newId } from './new-id.ts';
import { JobId } from './domain/job.ts';

describe('a Redis URL', () => {
  it.each([
    ['redis://localhost', { host: 'localhost', port: 6379, db: 0 }],
    ['redis://:p%40ss@10.0.0.2:7000/3', { host: '10.0.0.2', port: 7000, db: 3, password: 'p@ss' }],
    ['rediss://user:pw@club.example', { host: 'club.example', port: 6379, db: 0, username: 'user', password: 'pw', tls: {} }],
    ['unix:///run/a%20b/redis.sock?db=2', { path: '/run/a b/redis.sock', db: 2 }],
  ])('%s is understood', (text, expected) => {
    expect(parseRedisUrl(text)).toEqual(expected);
  });

  it.each(['localhost:6379', 'http://x', 'redis://host/first', 'nonsense'])('%s is refused by name', (text) => {
    expect(() => parseRedisUrl(text)).toThrow(/REDIS_URL/);
  });

  it('is shown without its password and with its database', () => {
    expect(describeRedis('redis://:secret@host/4')).toBe('redis://***@host:6379 db 4');
  });
});

describe('a new id', () => {
  it('is a job id and sorts by time', () => {
    const ids = [newId(1), newId(2_000_000_000_000), newId(1_000)];
    expect(ids.every((id) => JobId.safeParse(id).success)).toBe(true);
    expect([...ids].sort()).toEqual([ids[0], ids[2], ids[1]]);
  });
});

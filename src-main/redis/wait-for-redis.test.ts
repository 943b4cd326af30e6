import { describe, expect, it } from 'vitest';
import { isRedisAway, waitForRedis } from './wait-for-redis.ts';

const never = (): boolean => false;

describe('a question to Redis', () => {
  it('is asked again until Redis is back', async () => {
    let asked = 0;
    const question = async (): Promise<string> => {
      asked += 1;
      if (asked < 3) throw named('MaxRetriesPerRequestError', 'Reached the max retries per request limit (which is 1).');
      return 'answer';
    };
    expect(await waitForRedis(question, never)).toBe('answer');
    expect(asked).toBe(3);
  });

  it('ends with what the user can do when Redis stays away', async () => {
    const question = async (): Promise<never> => { throw new Error('Connection is closed.'); };
    await expect(waitForRedis(question, never, 0)).rejects.toMatchObject({ code: 'redis-unavailable', message: expect.not.stringContaining('Connection') });
  });

  it('passes on at once what Redis refuses, and everything when we are leaving', async () => {
    const asks: string[] = [];
    const refuse = (message: string) => async (): Promise<never> => { asks.push(message); throw new Error(message); };
    await expect(waitForRedis(refuse('WRONGPASS invalid password'), never)).rejects.toThrow('WRONGPASS');
    await expect(waitForRedis(refuse('Connection is closed.'), () => true)).rejects.toThrow('Connection is closed.');
    expect(asks.length).toBe(2);
  });

  it.each([
    [named('MaxRetriesPerRequestError', 'Reached the max retries per request limit'), true],
    [Object.assign(new Error('connect ENOENT /run/user/s'), { code: 'ENOENT' }), true],
    [Object.assign(new Error('connect ECONNREFUSED 127.0.0.1:6379'), { code: 'ECONNREFUSED' }), true],
    [new AggregateError([Object.assign(new Error('connect ECONNREFUSED ::1:6379'), { code: 'ECONNREFUSED' })]), true],
    [new Error("Stream isn't writeable and enableOfflineQueue options is false"), true],
    [named('ReplyError', 'LOADING Redis is loading the dataset in memory'), true],
    [named('ReplyError', 'OOM command not allowed when used memory > maxmemory'), false],
    [new Error('Job 7 could not be removed because it is locked by another worker'), false],
    ['a thrown text', false],
  ])('%s: away is %s', (error, away) => {
    expect(isRedisAway(error)).toBe(away);
  });
});

function named(name: string, message: string): Error {
  return Object.assign(new Error(message), { name });
}

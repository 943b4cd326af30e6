/** Connections of our own to Redis. BullMQ is given the same options, so that all of main talks to one server in one way. */
import { Redis } from 'ioredis';
import { parseRedisUrl, type RedisEndpoint } from '../../src-shared/redis-endpoint.ts';

/** Understood by ioredis and by BullMQ alike. */
export interface ConnectionSettings extends RedisEndpoint {
  maxRetriesPerRequest: number | null;
  connectTimeout: number;
  retryStrategy: (attempt: number) => number;
}

/** A producer fails fast: the user is told at once that Redis is away instead of waiting for ever. */
export function producerOptions(url: string): ConnectionSettings {
  return {
    ...parseRedisUrl(url),
    maxRetriesPerRequest: 1,
    connectTimeout: 5000,
    retryStrategy: (attempt) => Math.min(100 * attempt, 2000),
  };
}

/** Listeners wait for Redis as long as it takes. */
export function listenerOptions(url: string): ConnectionSettings {
  return { ...producerOptions(url), maxRetriesPerRequest: null };
}

/** One PING on a connection of its own, without BullMQ's or ioredis' own waiting. */
export async function answersPing(url: string, timeoutMs = 1000): Promise<boolean> {
  const redis = new Redis({ ...parseRedisUrl(url), lazyConnect: true, enableReadyCheck: false, maxRetriesPerRequest: 0, connectTimeout: timeoutMs, retryStrategy: () => null });
  redis.on('error', () => undefined);
  try {
    await redis.connect();
    return (await redis.ping()) === 'PONG';
  } catch {
    return false;
  } finally {
    redis.disconnect();
  }
}

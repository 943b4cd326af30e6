/** Tells through Redis that this worker lives and what it does; a dead one's word runs out by itself. */
import type { Redis } from 'ioredis';
import { presenceSeconds, workerKey, workersKey, type WorkerPresence } from '../../src-shared/contract/fleet.ts';
import type { WorkerConfig } from '../../src-shared/contract/worker-messages.ts';

const everyMs = 3000;

export interface Presence {
  /** Not heard of any more at once, rather than after `presenceSeconds`. */
  leave(): Promise<void>;
}

export function announcePresence(redis: Redis, config: WorkerConfig, now: () => WorkerPresence): Presence {
  const { keyPrefix } = config.redis;
  const key = workerKey(keyPrefix, config.queue, config.workerId);
  const all = workersKey(keyPrefix, config.queue);
  const tell = (): void => { redis.multi().set(key, JSON.stringify(now()), 'EX', presenceSeconds).sadd(all, config.workerId).exec().catch(() => undefined); };
  const timer = setInterval(tell, everyMs);
  tell();
  return {
    leave: async () => {
      clearInterval(timer);
      await redis.multi().del(key).srem(all, config.workerId).exec().catch(() => undefined);
    },
  };
}

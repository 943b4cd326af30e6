/** A question to Redis that outlives a moment without it. Not for listeners and workers: those wait for as long as it takes. */
import { setTimeout as sleep } from 'node:timers/promises';
import { AppError } from '../../src-shared/app-error.ts';

/** Longer than our own Redis takes to come back after it was killed. */
export const redisAwaitedMs = 10_000;
const askAgainMs = 100;

const awayCodes = new Set(['ECONNREFUSED', 'ECONNRESET', 'ECONNABORTED', 'ENOENT', 'EPIPE', 'ETIMEDOUT', 'EHOSTUNREACH', 'ENETUNREACH', 'ENOTFOUND', 'EAI_AGAIN']);

/** Asks again while Redis is away, so `question` must be one that may be asked twice.
 *  @throws AppError `redis-unavailable` when it stays away for `patienceMs`; what Redis itself refuses is thrown as it is, as is everything once `isOver`. */
export async function waitForRedis<Answer>(question: () => Promise<Answer>, isOver: () => boolean, patienceMs: number = redisAwaitedMs): Promise<Answer> {
  for (const deadline = Date.now() + patienceMs; ; await sleep(askAgainMs)) {
    try {
      return await question();
    } catch (error) {
      if (isOver() || !isRedisAway(error)) throw error;
      if (Date.now() >= deadline) throw redisAway(error);
    }
  }
}

/** Whether nobody answered, as opposed to an answer that is an error. */
export function isRedisAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if (error instanceof AggregateError) return error.errors.some(isRedisAway); // an address with several numbers
  if ('code' in error && typeof error.code === 'string' && awayCodes.has(error.code)) return true;
  return error.name === 'MaxRetriesPerRequestError' || /^Connection is closed|^Command timed out|^connect ETIMEDOUT|isn't writeable|^LOADING /.test(error.message);
}

/** The library's own words ("max retries per request") tell a user nothing. */
export function redisAway(cause: unknown): AppError {
  return new AppError('redis-unavailable', 'The queue (Redis) does not answer. What is queued is kept and goes on when it is back.', { cause });
}

/** Whether the Redis that answers can carry the queue. Not whether it answers: connecting does that. */
import type { Redis } from 'ioredis';
import { AppError } from '../../src-shared/app-error.ts';

/** BullMQ's scripts need commands of this version. */
export const oldestVersion = [6, 2] as const;

/** Things that are not right but do no harm at once, for the user.
 *  @throws AppError `redis-unavailable` for a server that is too old. */
export async function checkServer(redis: Pick<Redis, 'info' | 'config'>): Promise<string[]> {
  const version = versionIn(await redis.info('server'));
  if (version !== null && isOlder(version)) {
    throw new AppError('redis-unavailable', `Redis must be ${oldestVersion.join('.')} or newer, this one is ${version}`);
  }
  // A rented Redis may forbid CONFIG; then nothing is known of it.
  const policy = await redis.config('GET', 'maxmemory-policy').then((answer) => (answer as string[])[1] ?? null, () => null);
  return policy === null || policy === 'noeviction' ? [] : [`Redis may throw jobs away when its memory is full: set maxmemory-policy to noeviction (it is ${policy}).`];
}

/** From INFO's `redis_version:7.0.15`, also of Valkey, or `redis-server --version`'s `v=7.0.15`. */
export function versionIn(text: string): string | null {
  return /(?:redis_version:|v=)(\d+\.\d+(?:\.\d+)?)/.exec(text)?.[1] ?? null;
}

export function isOlder(version: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major < oldestVersion[0] || (major === oldestVersion[0] && minor < oldestVersion[1]);
}

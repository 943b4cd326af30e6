/** Whether the host is there and fits, as it says through Redis. A worker may be started before its host: then it waits. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Redis } from 'ioredis';
import { AppError } from '../../src-shared/app-error.ts';
import { FLEET_PROTOCOL, HostRecord, hostKey, skewOf, type ModelMarks } from '../../src-shared/contract/fleet.ts';
import type { WorkerConfig } from '../../src-shared/contract/worker-messages.ts';
import type { Logger } from '../../src-shared/logger.ts';
import { parseJson } from '../../src-shared/parse-json.ts';

export interface Own { version: string; models: ModelMarks }

/** Null while no host has announced itself. @throws AppError `version-mismatch`. */
export async function checkHost(redis: Redis, config: WorkerConfig, own: Own): Promise<HostRecord | null> {
  const text = await redis.get(hostKey(config.redis.keyPrefix, config.queue));
  if (text === null) return null;
  const host = HostRecord.safeParse(parseJson(text));
  if (!host.success) throw new AppError('version-mismatch', `what the host says of itself in ${hostKey(config.redis.keyPrefix, config.queue)} is not understood by this worker (ShiftClipper ${own.version})`);
  const skew = skewOf(host.data, { protocol: FLEET_PROTOCOL, ...own });
  if (skew !== null) throw new AppError('version-mismatch', skew);
  return host.data;
}

export async function awaitHost(redis: Redis, config: WorkerConfig, own: Own, log: Logger, signal: AbortSignal): Promise<HostRecord | null> {
  for (let told = false; !signal.aborted;) {
    const host = await checkHost(redis, config, own);
    if (host !== null) return host;
    if (!told) log.warn('no ShiftClipper has announced itself in this queue yet; waiting for it', { queue: config.queue, keyPrefix: config.redis.keyPrefix });
    told = true;
    await sleep(1000, undefined, { signal }).catch(() => undefined);
  }
  return null;
}

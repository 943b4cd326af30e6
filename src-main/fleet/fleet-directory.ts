/** Who works for us, and that we are here: written and read through the queue's Redis. Gives no orders. */
import { hostname } from 'node:os';
import { Redis } from 'ioredis';
import { FLEET_PROTOCOL, hostKey, hostSeconds, workerKey, WorkerPresence, workersKey, type HostRecord } from '../../src-shared/contract/fleet.ts';
import { modelMarks } from '../../src-node/model-marks.ts';
import type { AppConfig } from '../app-config.ts';
import { producerOptions } from '../redis/connect-redis.ts';
import { parseJson } from '../../src-shared/parse-json.ts';

const announceEveryMs = 15_000;

export class FleetDirectory {
  private readonly config: Pick<AppConfig, 'keyPrefix' | 'queue' | 'version' | 'resourcesDir'>;
  private readonly redis: Redis;
  private timer: NodeJS.Timeout | null = null;

  constructor(url: string, config: Pick<AppConfig, 'keyPrefix' | 'queue' | 'version' | 'resourcesDir'>) {
    this.config = config;
    this.redis = new Redis(producerOptions(url));
    this.redis.on('error', () => undefined); // the queue's own connection tells
    this.redis.on('ready', () => { if (this.timer !== null) void this.announce(); });
  }

  /** Workers wait until they read this, and leave when it says another version than theirs. */
  start(): void {
    this.timer ??= setInterval(() => void this.announce(), announceEveryMs);
    void this.announce();
  }

  /** Those of other machines; our own are the supervisors'. Sorted by machine and process. @throws when Redis does not answer. */
  async workers(): Promise<WorkerPresence[]> {
    const { keyPrefix, queue } = this.config;
    const all = workersKey(keyPrefix, queue);
    const ids = await this.redis.smembers(all);
    if (ids.length === 0) return [];
    const texts = await this.redis.mget(ids.map((id) => workerKey(keyPrefix, queue, id)));
    const gone = ids.filter((_, index) => texts[index] === null);
    if (gone.length > 0) await this.redis.srem(all, ...gone);
    return texts.flatMap((text) => {
      const parsed = WorkerPresence.safeParse(parseJson(text ?? 'null'));
      return parsed.success ? [parsed.data] : [];
    }).sort((a, b) => a.machine.localeCompare(b.machine) || a.pid - b.pid);
  }

  close(): void {
    if (this.timer !== null) clearInterval(this.timer);
    this.redis.disconnect();
  }

  private async announce(): Promise<void> {
    const { keyPrefix, queue, version, resourcesDir } = this.config;
    const record: HostRecord = { protocol: FLEET_PROTOCOL, version, models: await modelMarks(resourcesDir), machine: hostname() };
    await this.redis.set(hostKey(keyPrefix, queue), JSON.stringify(record), 'EX', hostSeconds).catch(() => undefined);
  }
}

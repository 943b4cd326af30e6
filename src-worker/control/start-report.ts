/** What this process is and uses, printed at both ends so that producer and consumer can be compared. */
import type { StartReport, WorkerConfig } from '../../src-shared/contract/worker-messages.ts';
import { describeRedis } from '../../src-shared/redis-endpoint.ts';

/** `provider`: what really runs the models; null until one is loaded. */
export function startReport(config: WorkerConfig, { warnings, provider }: { warnings: string[]; provider: string | null }): StartReport {
  return {
    workerId: config.workerId,
    pid: process.pid,
    redis: describeRedis(config.redis.url),
    queue: config.queue,
    jobsDir: config.jobsDir,
    versions: { node: process.versions.node, v8: process.versions.v8 },
    device: config.device,
    provider,
    warnings,
  };
}

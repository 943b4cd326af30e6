/** What the job services need of the machinery below: a queue that may not be there yet, and workers. Made by start-services. */
import type { AppEvent } from '../../src-shared/contract/api.ts';
import type { Lane } from '../../src-shared/contract/queue.ts';
import type { Logger } from '../../src-shared/logger.ts';
import type { JobQueue } from './job-queue.ts';
import type { JobRecords } from './job-records.ts';

export interface Engine {
  records: JobRecords;
  log: Logger;
  emit(event: AppEvent): void;
  /** Null while Redis is not there. */
  queueNow(): JobQueue | null;
  /** Waits for Redis some seconds. @throws AppError `redis-unavailable`. */
  queue(): Promise<JobQueue>;
  redisReady(): boolean;
  /** `message` says why none is there. */
  workerHealth(lane: Lane): { alive: boolean; message: string };
  /** Aborted when the program ends or its user wants nothing more of it: what is waited for is given up. */
  abandoned: AbortSignal;
  /** Tells the local workers to stop what they do for this job. */
  cancelInWorkers(jobId: string, lanes: readonly Lane[]): void;
  /** Ends local workers that do not let go. */
  killWorkersHolding(itemIds: readonly string[]): void;
}

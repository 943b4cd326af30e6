/** More processes that take chunks beside the long worker, as many as the user's wish and the machine allow; started and stopped when the wish changes. */
import os from 'node:os';
import { observerCount } from './observer-count.ts';
import type { WorkerSupervisor } from './worker-supervisor.ts';

export interface Observers {
  all(): readonly WorkerSupervisor[];
  /** Starts what is missing, lets go of what is too many; a chunk in hand goes back to the queue. */
  fit(): Promise<void>;
}

/** @param make a supervisor of the lane of chunks, not started. */
export function moreObservers(effort: () => 'all-cores' | 'stay-responsive', make: () => WorkerSupervisor): Observers {
  let extra: WorkerSupervisor[] = [];
  return {
    all: () => extra,
    async fit() {
      const wanted = observerCount({ cores: os.availableParallelism(), memoryBytes: os.totalmem(), effort: effort() }) - 1;
      const leaving = extra.slice(wanted);
      extra = extra.slice(0, wanted);
      while (extra.length < wanted) {
        const supervisor = make();
        extra.push(supervisor);
        supervisor.start();
      }
      await Promise.all(leaving.map((supervisor) => supervisor.stop()));
    },
  };
}

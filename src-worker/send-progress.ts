/** Progress of one work item on its way into the queue: a few times a second at most, the last word always. */
import type { Job } from 'bullmq';
import type { WorkProgress } from '../src-shared/contract/queue.ts';

const everyMs = 200;

export interface ProgressSender {
  send(progress: Omit<WorkProgress, 'jobId'>): void;
  flush(): Promise<void>;
}

export function sendProgress(job: Pick<Job, 'updateProgress'>, jobId: string): ProgressSender {
  let waiting: WorkProgress | null = null;
  let timer: NodeJS.Timeout | null = null;
  let lastSent = 0;
  let sending: Promise<void> = Promise.resolve();
  const sendNow = (): Promise<void> => {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    const progress = waiting;
    waiting = null;
    if (progress === null) return sending;
    lastSent = Date.now();
    // Progress that can not be told (Redis away, item gone) is no reason to stop working.
    sending = sending.then(() => job.updateProgress(progress)).catch(() => undefined);
    return sending;
  };
  return {
    send: (progress) => {
      waiting = { jobId, ...progress };
      timer ??= setTimeout(() => void sendNow(), Math.max(0, lastSent + everyMs - Date.now()));
    },
    flush: sendNow,
  };
}

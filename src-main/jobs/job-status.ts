/**
 * "How is it going", as a pure function of what was asked (job.json), what the queue says, and what the worker reported.
 * Its whole table is in the test beside it.
 */
import { errorAdvice, type PlainError } from '../../src-shared/app-error.ts';
import type { JobRecord, JobStatus, QueueState, StageName } from '../../src-shared/domain/job.ts';

/** What main has heard of the present run. */
export interface RunFacts {
  stage: StageName | null;
  /** 0–1 over the whole run. */
  progress: number;
  message: string;
  etaSeconds: number | null;
  /** Why the queue item failed, when it did. */
  failure: PlainError | null;
  /** Whether a worker could take the item now. */
  workerAlive: boolean;
  /** Why no worker is there. */
  workerMessage: string;
  redisReady: boolean;
  /** Another living program works on this job. */
  ownedElsewhere: boolean;
}

export const noFacts: RunFacts = {
  stage: null, progress: 0, message: '', etaSeconds: null, failure: null, workerAlive: true, workerMessage: '', redisReady: true, ownedElsewhere: false,
};

type Told = Pick<JobStatus, 'status' | 'stage' | 'progress' | 'message' | 'error' | 'verified' | 'etaSeconds'>;

/** Outputs are not verified before the run has ended. */
const almostAll = 0.99;

export function statusOf(record: JobRecord, queueState: QueueState, facts: RunFacts): JobStatus {
  return { id: record.id, queueState, updatedAt: record.updatedAt, ...told(record, queueState, facts) };
}

function told(record: JobRecord, queueState: QueueState, facts: RunFacts): Told {
  const { lifecycle } = record;
  switch (lifecycle.phase) {
    case 'created': return still('created', 'Say whom to look for.');
    case 'ready': return still('ready', 'Ready to run.');
    case 'requested': return facts.ownedElsewhere ? elsewhere(facts) : requested(queueState, facts);
    case 'paused':
      return { ...still('paused', isInHand(queueState) ? 'Pausing; what is finished is kept.' : 'Paused; what is finished is kept.'), stage: facts.stage, progress: below(facts.progress) };
    case 'cancelling':
      // `cancelled` is said by the record alone, which is written when half-done files are gone: whoever reads it may run again or look at the folder.
      return { ...still('cancelling', 'Cancelling…'), stage: facts.stage, progress: below(facts.progress) };
    case 'ended': {
      const { outcome, verified, error, summary, stopped } = lifecycle;
      const where = { stage: stopped?.stage ?? null, progress: below(stopped?.progress ?? 0) };
      switch (outcome) {
        case 'done': return { ...still('done', summary ?? 'Done.'), progress: 1, verified };
        case 'done-no-segments': return { ...still('done-no-segments', summary ?? 'Done; the player was not found.'), progress: 1, verified };
        case 'failed': return { ...still('failed', error?.message ?? 'Failed.'), ...where, error: knownError(error) };
        case 'cancelled': return { ...still('cancelled', 'Cancelled.'), ...where };
      }
    }
  }
}

function requested(queueState: QueueState, facts: RunFacts): Told {
  const running: Told = { ...still('running', facts.message || 'Working'), stage: facts.stage, progress: below(facts.progress), etaSeconds: facts.etaSeconds };
  switch (queueState) {
    case 'active':
    case 'waiting-children':
      return facts.redisReady && facts.workerAlive ? running : { ...running, message: trouble(facts), etaSeconds: null };
    case 'stalled': return { ...running, message: 'The worker was lost; going on from the last finished part.', etaSeconds: null };
    case 'waiting': case 'prioritized': case 'delayed': {
      // Between its chunks and its last steps an analysis waits in the queue again; to the user it has long begun.
      const begun = facts.progress > 0 || facts.stage !== null;
      const sound = facts.redisReady && facts.workerAlive;
      if (begun) return sound ? running : { ...running, message: trouble(facts), etaSeconds: null };
      return still('queued', sound ? 'Waiting for its turn.' : trouble(facts));
    }
    case 'missing': return { ...still('queued', facts.redisReady ? 'Being put into the queue.' : trouble(facts)), stage: facts.stage, progress: below(facts.progress) };
    case 'completed': return { ...running, stage: 'finish', progress: almostAll, message: 'Checking the results', etaSeconds: null };
    case 'failed': return { ...still('failed', facts.failure?.message ?? 'Failed.'), stage: facts.stage, progress: below(facts.progress), error: facts.failure };
  }
}

function elsewhere(facts: RunFacts): Told {
  return { ...still('running', 'Another ShiftClipper is working on this game.'), stage: facts.stage, progress: below(facts.progress) };
}

function trouble(facts: RunFacts): string {
  if (!facts.redisReady) return 'Waiting for the queue (Redis) to come back; nothing is lost.';
  return facts.workerMessage === '' ? 'Waiting: no worker is running. Restart the app if this stays.' : `Waiting: ${facts.workerMessage}`;
}

function still(status: JobStatus['status'], message: string): Told {
  return { status, stage: null, progress: 0, message, error: null, verified: false, etaSeconds: null };
}

function isInHand(state: QueueState): boolean {
  return state === 'active' || state === 'stalled' || state === 'waiting-children';
}

function below(progress: number): number {
  return Math.min(Math.max(progress, 0), almostAll);
}

function knownError(error: { code: string; message: string; next: string; details?: Record<string, unknown> | undefined } | null): JobStatus['error'] {
  return error ?? { code: 'internal', message: 'The reason was not recorded.', next: errorAdvice.internal.next };
}

/** A job: one video under analysis. The record is what the job folder remembers; the status is derived from it and the queue. */
import { z } from 'zod';
import { idPattern, stageNames } from '../contract/names.ts';
import { Settings } from './settings.ts';
import { Target } from './target.ts';
import { Fingerprint } from './video.ts';

export { stageNames };

export const JobId = z.string().regex(idPattern, { error: 'must be a job id: 26 characters 0-9 a-z' });
export const RunId = z.string().regex(idPattern, { error: 'must be a run id: 26 characters 0-9 a-z' });

export const StageName = z.enum(stageNames);
export type StageName = z.infer<typeof StageName>;

export const JobStatusName = z.enum(['created', 'ready', 'queued', 'running', 'paused', 'cancelling', 'cancelled', 'done', 'done-no-segments', 'failed']);
export type JobStatusName = z.infer<typeof JobStatusName>;

/** What the queue says about the job's present run; `missing` when it knows nothing of it. */
export const QueueState = z.enum(['missing', 'waiting', 'prioritized', 'delayed', 'waiting-children', 'active', 'stalled', 'completed', 'failed']);
export type QueueState = z.infer<typeof QueueState>;

export const Setup = z.strictObject({ target: Target.prefault({}), settings: Settings.prefault({}) });
export type Setup = z.infer<typeof Setup>;
export type SetupInput = z.input<typeof Setup>;

export const PlainErrorSchema = z.strictObject({
  code: z.string(),
  message: z.string(),
  next: z.string(),
  details: z.record(z.string(), z.unknown()).optional(),
});

/** How far the user's wishes for this job have come. Written by main only. */
export const Lifecycle = z.discriminatedUnion('phase', [
  z.strictObject({ phase: z.literal('created') }),
  z.strictObject({ phase: z.literal('ready') }),
  z.strictObject({ phase: z.literal('requested'), runId: RunId, requestedAt: z.string() }),
  z.strictObject({ phase: z.literal('paused'), runId: RunId }),
  z.strictObject({ phase: z.literal('cancelling'), runId: RunId }),
  z.strictObject({
    phase: z.literal('ended'), runId: RunId, endedAt: z.string(),
    outcome: z.enum(['done', 'done-no-segments', 'failed', 'cancelled']),
    verified: z.boolean(),
    error: PlainErrorSchema.nullable(),
    /** What the run said it found. */
    summary: z.string().optional(),
    /** How far it had come when it failed or was cancelled. */
    stopped: z.strictObject({ stage: StageName.nullable(), progress: z.number().min(0).max(1) }).optional(),
  }),
]);
export type Lifecycle = z.infer<typeof Lifecycle>;

/** job.json */
export const JobRecord = z.strictObject({
  schemaVersion: z.literal(1),
  id: JobId,
  name: z.string().min(1).max(200),
  createdAt: z.string(),
  updatedAt: z.string(),
  videoPath: z.string().min(1),
  fingerprint: Fingerprint,
  setup: Setup.nullable(),
  lifecycle: Lifecycle,
  /** Order in the list and in the queue; lower is earlier. */
  position: z.number(),
  /** Process that may write this record, so that two programs never do; null when free. */
  owner: z.strictObject({ pid: z.number().int(), startedAt: z.string() }).nullable(),
});
export type JobRecord = z.infer<typeof JobRecord>;

/** The answer to "how is it going", of the same shape in every state. */
export const JobStatus = z.strictObject({
  id: JobId,
  status: JobStatusName,
  stage: StageName.nullable(),
  /** 0–1; never goes backwards within a run; 1 only after outputs are verified. */
  progress: z.number().min(0).max(1),
  message: z.string(),
  error: PlainErrorSchema.nullable(),
  queueState: QueueState,
  verified: z.boolean(),
  updatedAt: z.string(),
  /** Estimated seconds left; null when not known. */
  etaSeconds: z.number().min(0).nullable(),
});
export type JobStatus = z.infer<typeof JobStatus>;

/** What the page shows of a job. */
export const JobView = z.strictObject({
  record: JobRecord,
  status: JobStatus,
  hasResults: z.boolean(),
  /** A preview copy is there, for a video that the page can not play itself. */
  hasProxy: z.boolean(),
  /** Why none could be made, in words; absent while it may still come. */
  proxyProblem: z.string().optional(),
});
export type JobView = z.infer<typeof JobView>;

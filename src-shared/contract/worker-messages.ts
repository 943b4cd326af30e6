/** Control messages between main and its worker processes. Work itself travels through the queue, results as files. */
import { z } from 'zod';
import { JobId } from '../domain/job.ts';

export const WorkerConfig = z.strictObject({
  /** Names this process in logs and in the queue. */
  workerId: z.string(),
  lanes: z.array(z.enum(['long', 'short', 'chunks'])).min(1),
  redis: z.strictObject({
    /** `redis://…`, `rediss://…` or `unix:///path/to/socket`. */
    url: z.string(),
    keyPrefix: z.string(),
  }),
  queue: z.string(),
  jobsDir: z.string(),
  /** Folder with bin/ and models/. */
  resourcesDir: z.string(),
  device: z.string(),
  logLevel: z.enum(['debug', 'info', 'warn', 'error']),
  /** `all-cores` or one core less at lower priority. */
  effort: z.enum(['all-cores', 'stay-responsive']),
  verifyOnly: z.boolean(),
  /** How often an item may lose its worker before it is set aside; absent: 2. More where workers are on other machines, whose links break for reasons of their own. */
  maxLosses: z.number().int().min(1).optional(),
  /** Where the job's files are read from and sent to; absent: they are in `jobsDir`, on a disk that this machine sees. */
  host: z.strictObject({ url: z.string(), token: z.string() }).optional(),
});
export type WorkerConfig = z.infer<typeof WorkerConfig>;

export const ToWorker = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('start'), config: WorkerConfig }),
  z.strictObject({ type: z.literal('cancel'), jobId: JobId }),
  z.strictObject({ type: z.literal('shut-down') }),
]);
export type ToWorker = z.infer<typeof ToWorker>;

/** Printed by both ends at start, so that producer and consumer can be compared. */
export const StartReport = z.strictObject({
  workerId: z.string(),
  pid: z.number().int(),
  /** Password hidden, database index shown. */
  redis: z.string(),
  queue: z.string(),
  jobsDir: z.string(),
  versions: z.record(z.string(), z.string()),
  device: z.string(),
  /** Execution provider that really loaded; null where this process loads no model. */
  provider: z.string().nullable(),
  warnings: z.array(z.string()),
});
export type StartReport = z.infer<typeof StartReport>;

export const FromWorker = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('ready'), report: StartReport }),
  z.strictObject({ type: z.literal('heartbeat'), workingOn: z.array(z.string()) }),
  z.strictObject({
    type: z.literal('log'),
    entry: z.strictObject({
      time: z.string(), level: z.enum(['debug', 'info', 'warn', 'error']), from: z.string(), message: z.string(),
      fields: z.record(z.string(), z.unknown()).optional(),
    }),
  }),
  z.strictObject({ type: z.literal('stopped') }),
]);
export type FromWorker = z.infer<typeof FromWorker>;

/**
 * What a host (the program with the jobs) and workers on other machines tell each other through Redis: who they are and which version.
 * Not the work itself (queue.ts) and not files (HTTP, see src-main/fleet).
 */
import { z } from 'zod';

/** Raised whenever an older worker would do the work wrongly: another meaning of the queue, of HTTP paths or of observation files. */
export const FLEET_PROTOCOL = 1;

/** File name → sha256 of what decides an observation. */
export const ModelMarks = z.record(z.string(), z.string());
export type ModelMarks = z.infer<typeof ModelMarks>;

/** The part of models/prepared/manifest.json that machines compare. */
export const PreparedMarks = z.object({ models: z.array(z.object({ file: z.string(), sha256: z.string(), precision: z.string() })) });

export const HostRecord = z.strictObject({
  protocol: z.number().int(),
  version: z.string(),
  /** Empty where the host has no models of its own. */
  models: ModelMarks,
  machine: z.string(),
});
export type HostRecord = z.infer<typeof HostRecord>;

export const WorkerPresence = z.strictObject({
  id: z.string(),
  machine: z.string(),
  pid: z.number().int(),
  version: z.string(),
  protocol: z.number().int(),
  /** As asked for; what it runs on really is `provider`, null until a model was loaded. */
  device: z.string(),
  provider: z.string().nullable(),
  cores: z.number().int(),
  /** How it reaches videos and job folders. */
  files: z.enum(['shared-folder', 'http']),
  state: z.enum(['waiting', 'observing', 'draining']),
  /** Analysed frames a second over the last chunk; null before the first. */
  framesPerSecond: z.number().nullable(),
  current: z.strictObject({ jobId: z.string(), chunkIndex: z.number().int(), fraction: z.number() }).nullable(),
  done: z.number().int(),
  failed: z.number().int(),
  startedAt: z.string(),
});
export type WorkerPresence = z.infer<typeof WorkerPresence>;

/** A worker that was not heard of for this long is not shown any more. */
export const presenceSeconds = 15;
/** Likewise a host; its workers then wait for it. */
export const hostSeconds = 60;

export function hostKey(keyPrefix: string, queue: string): string {
  return `${keyPrefix}:${queue}:host`;
}
/** A set of the ids below. */
export function workersKey(keyPrefix: string, queue: string): string {
  return `${keyPrefix}:${queue}:workers`;
}
export function workerKey(keyPrefix: string, queue: string, workerId: string): string {
  return `${keyPrefix}:${queue}:worker:${workerId}`;
}

/** Why a worker must not work for this host, in a sentence that says what to do; null when both fit. */
export function skewOf(host: HostRecord, worker: { protocol: number; version: string; models: ModelMarks }): string | null {
  if (host.protocol !== worker.protocol) {
    return `the host (ShiftClipper ${host.version} on ${host.machine}) speaks fleet protocol ${host.protocol}, this worker (ShiftClipper ${worker.version}) speaks ${worker.protocol}: install the same version on both`;
  }
  const other = Object.entries(host.models).find(([file, sha256]) => worker.models[file] !== sha256);
  if (other === undefined) return null;
  const [file, wanted] = other;
  const own = worker.models[file];
  return `the host uses the model ${file} with sha256 ${wanted.slice(0, 12)}…, this worker has ${own === undefined ? 'none of that name' : `${own.slice(0, 12)}…`}: run "npm run setup" of the same version on both`;
}

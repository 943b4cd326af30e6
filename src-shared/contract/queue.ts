/**
 * What travels through the queue. Three lanes: *long* for whole analyses, *chunks* for observing (all that a worker without the job's folder
 * can do), *short* for everything that must answer at once.
 * One `analyse` work item expands itself: it probes, adds one `observe` child a chunk, waits for them, then links, identifies, cuts and finishes.
 */
import { z } from 'zod';
import { HandOffList } from '../hand-off/hand-off-list.ts';
import { ExportOptions } from './export-options.ts';
import { JobId, RunId, Setup, StageName, PlainErrorSchema } from '../domain/job.ts';
import { Click } from '../domain/target.ts';
import { SpanSchema } from '../domain/segment.ts';

export { DEFAULT_QUEUE } from './names.ts';

export type Lane = 'long' | 'short' | 'chunks';
export const lanes: readonly Lane[] = ['long', 'short', 'chunks'];

export function laneQueueName(queue: string, lane: Lane): string {
  return lane === 'long' ? queue : `${queue}-${lane}`;
}

/** Everything before the last `/` of the job's folder is the worker's own `jobsDir`. */
const JobPart = { jobId: JobId, videoPath: z.string().min(1) };

export { ExportOptions } from './export-options.ts';

export const ExportPiece = z.strictObject({
  segmentId: z.string(), start: z.number(), end: z.number(), fileName: z.string(),
  /** Tracks whose boxes are the player's, for looks that follow him. */
  trackIds: z.array(z.number().int()).default([]),
  /** What stands in the name strip, the chapters and the share page. */
  label: z.string().default(''),
});
export type ExportPiece = z.infer<typeof ExportPiece>;

export const Work = z.discriminatedUnion('kind', [
  /** Probe and make ready for review: media.json; the proxy follows as its own work when needed. */
  z.strictObject({ kind: z.literal('probe'), ...JobPart }),
  z.strictObject({ kind: z.literal('proxy'), ...JobPart }),
  /** One still picture as frames/<milliseconds>.jpg. */
  z.strictObject({ kind: z.literal('frame'), ...JobPart, timeSeconds: z.number() }),
  /** How loud the video is over time, as waveform.json. */
  z.strictObject({ kind: z.literal('waveform'), ...JobPart }),
  z.strictObject({ kind: z.literal('analyse'), ...JobPart, runId: RunId, setup: Setup, evidenceClicks: z.array(Click), order: z.number().int() }),
  z.strictObject({ kind: z.literal('observe'), ...JobPart, runId: RunId, chunkIndex: z.number().int().min(0), setup: Setup, /** FLEET_PROTOCOL of who asks. */ protocol: z.number().int().optional() }),
  /** Answer again from what was seen: after a correction (`revise`) or for another target (`ask`). Cuts no clips. */
  z.strictObject({ kind: z.literal('revise'), ...JobPart, runId: RunId, setup: Setup, evidenceClicks: z.array(Click) }),
  z.strictObject({ kind: z.literal('ask'), ...JobPart, runId: RunId, setup: Setup, evidenceClicks: z.array(Click) }),
  z.strictObject({ kind: z.literal('roster'), ...JobPart }),
  z.strictObject({
    kind: z.literal('export'), ...JobPart, exportId: RunId, folder: z.string().min(1),
    pieces: z.array(ExportPiece).min(1), combinedName: z.string().nullable(), options: ExportOptions,
    /** What the hand-off files and the share page tell; null where neither was asked for. */
    list: HandOffList.nullable().default(null),
  }),
]);
export type Work = z.infer<typeof Work>;
export type WorkKind = Work['kind'];
export type WorkOf<Kind extends WorkKind> = Extract<Work, { kind: Kind }>;

export function laneOf(kind: WorkKind): Lane {
  switch (kind) {
    case 'analyse': return 'long';
    case 'observe': return 'chunks';
    case 'probe': case 'proxy': case 'frame': case 'waveform': case 'revise': case 'ask': case 'roster': case 'export': return 'short';
  }
}

/** Ids whose wish to stop ends this work: its run or export, and its whole job. */
export function stopIdsOf(work: Work): string[] {
  if ('runId' in work) return [work.runId, work.jobId];
  return work.kind === 'export' ? [work.exportId, work.jobId] : [work.jobId];
}

/** The Redis key that holds the wish; workers of any machine look at it. */
export function stopKey(keyPrefix: string, queue: string, id: string): string {
  return `${keyPrefix}:${queue}:stop:${id}`;
}

/** The Redis key that says that an item's file is there already, made by another worker that was asked as well. */
export function elsewhereKey(keyPrefix: string, queue: string, itemId: string): string {
  return `${keyPrefix}:${queue}:elsewhere:${itemId}`;
}

/** Deterministic, so that nothing can be put in the queue twice. */
export function observeItemId(runId: string, chunkIndex: number): string {
  return `observe-${runId}-${chunkIndex}`;
}

export function analyseItemId(runId: string): string {
  return `analyse-${runId}`;
}

/** BullMQ priorities, lower first: all of an earlier game before a later one, and a game's last steps before its chunks. */
export function priorityOf(order: number, kind: 'analyse' | 'observe'): number {
  const rank = Math.min(Math.max(Math.round(order), 1), 1_000_000);
  return rank * 2 - (kind === 'analyse' ? 1 : 0);
}

/** Progress of one work item, reported by the worker. */
export const WorkProgress = z.strictObject({
  jobId: JobId,
  stage: StageName,
  /** 0–1 of this work item's stage. */
  fraction: z.number().min(0).max(1),
  message: z.string(),
  chunkIndex: z.number().int().nullable(),
  chunkCount: z.number().int().nullable(),
});
export type WorkProgress = z.infer<typeof WorkProgress>;

/** What a finished work item returns; anything big is a file. */
export const WorkResult = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('probe') }),
  z.strictObject({ kind: z.literal('proxy') }),
  z.strictObject({ kind: z.literal('frame'), file: z.string() }),
  z.strictObject({ kind: z.literal('waveform') }),
  z.strictObject({ kind: z.literal('analyse'), outcome: z.enum(['done', 'done-no-segments', 'verified']), summary: z.string() }),
  z.strictObject({ kind: z.literal('observe'), chunkIndex: z.number().int(), reused: z.boolean(), seconds: z.number().min(0) }),
  z.strictObject({ kind: z.literal('revise'), outcome: z.enum(['done', 'done-no-segments']) }),
  z.strictObject({ kind: z.literal('ask'), outcome: z.enum(['done', 'done-no-segments']) }),
  z.strictObject({ kind: z.literal('roster'), file: z.string() }),
  z.strictObject({
    kind: z.literal('export'),
    files: z.array(z.strictObject({ path: z.string(), segmentIds: z.array(z.string()), span: SpanSchema.nullable(), durationSeconds: z.number(), verified: z.boolean() })),
    /** Hand-off files and the share page. */
    documents: z.array(z.string()).default([]),
    warnings: z.array(z.string()).default([]),
  }),
]);
export type WorkResult = z.infer<typeof WorkResult>;

/** A failed work item's reason travels as this JSON in BullMQ's failedReason. */
export const WorkFailure = PlainErrorSchema;
export type WorkFailure = z.infer<typeof WorkFailure>;

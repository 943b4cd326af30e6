/**
 * Files that workers write into a job's folder and others read. Each is written to a temporary name and renamed when complete.
 * Not job.json and review.json: those are main's (domain/job.ts, domain/review.ts).
 */
import { z } from 'zod';
import { Tuning, Settings } from '../domain/settings.ts';
import { Target } from '../domain/target.ts';
import { Clip, CouldNotSee, MergeEvent, Rejected, Segment, Shift, SpanSchema } from '../domain/segment.ts';
import { StateTransition } from '../domain/identity.ts';
import { JobId, RunId } from '../domain/job.ts';

export const ARTIFACT_SCHEMA_VERSION = 1;
const version = z.literal(ARTIFACT_SCHEMA_VERSION);

export { jobFiles } from './names.ts';

/** Names inside a run's folder. */
export const runFiles = {
  results: 'results.json',
  segments: 'segments.json',
  shifts: 'shifts.json',
  debug: 'debug.json',
  overlay: 'debug_overlay.mp4',
  clips: 'clips',
  combined: 'combined.mp4',
  crops: 'crops',
} as const;

export function observationFileName(chunkIndex: number): string {
  return `${String(chunkIndex).padStart(4, '0')}.arrow`;
}

/** segments.json */
export const SegmentsFile = z.strictObject({ schemaVersion: version, segments: z.array(Segment) });
export type SegmentsFile = z.infer<typeof SegmentsFile>;

/** Time on screen and on the ice, with what is not known beside it. */
export const Times = z.strictObject({
  /** Sum of the segments. */
  onScreenSeconds: z.number(),
  /** Shift mode: sum of the shifts; null in clip mode. */
  onIceSeconds: z.number().nullable(),
  /** Seconds in which he could not have been seen. */
  unseenSeconds: z.number(),
});
export type Times = z.infer<typeof Times>;

/** shifts.json */
export const ShiftsFile = z.strictObject({ schemaVersion: version, shifts: z.array(Shift), times: Times });
export type ShiftsFile = z.infer<typeof ShiftsFile>;

/** results.json: the run in one file, what the page reads first. */
export const ResultsFile = z.strictObject({
  schemaVersion: version,
  jobId: JobId,
  runId: RunId,
  kind: z.enum(['analyse', 'revise', 'ask', 'verify']),
  outcome: z.enum(['done', 'done-no-segments', 'verified']),
  /** A plain sentence about what was found. */
  summary: z.string(),
  target: Target,
  settings: Settings,
  tuning: Tuning,
  segments: z.array(Segment),
  shifts: z.array(Shift).nullable(),
  clips: z.array(Clip),
  combined: z.string().nullable(),
  overlay: z.string().nullable(),
  times: Times,
  couldNotSee: z.array(CouldNotSee),
  /** Best near-misses when nothing (or little) was found. */
  nearMisses: z.array(Rejected),
  warnings: z.array(z.string()),
  /** Which device really ran the models. */
  device: z.string(),
  /** Seconds of wall-clock time by stage. */
  timings: z.record(z.string(), z.number()),
  finishedAt: z.string(),
});
export type ResultsFile = z.infer<typeof ResultsFile>;

/** A number reading as debug.json tells it. */
export const ReadingNote = z.strictObject({
  timeSeconds: z.number(), trackId: z.number().int(), text: z.string(), confidence: z.number(), counted: z.boolean(),
});

/** A stretch of one lane of the timeline: how sure the machine was that he was there. */
export const ConfidencePoint = z.strictObject({ timeSeconds: z.number(), confidence: z.number().min(0).max(1) });

/** debug.json: why the answer is what it is. At most 5 MB for a two-hour game. */
export const DebugFile = z.strictObject({
  schemaVersion: version,
  settings: z.strictObject({ target: Target, settings: Settings, tuning: Tuning }),
  transitions: z.array(StateTransition),
  readings: z.array(ReadingNote),
  mergeEvents: z.array(MergeEvent),
  rawSegments: z.array(SpanSchema),
  mergedSegments: z.array(SpanSchema),
  rejected: z.array(Rejected),
  couldNotSee: z.array(CouldNotSee),
  /** Scene cuts, seconds. */
  cuts: z.array(z.number()),
  confidence: z.array(ConfidencePoint),
  /** Tracks that are the target, with the span in which each is. */
  targetTracks: z.array(z.strictObject({ trackId: z.number().int(), start: z.number(), end: z.number(), logOdds: z.number() })),
  /** Clicks that contradict each other or hit nobody, in plain words. */
  clickProblems: z.array(z.string()),
});
export type DebugFile = z.infer<typeof DebugFile>;

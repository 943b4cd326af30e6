/**
 * Every call the page (and the CLI, and HTTP) can make, declared once: types, validation and the duty to implement follow from here.
 * Not the queue (queue.ts) and not files (artifacts.ts).
 */
import { z } from 'zod';
import { JobId, JobView, RunId, Setup } from '../domain/job.ts';
import { Edit, Review } from '../domain/review.ts';
import { MeasuredSpeed } from '../domain/speed.ts';
import { RosterEntry } from '../domain/segment.ts';
import { MediaInfo } from '../domain/video.ts';
import type { UpdateState } from '../domain/update.ts';
import { NumberReadability } from '../number-readability.ts';
import { ResultsFile } from './artifacts.ts';
import { WorkerPresence } from './fleet.ts';
import { ExportOptions, Recipe } from './export-options.ts';
import { StartReport } from './worker-messages.ts';
import { desktopApi } from './desktop-api.ts';
import type { PlainError } from '../app-error.ts';

const Nothing = z.null();
const JobRef = z.strictObject({ jobId: JobId });
const FilePath = z.string().min(1).max(4096).refine((path) => !path.includes('\0'), 'must not contain a NUL byte');

export const WorkerState = z.strictObject({
  lane: z.enum(['long', 'short', 'chunks']),
  state: z.enum(['starting', 'ready', 'restarting', 'stopped', 'crash-loop']),
  restarts: z.number().int(),
  message: z.string(),
});
export type WorkerState = z.infer<typeof WorkerState>;

export const AppInfo = z.strictObject({
  version: z.string(),
  platform: z.string(),
  versions: z.record(z.string(), z.string()),
  redis: z.string(),
  redisState: z.enum(['starting', 'ready', 'lost', 'failed']),
  queue: z.string(),
  jobsDir: z.string(),
  workers: z.array(WorkerState),
  reports: z.array(StartReport),
  warnings: z.array(z.string()),
  /** Speeds that were measured on this machine; absent or empty before the first game. */
  speeds: z.array(MeasuredSpeed).optional(),
});
export type AppInfo = z.infer<typeof AppInfo>;

export const ExportWish = z.strictObject({
  segmentIds: z.array(z.string()).min(1).max(5000),
  /** Absent: a folder beside the video named after the game. */
  folder: FilePath.optional(),
  options: ExportOptions,
});
export type ExportWish = z.infer<typeof ExportWish>;

export const ExportRecord = z.strictObject({
  id: RunId,
  jobId: JobId,
  state: z.enum(['queued', 'running', 'done', 'failed', 'cancelled']),
  progress: z.number().min(0).max(1),
  message: z.string(),
  folder: z.string(),
  files: z.array(z.strictObject({ path: z.string(), durationSeconds: z.number(), verified: z.boolean() })),
  error: z.strictObject({ code: z.string(), message: z.string(), next: z.string(), details: z.record(z.string(), z.unknown()).optional() }).nullable(),
  createdAt: z.string(),
  /** Hand-off files and the share page, beside the clips. */
  documents: z.array(z.string()).optional(),
  /** What could not be made as nicely as asked, in words. */
  warnings: z.array(z.string()).optional(),
  /** What was asked, so that it can be asked again. */
  wish: ExportWish.optional(),
});
export type ExportRecord = z.infer<typeof ExportRecord>;

/** Segments as the run found them, the user's edits beside them (see shared/review-layer). */
export const ReviewView = z.strictObject({ results: ResultsFile.nullable(), review: Review, runId: RunId.nullable() });
export type ReviewView = z.infer<typeof ReviewView>;

export const api = {
  appInfo: { input: z.strictObject({}), output: AppInfo },
  listJobs: { input: z.strictObject({}), output: z.array(JobView) },
  getJob: { input: JobRef, output: JobView },
  /** Native file dialog; empty when dismissed. */
  chooseVideos: { input: z.strictObject({}), output: z.array(FilePath) },
  /** Files and folders as dropped; folders are searched for videos. Each becomes a job or an error of its own. */
  addVideos: {
    input: z.strictObject({ paths: z.array(FilePath).min(1).max(200) }),
    output: z.array(z.discriminatedUnion('ok', [
      z.strictObject({ ok: z.literal(true), job: JobView }),
      z.strictObject({ ok: z.literal(false), path: z.string(), code: z.string(), message: z.string(), next: z.string() }),
    ])),
  },
  createJob: { input: z.strictObject({ name: z.string().min(1).max(200).optional(), videoPath: FilePath }), output: JobView },
  /** Probe result; waits for it when it is still being made. */
  getMedia: { input: JobRef, output: MediaInfo },
  /** A still picture at a time, for videos the page can not play; returns a URL of this app. */
  getFrame: { input: z.strictObject({ jobId: JobId, timeSeconds: z.number() }), output: z.strictObject({ url: z.string() }) },
  /** How loud the video is over time (src-shared/waveform.ts), made when first asked for; returns a URL of this app. */
  getWaveform: { input: JobRef, output: z.strictObject({ url: z.string() }) },
  setupJob: { input: z.strictObject({ jobId: JobId, setup: Setup }), output: JobView },
  runJob: { input: JobRef, output: JobView },
  /** Answer for another target or other settings from what was seen; refused while nothing was observed. */
  ask: { input: z.strictObject({ jobId: JobId, setup: Setup }), output: ResultsFile },
  cancelJob: { input: JobRef, output: JobView },
  retryJob: { input: JobRef, output: JobView },
  pauseJob: { input: JobRef, output: JobView },
  resumeJob: { input: JobRef, output: JobView },
  renameJob: { input: z.strictObject({ jobId: JobId, name: z.string().min(1).max(200) }), output: JobView },
  /** The same video and setup as a job of its own; what was seen is seen anew. */
  duplicateJob: { input: JobRef, output: JobView },
  /** The last lines of what was noted about the job. */
  getJobLog: { input: JobRef, output: z.array(z.record(z.string(), z.unknown())) },
  moveJob: { input: z.strictObject({ jobId: JobId, beforeJobId: JobId.nullable() }), output: z.array(JobView) },
  deleteJob: { input: JobRef, output: Nothing },
  relinkJob: { input: z.strictObject({ jobId: JobId, videoPath: FilePath }), output: JobView },
  cleanupJobs: {
    input: z.strictObject({ olderThanDays: z.number().min(0), keepNewest: z.number().int().min(0), dryRun: z.boolean() }),
    output: z.strictObject({ removed: z.array(z.strictObject({ jobId: JobId, name: z.string(), bytes: z.number() })) }),
  },
  getReview: { input: JobRef, output: ReviewView },
  /** Adds the user's word. A click re-solves at once; the answer holds the new results. */
  addEdit: { input: z.strictObject({ jobId: JobId, edit: Edit }), output: ReviewView },
  undoEdit: { input: JobRef, output: ReviewView },
  redoEdit: { input: JobRef, output: ReviewView },
  getRoster: { input: JobRef, output: z.array(RosterEntry) },
  /** Whether numbers can be read, from the first parts watched; null before one was. */
  getReadability: { input: JobRef, output: NumberReadability.nullable() },
  chooseFolder: { input: z.strictObject({}), output: FilePath.nullable() },
  startExport: {
    input: z.strictObject({ jobId: JobId, ...ExportWish.shape }),
    output: ExportRecord,
  },
  listExports: { input: JobRef, output: z.array(ExportRecord) },
  /** Workers of other machines that take chunks of this queue; empty with the built-in Redis. */
  listWorkers: { input: z.strictObject({}), output: z.array(WorkerPresence) },
  cancelExport: { input: z.strictObject({ exportId: RunId }), output: Nothing },
  /** The same once more, as an export of its own; refused while it is under way. */
  retryExport: { input: z.strictObject({ exportId: RunId }), output: ExportRecord },
  /** Ways of exporting that the user gave names, over all games; by name. */
  listRecipes: { input: z.strictObject({}), output: z.array(Recipe) },
  /** A recipe of that name is replaced. */
  saveRecipe: { input: Recipe, output: z.array(Recipe) },
  deleteRecipe: { input: z.strictObject({ name: Recipe.shape.name }), output: z.array(Recipe) },
  /** Native file dialog for a list of another program; null when dismissed. */
  chooseList: { input: z.strictObject({}), output: FilePath.nullable() },
  /** Passages from LosslessCut (CSV, LLC), Sportscode XML or our CSV become segments of the user's, all in one edit. */
  importSegments: { input: z.strictObject({ jobId: JobId, path: FilePath }), output: z.strictObject({ added: z.number().int(), review: ReviewView }) },
  /** Begins dragging a file that this app wrote out of the window. */
  dragFile: { input: z.strictObject({ path: FilePath }), output: Nothing },
  /** Shows a file this app wrote in the system's file manager. */
  revealFile: { input: z.strictObject({ path: FilePath }), output: Nothing },
  ...desktopApi,
  reportPageError: { input: z.strictObject({ message: z.string().max(4000), stack: z.string().max(8000) }), output: Nothing },
} as const satisfies Record<string, { input: z.ZodType; output: z.ZodType }>;

export type Api = typeof api;
export type CallName = keyof Api;
export type InputOf<Call extends CallName> = z.infer<Api[Call]['input']>;
/** What a caller may write: fields with defaults may be left out. */
export type CallerInputOf<Call extends CallName> = z.input<Api[Call]['input']>;
export type OutputOf<Call extends CallName> = z.infer<Api[Call]['output']>;
export type ApiHandlers = { [Call in CallName]: (input: InputOf<Call>) => Promise<OutputOf<Call>> };

export type Answer<Value> = { ok: true; value: Value } | { ok: false; error: PlainError };

/** News from main to the page; facts, never requests. */
export type AppEvent =
  | { type: 'job-changed'; job: z.infer<typeof JobView> }
  | { type: 'job-removed'; jobId: string }
  | { type: 'export-changed'; export: ExportRecord }
  /** A new answer is complete; read it with getReview. */
  | { type: 'results-changed'; jobId: string; runId: string }
  /** One more chunk can be looked at: observations/<NNNN>.arrow */
  | { type: 'chunk-observed'; jobId: string; chunkIndex: number }
  | { type: 'app-info-changed'; info: AppInfo }
  | { type: 'update-changed'; update: UpdateState }
  | { type: 'notice'; level: 'info' | 'warn' | 'error'; message: string; next?: string }
  /** A file was opened with the app, or the menu asks for a screen. */
  | { type: 'open-job'; jobId: string }
  | { type: 'show-screen'; screen: 'games' | 'season' | 'settings' };

/** What the preload script puts on `window.shiftclipper`. */
export interface Bridge {
  call<Call extends CallName>(name: Call, input: CallerInputOf<Call>): Promise<Answer<OutputOf<Call>>>;
  onEvent(listener: (event: AppEvent) => void): () => void;
  /** The path of a dropped file; empty for files that have none. */
  pathForFile(file: File): string;
}

/** Relative URLs on the app's own origin; see channels.ts. */
export const videoUrl = (jobId: string): string => `/video/${jobId}`;
export const artifactUrl = (jobId: string, path: string): string => `/artifact/${jobId}/${path.split('/').map(encodeURIComponent).join('/')}`;

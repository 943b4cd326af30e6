/**
 * Calls about the app itself rather than about one analysis: its health, its space, its settings, what it knows of a team, moving a game to another machine.
 * A part of the one contract in api.ts, kept here for its length.
 */
import { z } from 'zod';
import { JobId, JobView } from '../domain/job.ts';
import { Preferences } from '../domain/preferences.ts';
import { PlayerProfile, SeasonGame } from '../domain/team.ts';
import { UpdateState } from '../domain/update.ts';

const FilePath = z.string().min(1).max(4096).refine((path) => !path.includes('\0'), 'must not contain a NUL byte');
const JobRef = z.strictObject({ jobId: JobId });

export const HealthCheck = z.strictObject({
  name: z.enum(['redis', 'workers', 'ffmpeg', 'models', 'device', 'disk', 'network']),
  light: z.enum(['good', 'warn', 'bad']),
  message: z.string(),
  /** What the user can do; empty when there is nothing to do. */
  next: z.string(),
  /** The button that mends it; null where only the sentence above helps. */
  mend: z.enum(['revive-workers', 'restart-app', 'free-space']).nullable(),
});
export type HealthCheck = z.infer<typeof HealthCheck>;

export const StorageUse = z.strictObject({
  /** Of the disk that holds the games; null where the system does not tell. */
  freeBytes: z.number().nullable(),
  games: z.array(z.strictObject({
    jobId: JobId, name: z.string(), bytes: z.number(),
    parts: z.strictObject({ seen: z.number(), preview: z.number(), clips: z.number(), rest: z.number() }),
    /** Boxes and appearance of the people in it are still stored. */
    knowsPeople: z.boolean(),
  })),
  /** Outside the games. */
  queueBytes: z.number(),
  logBytes: z.number(),
});
export type StorageUse = z.infer<typeof StorageUse>;

export const desktopApi = {
  /** The game that comes with the app, for a first try. The same job again when it is in the list already. */
  addSampleGame: { input: z.strictObject({}), output: JobView },
  checkHealth: { input: z.strictObject({}), output: z.array(HealthCheck) },
  /** Does what the button of a check promises; the checks afterwards. */
  mendHealth: { input: z.strictObject({ mend: z.enum(['revive-workers', 'restart-app']) }), output: z.array(HealthCheck) },
  storageUse: { input: z.strictObject({}), output: StorageUse },
  /** Takes away the preview copy and the clips of a game's runs; the answer, the edits, the video and exported clips stay. */
  freeGameSpace: { input: JobRef, output: z.strictObject({ bytes: z.number() }) },
  /** Takes away boxes, pictures and appearance of everybody in the game; segments and edits stay. */
  forgetPeople: { input: JobRef, output: z.strictObject({ bytes: z.number() }) },
  getPreferences: { input: z.strictObject({}), output: Preferences },
  /** Only what is named changes. */
  setPreferences: { input: Preferences.partial(), output: Preferences },
  /** The newest entries of the app's log, oldest first. */
  getAppLog: { input: z.strictObject({ atMost: z.number().int().min(1).max(5000) }), output: z.array(z.record(z.string(), z.unknown())) },
  /** Facts and logs without names, paths and passwords, where the user chooses; null when dismissed. */
  saveSupportBundle: { input: z.strictObject({}), output: FilePath.nullable() },
  /** A reviewed game as one file for another machine, without the video; null when dismissed. */
  packGame: { input: JobRef, output: FilePath.nullable() },
  /** Opens such a file; null when dismissed. */
  unpackGame: { input: z.strictObject({ path: FilePath.optional() }), output: JobView.nullable() },
  getPlayers: { input: z.strictObject({}), output: z.array(PlayerProfile) },
  setPlayers: { input: z.strictObject({ players: z.array(PlayerProfile).max(200) }), output: z.array(PlayerProfile) },
  /** Minutes and shifts of every game that has an answer, oldest first. */
  getSeason: { input: z.strictObject({}), output: z.array(SeasonGame) },
  /** Writes a table the page made, where the user chooses; null when dismissed. */
  saveTable: { input: z.strictObject({ name: z.string().regex(/^[\w -]{1,60}$/, { error: 'must be 1–60 letters, digits, spaces, "_" or "-"' }), text: z.string().max(2_000_000) }), output: FilePath.nullable() },
  /** Asks the update feed, if one is set and no game is being analysed. */
  checkForUpdate: { input: z.strictObject({}), output: UpdateState },
  /** What is known of it already; asks nobody. */
  getUpdate: { input: z.strictObject({}), output: UpdateState },
  /** Fetches the newer version that was found; `ready` when it is here and whole. */
  fetchUpdate: { input: z.strictObject({}), output: UpdateState },
  /** Ends the app and starts the fetched version, unless a game waits or is being analysed. */
  installUpdate: { input: z.strictObject({}), output: UpdateState },
} as const satisfies Record<string, { input: z.ZodType; output: z.ZodType }>;

/** Calls that open a window of the system or reach beyond this program: never over HTTP. */
export const desktopOnlyCalls = ['mendHealth', 'setPreferences', 'saveSupportBundle', 'packGame', 'unpackGame', 'saveTable', 'checkForUpdate', 'getUpdate', 'fetchUpdate', 'installUpdate'] as const satisfies (keyof typeof desktopApi)[];

/** What each game costs on the disk, and how to get it back. Never touches the video, the user's edits or exported clips. */
import { readdir, rm, stat, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '../../src-shared/app-error.ts';
import { jobFiles, runFiles } from '../../src-shared/contract/artifacts.ts';
import type { StorageUse } from '../../src-shared/contract/desktop-api.ts';
import type { JobRecord } from '../../src-shared/domain/job.ts';
import { isUnderWay } from '../jobs/job-runs.ts';
import type { JobRecords } from '../jobs/job-records.ts';

type Parts = StorageUse['games'][number]['parts'];

export async function storageUse(records: JobRecords, redisDir: string, logDir: string): Promise<StorageUse> {
  const { records: jobs } = await records.list();
  const games = await Promise.all(jobs.map(async ({ id, name }) => {
    const folder = records.folderOf(id);
    const parts = await measure(folder);
    return { jobId: id, name, bytes: parts.seen + parts.preview + parts.clips + parts.rest, parts, knowsPeople: (await bytesBelow(join(folder, jobFiles.observations))) > 0 };
  }));
  const freeBytes = await statfs(records.jobsDir).then(({ bavail, bsize }) => bavail * bsize, () => null);
  return { freeBytes, games, queueBytes: await bytesBelow(redisDir), logBytes: await bytesBelow(logDir) };
}

/** The preview copy is made anew when it is needed; clips of runs can be exported again. */
export async function freeGameSpace(records: JobRecords, jobId: string): Promise<{ bytes: number }> {
  const folder = await requireResting(records, jobId);
  const clips = (await runsOf(folder)).flatMap((run) => [runFiles.clips, runFiles.combined, runFiles.overlay].map((name) => join(run, name)));
  return remove([join(folder, jobFiles.frames), ...clips]);
}

/** Everything from which a person could be recognised again. What remains are times and the user's words. */
export async function forgetPeople(records: JobRecords, jobId: string): Promise<{ bytes: number }> {
  const folder = await requireResting(records, jobId);
  const crops = (await runsOf(folder)).map((run) => join(run, runFiles.crops));
  const rosters = (await readdir(folder)).filter((name) => name.startsWith('roster')).map((name) => join(folder, name));
  return remove([join(folder, jobFiles.observations), join(folder, jobFiles.tracks), join(folder, jobFiles.frames), ...rosters, ...crops]);
}

async function requireResting(records: JobRecords, jobId: string): Promise<string> {
  const record: JobRecord = await records.get(jobId);
  if (isUnderWay(record.lifecycle)) throw new AppError('job-busy', `"${record.name}" is being analysed`);
  if (records.isForeign(record)) throw new AppError('job-owned-elsewhere', `"${record.name}" is being worked on by another ShiftClipper`);
  return records.folderOf(jobId);
}

async function measure(folder: string): Promise<Parts> {
  const parts: Parts = { seen: 0, preview: 0, clips: 0, rest: 0 };
  for (const { path, bytes } of await filesBelow(folder)) parts[partOf(path)] += bytes;
  return parts;
}

/** @param path from the game's folder, with `/` */
export function partOf(path: string): keyof Parts {
  if (path.startsWith(`${jobFiles.observations}/`) || path === jobFiles.tracks) return 'seen';
  if (path.startsWith('proxy') || path.startsWith(`${jobFiles.frames}/`)) return 'preview';
  if (/^runs\/[^/]+\/(clips\/|combined\.|debug_overlay\.)/.test(path)) return 'clips';
  return 'rest';
}

async function runsOf(folder: string): Promise<string[]> {
  const runs = join(folder, jobFiles.runs);
  return (await readdir(runs).catch(() => [])).map((name) => join(runs, name));
}

async function remove(paths: readonly string[]): Promise<{ bytes: number }> {
  let bytes = 0;
  for (const path of paths) {
    bytes += await bytesBelow(path);
    await rm(path, { recursive: true, force: true, maxRetries: 3 });
  }
  return { bytes };
}

async function bytesBelow(path: string): Promise<number> {
  const facts = await stat(path).catch(() => null);
  if (facts === null) return 0;
  if (!facts.isDirectory()) return facts.size;
  return (await filesBelow(path)).reduce((sum, file) => sum + file.bytes, 0);
}

async function filesBelow(folder: string): Promise<{ path: string; bytes: number }[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  return Promise.all(entries.filter((entry) => entry.isFile()).map(async (entry) => {
    const whole = join(entry.parentPath ?? entry.path, entry.name);
    return { path: whole.slice(folder.length + 1).replaceAll('\\', '/'), bytes: await stat(whole).then((facts) => facts.size, () => 0) };
  }));
}

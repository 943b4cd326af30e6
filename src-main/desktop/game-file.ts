/**
 * A reviewed game as one file (`.shiftclipper`): what was seen, the answer and the user's edits, so that it goes on at another machine. A gzipped tar file.
 * Not the video: it is found there by relinking, which compares its fingerprint. Not clips: they are cut again from it.
 */
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import { AppError } from '../../src-shared/app-error.ts';
import { jobFiles, runFiles } from '../../src-shared/contract/artifacts.ts';
import { JobRecord } from '../../src-shared/domain/job.ts';
import { newId } from '../../src-shared/new-id.ts';
import { isUnderWay } from '../jobs/job-runs.ts';
import type { JobRecords } from '../jobs/job-records.ts';
import { currentRunId } from '../jobs/run-artifacts.ts';
import { packTar, unpackTar, type TarFile } from './tar.ts';

const mostBytes = 4_000_000_000;

/** @throws AppError `job-not-ready` before the first answer, `job-busy` while it is being analysed. */
export async function packGame(records: JobRecords, jobId: string, target: string): Promise<string> {
  const record = await records.get(jobId);
  if (isUnderWay(record.lifecycle)) throw new AppError('job-busy', `"${record.name}" is being analysed`);
  const folder = records.folderOf(jobId);
  const runId = await currentRunId(folder);
  if (runId === null) throw new AppError('job-not-ready', `"${record.name}" has no answer yet, so there is nothing to move`);
  const wanted = (path: string): boolean => belongs(path, runId);
  const paths = (await readdir(folder, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath ?? entry.path, entry.name).slice(folder.length + 1).replaceAll('\\', '/')).filter(wanted).sort();
  const files = await Promise.all(paths.map(async (path) => ({ path, content: withoutClips(path, await readFile(join(folder, path))) })));
  await writeFile(target, await promisify(gzip)(packTar(files)));
  return target;
}

/** What of a game's folder goes along. */
export function belongs(path: string, runId: string): boolean {
  if (([jobFiles.record, jobFiles.review, jobFiles.media, jobFiles.tracks, jobFiles.current] as string[]).includes(path)) return true;
  if (path.startsWith(`${jobFiles.observations}/`) || path.startsWith('reviews/')) return path.endsWith('.arrow') || path.endsWith('.json');
  const inRun = path.startsWith(`${jobFiles.runs}/${runId}/`) ? path.slice(`${jobFiles.runs}/${runId}/`.length) : null;
  return inRun !== null && !inRun.startsWith(`${runFiles.clips}/`) && inRun !== runFiles.combined && inRun !== runFiles.overlay;
}

/** The results must not promise what does not come along. */
function withoutClips(path: string, content: Buffer): Buffer {
  if (basename(path) !== runFiles.results) return content;
  const results = JSON.parse(content.toString()) as Record<string, unknown>;
  return Buffer.from(JSON.stringify({ ...results, clips: [], combined: null, overlay: null }));
}

/**
 * A new game of its own, also when it was moved from this very machine.
 * @throws AppError `artifact-damaged` naming what is wrong, `path-refused` when it would write outside its folder.
 */
export async function unpackGame(records: JobRecords, file: string): Promise<string> {
  const packed = await readFile(file).catch((cause: unknown) => { throw new AppError('invalid-input', `${file} can not be read`, { cause }); });
  const tar = await promisify(gunzip)(packed, { maxOutputLength: mostBytes }).catch((cause: unknown) => { throw new AppError('artifact-damaged', `${basename(file)} is not a ShiftClipper game`, { cause }); });
  const files = unpackTar(tar);
  const record = recordIn(files, basename(file));
  const runId = files.find(({ path }) => path === jobFiles.current)?.content.toString().trim() ?? '';
  const foreign = files.find(({ path }) => !belongs(path, runId));
  if (foreign !== undefined) throw new AppError('path-refused', `${basename(file)} holds ${foreign.path}, which is no part of a game`);
  const id = newId();
  const folder = records.folderOf(id);
  try {
    for (const { path, content } of files) {
      if (path === jobFiles.record) continue;
      await mkdir(dirname(join(folder, path)), { recursive: true, mode: 0o700 });
      await writeFile(join(folder, path), path.endsWith('.json') ? Buffer.from(content).toString().replaceAll(record.id, id) : content, { mode: 0o600 });
    }
    // The record comes last: a folder without one is no game.
    const others = (await records.list()).records;
    await records.create({ ...record, id, owner: null, position: Math.floor(Math.max(0, ...others.map(({ position }) => position))) + 1, updatedAt: new Date().toISOString() });
    return id;
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    throw error;
  }
}

function recordIn(files: readonly TarFile[], name: string): JobRecord {
  const file = files.find(({ path }) => path === jobFiles.record);
  if (file === undefined) throw new AppError('artifact-damaged', `${name} holds no game: job.json is missing`);
  const parsed = JobRecord.safeParse(safeJson(Buffer.from(file.content).toString()));
  if (!parsed.success) throw new AppError('artifact-damaged', `${name}: job.json: ${parsed.error.issues[0]?.path.join('.')}: ${parsed.error.issues[0]?.message}`);
  return parsed.data;
}

function safeJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

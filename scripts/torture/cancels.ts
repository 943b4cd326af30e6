/** Cancelling in each stage: how long from the wish until the job has ended as cancelled and nothing of it is left. */
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Setup, type JobStatus } from '../../src-shared/domain/job.ts';
import type { Case } from './cases.ts';
import type { MainProcess } from './main-process.ts';
import { unfinishedFiles } from './outputs.ts';

/** `queued`: behind another job. The others are the stages of a run; `export` is work of its own, on a finished game. */
export const cancelMoments = ['queued', 'probe', 'observe', 'link', 'identify', 'cut', 'overlay', 'finish', 'export'] as const;
export type CancelMoment = (typeof cancelMoments)[number];

/** `missed`: the stage was over before the wish came, or never seen. */
export interface CancelResult { moment: CancelMoment; milliseconds: number | 'missed'; left: string[] }

export const cancelWithinMs = 2000;
const awaitedMs = 120_000;
const lookEveryMs = 5;

/** Each moment until it was met `times` times; a stage of milliseconds is often over before the wish comes, so three times as often at most. */
export async function cancelAll(main: MainProcess, game: Case, times: number, say: (sentence: string) => void): Promise<CancelResult[]> {
  const results: CancelResult[] = [];
  for (const moment of cancelMoments) {
    for (let met = 0, tried = 0; met < times && tried < 3 * times; tried += 1) {
      const result = await cancelAt(main, game, moment);
      results.push(result);
      met += result.milliseconds === 'missed' ? 0 : 1;
      say(`cancel in ${moment}: ${result.milliseconds === 'missed' ? 'it ended before' : `${result.milliseconds} ms`}${result.left.length > 0 ? `, left ${result.left.join(', ')}` : ''}`);
    }
  }
  return results;
}

export function isGood({ milliseconds, left }: CancelResult): boolean {
  return left.length === 0 && (milliseconds === 'missed' || milliseconds <= cancelWithinMs);
}

async function cancelAt(main: MainProcess, game: Case, moment: CancelMoment): Promise<CancelResult> {
  if (moment === 'export') return cancelExport(main, game);
  const ahead = moment === 'queued' ? await make(main, game) : null;
  const jobId = await make(main, game);
  // Probed again: media.json is made when the game is added, long before it runs.
  if (moment === 'probe') await rm(join(main.jobsDir, jobId, 'media.json'), { force: true });
  if (ahead !== null) await main.call('runJob', { jobId: ahead });
  await main.call('runJob', { jobId });
  const seen = await until(main, jobId, ({ status, stage }) => (moment === 'queued' ? status === 'queued' : stage === moment));
  const result: CancelResult = { moment, milliseconds: 'missed', left: [] };
  if (seen) {
    const asked = performance.now();
    const taken = await main.call('cancelJob', { jobId }).then(() => true, () => false); // it may have ended
    if (taken && (await until(main, jobId, ({ status }) => status === 'cancelled'))) {
      result.milliseconds = Math.round(performance.now() - asked);
      result.left = unfinishedFiles(main.jobsDir, jobId);
    }
  }
  for (const id of [jobId, ahead]) if (id !== null) await main.call('deleteJob', { jobId: id });
  return result;
}

async function cancelExport(main: MainProcess, game: Case): Promise<CancelResult> {
  const jobId = await make(main, game);
  await main.call('runJob', { jobId });
  await until(main, jobId, () => false);
  const { results } = await main.call('getReview', { jobId });
  const folder = join(main.dataDir, 'exported');
  const { id } = await main.call('startExport', { jobId, segmentIds: results!.segments.map((segment) => segment.id), folder, options: {} });
  const state = async (): Promise<string> => (await main.call('listExports', { jobId })).find((one) => one.id === id)?.state ?? 'gone';
  while ((await state()) === 'queued') await sleep(lookEveryMs);
  const asked = performance.now();
  await main.call('cancelExport', { exportId: id }).catch(() => null);
  while (!/done|failed|cancelled/.test(await state())) await sleep(lookEveryMs);
  const milliseconds = (await state()) === 'cancelled' ? Math.round(performance.now() - asked) : 'missed';
  await main.call('deleteJob', { jobId });
  await rm(folder, { recursive: true, force: true });
  return { moment: 'export', milliseconds, left: [] };
}

async function make(main: MainProcess, { name, videoPath, setup }: Case): Promise<string> {
  const { record } = await main.call('createJob', { videoPath, name });
  const parsed = Setup.parse(setup);
  await main.call('setupJob', { jobId: record.id, setup: { ...parsed, settings: { ...parsed.settings, debugOverlay: true } } });
  return record.id;
}

/** False when it ended, or time was up, before that was seen. */
async function until(main: MainProcess, jobId: string, holds: (status: JobStatus) => boolean): Promise<boolean> {
  for (const deadline = Date.now() + awaitedMs; Date.now() < deadline; await sleep(lookEveryMs)) {
    const { status, record } = await main.call('getJob', { jobId });
    if (holds(status)) return true;
    if (record.lifecycle.phase === 'ended') return false;
  }
  return false;
}

/** The record is written when nothing is half-done any more, so files may be looked at as soon as it says so. */
export function cancelTable(results: readonly CancelResult[]): string {
  return cancelMoments.flatMap((moment) => {
    const of = results.filter((result) => result.moment === moment);
    if (of.length === 0) return [];
    const times = of.flatMap(({ milliseconds }) => (milliseconds === 'missed' ? [] : [milliseconds])).sort((a, b) => a - b);
    const within = times.filter((time) => time <= cancelWithinMs).length;
    const shown = times.length === 0 ? '–' : `${times[times.length >> 1]} ms, longest ${times.at(-1)} ms`;
    return [`  ${moment.padEnd(9)} ${within} of ${times.length} within ${cancelWithinMs / 1000} s (median ${shown})${of.length > times.length ? `, ${of.length - times.length} ended before` : ''}${of.some(({ left }) => left.length > 0) ? `; left: ${of.flatMap(({ left }) => left).join(', ')}` : ''}`];
  }).join('\n');
}

/** What a job is: created from a video, named, set up, ordered, relinked, removed. How its run goes is job-runs' business. */
import { basename, extname, resolve } from 'node:path';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '../../src-shared/app-error.ts';
import { jobFiles } from '../../src-shared/contract/artifacts.ts';
import { analyseItemId, priorityOf } from '../../src-shared/contract/queue.ts';
import type { JobRecord, JobView, Setup } from '../../src-shared/domain/job.ts';
import type { MediaInfo } from '../../src-shared/domain/video.ts';
import { newId } from '../../src-shared/new-id.ts';
import { fingerprintOf, isSameVideo, requireVideo } from '../media/fingerprint.ts';
import type { Engine } from './engine.ts';
import { bytesNeeded } from '../../src-shared/run-forecast.ts';
import { requireSpace } from './disk-forecast.ts';
import { isUnderWay, type JobRuns } from './job-runs.ts';
import { switchReview } from './review-store.ts';
import { readMedia } from './run-artifacts.ts';

/** A file whose probing has not ended by then is taken in; what is wrong with it will be said when it is needed. */
const probeBeforeAddingMs = 15_000;
const probeAtMostMs = 120_000;

export class JobService {
  private readonly engine: Engine;
  private readonly runs: JobRuns;

  constructor(engine: Engine, runs: JobRuns) {
    this.engine = engine;
    this.runs = runs;
  }

  async list(): Promise<JobView[]> {
    const { records } = await this.engine.records.list();
    return Promise.all(records.map((record) => this.runs.view(record)));
  }

  async get(jobId: string): Promise<JobView> {
    return this.runs.view(await this.engine.records.get(jobId));
  }

  /** The video is referenced, not copied.
   *  @throws AppError `video-…` when the file can not be analysed; then no job remains. */
  async create({ videoPath, name }: { videoPath: string; name?: string | undefined }): Promise<JobView> {
    const path = resolve(videoPath);
    const fingerprint = await fingerprintOf(path);
    const { records: others } = await this.engine.records.list();
    const now = new Date().toISOString();
    const record = await this.engine.records.create({
      schemaVersion: 1, id: newId(), name: (name ?? basename(path, extname(path))).slice(0, 200) || 'Game', createdAt: now, updatedAt: now,
      videoPath: path, fingerprint, setup: null, lifecycle: { phase: 'created' }, position: nextPosition(others), owner: null,
    });
    try {
      await this.probe(record, AbortSignal.any([this.engine.abandoned, AbortSignal.timeout(probeBeforeAddingMs)]));
    } catch (error) {
      if (error instanceof AppError && error.code.startsWith('video-')) {
        await this.engine.records.remove(record.id);
        throw error;
      }
      if (this.engine.abandoned.aborted) {
        await this.engine.records.remove(record.id);
        throw new AppError('cancelled', 'Cancelled while the video was looked at; no game was added.');
      }
      this.engine.log.info('the video will be looked at later', { jobId: record.id, reason: String(error) });
    }
    const view = await this.runs.view(record);
    this.engine.emit({ type: 'job-changed', job: view });
    return view;
  }

  /** A job of its own about the same video, with the same setup. */
  async duplicate(jobId: string): Promise<JobView> {
    const original = await this.engine.records.get(jobId);
    const { record } = await this.create({ videoPath: original.videoPath, name: `${original.name} (copy)`.slice(-200) });
    return original.setup === null ? this.get(record.id) : this.setup(record.id, original.setup);
  }

  async media(jobId: string): Promise<MediaInfo> {
    const record = await this.engine.records.get(jobId);
    return (await readMedia(this.engine.records.folderOf(jobId))) ?? this.probe(record, AbortSignal.any([this.engine.abandoned, AbortSignal.timeout(probeAtMostMs)]));
  }

  /** Allowed in any state; applied by the next run. */
  setup(jobId: string, setup: Setup): Promise<JobView> {
    return this.change(jobId, async (record) => {
      await switchReview(this.engine.records.folderOf(jobId), record.setup, setup);
      return { ...record, setup, lifecycle: record.lifecycle.phase === 'created' ? { phase: 'ready' } : record.lifecycle };
    });
  }

  rename(jobId: string, name: string): Promise<JobView> {
    return this.change(jobId, (record) => ({ ...record, name }));
  }

  /** `null`: to the end. Jobs that wait in the queue take their new turn. */
  async move(jobId: string, beforeJobId: string | null): Promise<JobView[]> {
    const { records } = await this.engine.records.list();
    const moved = records.find((record) => record.id === jobId);
    if (moved === undefined) throw new AppError('job-not-found', `there is no game with the id ${jobId}`);
    const rest = records.filter((record) => record !== moved);
    const at = beforeJobId === null ? rest.length : rest.findIndex((record) => record.id === beforeJobId);
    if (at < 0) throw new AppError('job-not-found', `there is no game with the id ${String(beforeJobId)}`);
    rest.splice(at, 0, moved);
    for (const [index, record] of rest.entries()) {
      if (record.position === index + 1 || this.engine.records.isForeign(record)) continue;
      await this.engine.records.update(record.id, (now) => ({ ...now, position: index + 1 }));
      if (record.lifecycle.phase === 'requested') await this.engine.queueNow()?.changePriority(analyseItemId(record.lifecycle.runId), priorityOf(index + 1, 'analyse'));
    }
    return this.list();
  }

  /** Stops what is being done for it; the video itself and exported clips stay. */
  async remove(jobId: string): Promise<null> {
    const record = await this.engine.records.get(jobId);
    if (this.engine.records.isForeign(record)) throw new AppError('job-owned-elsewhere', `"${record.name}" is being worked on by another ShiftClipper`);
    await this.runs.withdraw(record);
    await this.engine.records.remove(jobId);
    this.engine.emit({ type: 'job-removed', jobId });
    return null;
  }

  /** The same video at another place. @throws AppError `video-changed` when it is not the same. */
  async relink(jobId: string, videoPath: string): Promise<JobView> {
    const path = resolve(videoPath);
    const fingerprint = await fingerprintOf(path);
    return this.change(jobId, (record) => {
      if (!isSameVideo(record.fingerprint, fingerprint)) {
        throw new AppError('video-changed', `${path} is not the video of "${record.name}": it has ${fingerprint.bytes} bytes, the original ${record.fingerprint.bytes}${fingerprint.bytes === record.fingerprint.bytes ? ', with other content' : ''}`);
      }
      return { ...record, videoPath: path, fingerprint };
    });
  }

  /** The video is there and unchanged, and there is room for what a run writes.
   *  @throws AppError `video-missing`, `video-changed` or `disk-full`. */
  async requireRunnable(jobId: string): Promise<void> {
    const record = await this.engine.records.get(jobId);
    await requireVideo(record);
    const media = await readMedia(this.engine.records.folderOf(jobId));
    if (media !== null && record.setup !== null) await requireSpace(this.engine.records.jobsDir, bytesNeeded(media, record.setup.settings));
  }

  async cleanup(wish: { olderThanDays: number; keepNewest: number; dryRun: boolean }, choose: CleanupChoice): Promise<{ removed: { jobId: string; name: string; bytes: number }[] }> {
    const { records } = await this.engine.records.list();
    const removed = [];
    for (const record of choose(records, wish, Date.now())) {
      const bytes = await folderBytes(this.engine.records.folderOf(record.id));
      if (!wish.dryRun) await this.remove(record.id);
      removed.push({ jobId: record.id, name: record.name, bytes });
    }
    return { removed };
  }

  private async change(jobId: string, change: (record: JobRecord) => JobRecord | Promise<JobRecord>): Promise<JobView> {
    const view = await this.runs.view(await this.engine.records.update(jobId, change));
    this.engine.emit({ type: 'job-changed', job: view });
    return view;
  }

  /** media.json, and a proxy in the background where the page can not play the video. */
  private async probe(record: JobRecord, signal: AbortSignal): Promise<MediaInfo> {
    const queue = await this.engine.queue();
    const folder = this.engine.records.folderOf(record.id);
    await rm(join(folder, jobFiles.media), { force: true });
    const part = { jobId: record.id, videoPath: record.videoPath };
    await queue.addAndWait({ kind: 'probe', ...part }, signal);
    const media = await readMedia(folder);
    if (media === null) throw new AppError('artifact-missing', 'the video was looked at, but media.json is not there');
    if (!media.playableInPage) await queue.add({ kind: 'proxy', ...part }, { itemId: `proxy-${record.id}` });
    return media;
  }
}

export type CleanupChoice = (records: readonly JobRecord[], wish: { olderThanDays: number; keepNewest: number }, nowMs: number) => JobRecord[];

/** Never a job that is queued, running or paused. The newest stay, and of the others those that were changed lately. */
export const chooseForCleanup: CleanupChoice = (records, { olderThanDays, keepNewest }, nowMs) => {
  const newestFirst = [...records].sort((a, b) => b.createdAt.localeCompare(a.createdAt));
  return newestFirst.slice(keepNewest).filter((record) => !isUnderWay(record.lifecycle) && nowMs - Date.parse(record.updatedAt) >= olderThanDays * 86_400_000);
};

function nextPosition(records: readonly JobRecord[]): number {
  return Math.floor(Math.max(0, ...records.map((record) => record.position))) + 1;
}

async function folderBytes(folder: string): Promise<number> {
  const { readdir, stat } = await import('node:fs/promises');
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  let bytes = 0;
  for (const entry of entries) if (entry.isFile()) bytes += await stat(join(entry.parentPath ?? entry.path, entry.name)).then((facts) => facts.size, () => 0);
  return bytes;
}

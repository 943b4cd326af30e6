/** Clips written where the user wants them: planned here, cut by a worker, remembered in the job's folder. */
import { readdir, readFile, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { AppError, errorAdvice, toPlainError } from '../../src-shared/app-error.ts';
import { ExportRecord, type ExportWish } from '../../src-shared/contract/api.ts';
import { exportPartsName, jobFiles } from '../../src-shared/contract/names.ts';
import type { WorkOf } from '../../src-shared/contract/queue.ts';
import type { JobRecord } from '../../src-shared/domain/job.ts';
import { parseJson } from '../../src-shared/parse-json.ts';
import { applyReview } from '../../src-shared/review-layer.ts';
import { writeJsonAtomically } from '../../src-node/write-atomically.ts';
import { requireVideo } from '../media/fingerprint.ts';
import type { Answers } from './answers.ts';
import { requireSpace } from './disk-forecast.ts';
import type { Engine } from './engine.ts';
import type { JobQueue, QueueNews } from './job-queue.ts';
import { planExport } from './plan-export.ts';
import { readMedia } from './run-artifacts.ts';

export class Exports {
  private readonly engine: Engine;
  private readonly answers: Answers;
  private readonly clipsFolder: () => string | null;
  private readonly running = new Map<string, ExportRecord>();

  constructor(engine: Engine, answers: Answers, clipsFolder: () => string | null = () => null) {
    this.engine = engine;
    this.answers = answers;
    this.clipsFolder = clipsFolder;
  }

  /** Returns at once; news follow as `export-changed`. @throws AppError when it can not even begin. */
  async start({ jobId, ...wish }: ExportWish & { jobId: string }): Promise<ExportRecord> {
    const record = await this.engine.records.get(jobId);
    const work = await this.plan(record, wish);
    const begun: ExportRecord = {
      id: work.exportId, jobId: record.id, state: 'queued', progress: 0, message: 'Waiting for its turn', folder: work.folder, files: [], error: null, createdAt: new Date().toISOString(), wish,
    };
    const queue = await this.engine.queue();
    await this.keep(begun);
    this.follow(begun, work, queue);
    return begun;
  }

  /** What was under way when the app ended goes on where the queue still has it; of the rest nothing half done stays behind. */
  async recover(): Promise<void> {
    const queue = await this.engine.queue();
    for (const job of (await this.engine.records.list()).records) {
      if (this.engine.records.isForeign(job)) continue;
      for (const record of await this.kept(job.id)) {
        if (!isOpen(record) || this.running.has(record.id)) continue;
        const work = await queue.workOf('short', itemIdOf(record.id));
        if (work?.kind === 'export') {
          this.running.set(record.id, record);
          this.follow(record, work, queue);
          this.engine.log.info('export goes on', { exportId: record.id });
          continue;
        }
        const parts = join(record.folder, exportPartsName(record.id));
        if (await touchedLately(parts)) continue; // another program with the same games, a command line, may be writing it
        await rm(parts, { recursive: true, force: true });
        await this.keep(ended(record));
      }
    }
  }

  private follow(begun: ExportRecord, work: WorkOf<'export'>, queue: JobQueue): void {
    const never = new AbortController().signal;
    void queue.addAndWait(work, never, itemIdOf(begun.id)).then(
      (result) => {
        if (result.kind !== 'export') throw new Error('the queue answered another question');
        const { documents, warnings } = result;
        const files = result.files.map(({ path, durationSeconds, verified }) => ({ path, durationSeconds, verified }));
        const count = files.length + documents.length;
        return this.keep({ ...begun, state: 'done', progress: 1, message: count === 1 ? 'One file written' : `${count} files written`, files, documents, warnings });
      },
      (thrown: unknown) => {
        const error = toPlainError(thrown);
        return this.keep(error.code === 'cancelled' ? { ...begun, state: 'cancelled', message: 'Cancelled' } : { ...begun, state: 'failed', message: error.message, error: { ...error, next: errorAdvice[error.code].next } });
      },
    ).catch((error: unknown) => this.engine.log.error('export could not be recorded', { exportId: work.exportId, error: String(error) }));
  }

  async list(jobId: string): Promise<ExportRecord[]> {
    return (await this.kept(jobId)).map((record) => this.running.get(record.id) ?? ended(record));
  }

  /** As the files say. */
  private async kept(jobId: string): Promise<ExportRecord[]> {
    const folder = join(this.engine.records.folderOf(jobId), jobFiles.exports);
    const names = (await readdir(folder).catch(() => [] as string[])).filter((name) => name.endsWith('.json')).sort();
    const records: ExportRecord[] = [];
    for (const name of names) {
      const parsed = ExportRecord.safeParse(parseJson(await readFile(join(folder, name), 'utf8').catch(() => '')));
      if (parsed.success) records.push(parsed.data);
    }
    return records;
  }

  /** What was asked then, asked again: of the segments as they are now. @throws AppError `job-busy` while it is under way. */
  async retry(exportId: string): Promise<ExportRecord> {
    for (const { id: jobId } of (await this.engine.records.list()).records) {
      const found = (await this.list(jobId)).find((record) => record.id === exportId);
      if (found === undefined) continue;
      if (isOpen(found)) throw new AppError('job-busy', 'this export is still under way');
      if (found.wish === undefined) throw new AppError('invalid-input', 'exportId: what this export was asked for was not kept; begin it anew');
      return this.start({ jobId, ...found.wish });
    }
    throw new AppError('invalid-input', `exportId: there is no export "${exportId}"`);
  }

  async cancel(exportId: string): Promise<null> {
    await (await this.engine.queue()).wishStop([exportId]);
    return null;
  }

  /** Whether this app wrote the file, so that it may be shown in the file manager. */
  async wrote(path: string): Promise<boolean> {
    const { records } = await this.engine.records.list();
    for (const record of records) {
      for (const made of await this.list(record.id)) if (made.folder === path || made.files.some((file) => file.path === path) || made.documents?.includes(path) === true) return true;
    }
    return false;
  }

  hear(news: QueueNews): void {
    if (!news.itemId.startsWith('export-') || news.type !== 'progress') return;
    const before = this.running.get(news.itemId.slice('export-'.length));
    if (before === undefined || !isOpen(before)) return;
    const now: ExportRecord = { ...before, state: 'running', progress: Math.max(before.progress, Math.min(news.progress.fraction, 0.99)), message: news.progress.message };
    this.running.set(now.id, now);
    this.engine.emit({ type: 'export-changed', export: now });
  }

  private async plan(record: JobRecord, wish: ExportWish): Promise<WorkOf<'export'>> {
    if (wish.options.separate || wish.options.combined || wish.options.shareBundle) await requireVideo(record); // lists need none
    const { results, review } = await this.answers.review(record.id);
    const media = await readMedia(this.engine.records.folderOf(record.id));
    if (results === null || media === null) throw new AppError('job-not-ready', `"${record.name}" has no results to export yet`);
    const { work, bytes } = planExport(record, results, applyReview(results.segments, review), media, wish, this.clipsFolder());
    await requireSpace(await existingFolder(work.folder), bytes, { what: 'This export' });
    return work;
  }

  private async keep(record: ExportRecord): Promise<void> {
    this.running.set(record.id, record);
    await writeJsonAtomically(join(this.engine.records.folderOf(record.jobId), jobFiles.exports, `${record.id}.json`), record);
    this.engine.emit({ type: 'export-changed', export: record });
  }
}

/** The folder for the clips may not be there yet; its disk is that of the nearest one above. */
async function existingFolder(folder: string): Promise<string> {
  const parent = dirname(folder);
  return parent === folder || (await stat(folder).then(() => true, () => false)) ? folder : existingFolder(parent);
}

function itemIdOf(exportId: string): string {
  return `export-${exportId}`;
}

function isOpen({ state }: ExportRecord): boolean {
  return state === 'queued' || state === 'running';
}

const latelyMs = 60_000;

async function touchedLately(folder: string): Promise<boolean> {
  const names = await readdir(folder, { recursive: true }).catch(() => []);
  const times = await Promise.all(names.map((name) => stat(join(folder, name)).then(({ mtimeMs }) => mtimeMs, () => 0)));
  return times.some((time) => Date.now() - time < latelyMs);
}

/** One that was under way when the app ended. */
function ended(record: ExportRecord): ExportRecord {
  return isOpen(record) ? { ...record, state: 'cancelled', message: 'The app was closed before it was written' } : record;
}

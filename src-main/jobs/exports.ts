/** Clips written where the user wants them: planned here, cut by a worker, remembered in the job's folder. */
import { readdir, readFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { AppError, errorAdvice, toPlainError } from '../../src-shared/app-error.ts';
import { ExportRecord } from '../../src-shared/contract/api.ts';
import { jobFiles } from '../../src-shared/contract/artifacts.ts';
import type { ExportOptions, WorkOf } from '../../src-shared/contract/queue.ts';
import { clipSpans } from '../../src-shared/clip-spans.ts';
import type { JobRecord } from '../../src-shared/domain/job.ts';
import { endSeconds } from '../../src-shared/domain/video.ts';
import { newId } from '../../src-shared/new-id.ts';
import { applyReview } from '../../src-shared/review-layer.ts';
import { fileNameFromTemplate, safeFileName, timeForFileName } from '../../src-shared/safe-file-name.ts';
import { writeJsonAtomically } from '../files/write-atomically.ts';
import type { Answers } from './answers.ts';
import type { Engine } from './engine.ts';
import type { QueueNews } from './job-queue.ts';
import { readMedia } from './run-artifacts.ts';

export interface ExportWish { jobId: string; segmentIds: string[]; folder?: string | undefined; options: ExportOptions }

export class Exports {
  private readonly engine: Engine;
  private readonly answers: Answers;
  private readonly running = new Map<string, ExportRecord>();

  constructor(engine: Engine, answers: Answers) {
    this.engine = engine;
    this.answers = answers;
  }

  /** Returns at once; news follow as `export-changed`. @throws AppError when it can not even begin. */
  async start(wish: ExportWish): Promise<ExportRecord> {
    const record = await this.engine.records.get(wish.jobId);
    const work = await this.plan(record, wish);
    const queue = await this.engine.queue();
    const begun: ExportRecord = {
      id: work.exportId, jobId: record.id, state: 'queued', progress: 0, message: 'Waiting for its turn', folder: work.folder, files: [], error: null, createdAt: new Date().toISOString(),
    };
    await this.keep(begun);
    const never = new AbortController().signal;
    void queue.addAndWait(work, never, `export-${work.exportId}`).then(
      (result) => {
        const files = result.kind === 'export' ? result.files.map(({ path, durationSeconds, verified }) => ({ path, durationSeconds, verified })) : [];
        return this.keep({ ...begun, state: 'done', progress: 1, message: files.length === 1 ? 'One file written' : `${files.length} files written`, files });
      },
      (thrown: unknown) => {
        const error = toPlainError(thrown);
        return this.keep(error.code === 'cancelled' ? { ...begun, state: 'cancelled', message: 'Cancelled' } : { ...begun, state: 'failed', message: error.message, error: { ...error, next: errorAdvice[error.code].next } });
      },
    ).catch((error: unknown) => this.engine.log.error('export could not be recorded', { exportId: work.exportId, error: String(error) }));
    return begun;
  }

  async list(jobId: string): Promise<ExportRecord[]> {
    const folder = join(this.engine.records.folderOf(jobId), jobFiles.exports);
    const names = (await readdir(folder).catch(() => [] as string[])).filter((name) => name.endsWith('.json')).sort();
    const records: ExportRecord[] = [];
    for (const name of names) {
      const parsed = ExportRecord.safeParse(JSON.parse(await readFile(join(folder, name), 'utf8').catch(() => 'null')));
      if (parsed.success) records.push(this.running.get(parsed.data.id) ?? ended(parsed.data));
    }
    return records;
  }

  async cancel(exportId: string): Promise<null> {
    await (await this.engine.queue()).wishStop([exportId]);
    return null;
  }

  /** Whether this app wrote the file, so that it may be shown in the file manager. */
  async wrote(path: string): Promise<boolean> {
    const { records } = await this.engine.records.list();
    for (const record of records) {
      for (const made of await this.list(record.id)) if (made.folder === path || made.files.some((file) => file.path === path)) return true;
    }
    return false;
  }

  hear(news: QueueNews): void {
    if (!news.itemId.startsWith('export-') || news.type !== 'progress') return;
    const before = this.running.get(news.itemId.slice('export-'.length));
    if (before === undefined || (before.state !== 'queued' && before.state !== 'running')) return;
    const now: ExportRecord = { ...before, state: 'running', progress: Math.max(before.progress, Math.min(news.progress.fraction, 0.99)), message: news.progress.message };
    this.running.set(now.id, now);
    this.engine.emit({ type: 'export-changed', export: now });
  }

  private async plan(record: JobRecord, { segmentIds, folder, options }: ExportWish): Promise<WorkOf<'export'>> {
    const { results, review } = await this.answers.review(record.id);
    const media = await readMedia(this.engine.records.folderOf(record.id));
    if (results === null || media === null) throw new AppError('job-not-ready', `"${record.name}" has no results to export yet`);
    if (!options.separate && !options.combined) throw new AppError('invalid-input', 'options: at least one of "separate" and "combined" must be true');
    const segments = applyReview(results.segments, review);
    const unknown = segmentIds.filter((id) => !segments.some((segment) => segment.id === id));
    if (unknown.length > 0) throw new AppError('invalid-input', `segmentIds: there is no segment "${unknown[0]}"`);
    const wanted = segments.filter((segment) => segmentIds.includes(segment.id));
    const video = { start: media.startSeconds, end: endSeconds(media) };
    const spans = clipSpans(wanted, { ...results.tuning, maxClipSeconds: results.settings.maxClipSeconds }, video);
    if (spans.length === 0) throw new AppError('invalid-input', 'none of the chosen segments lies inside the video');
    const { jerseyNumber: number } = results.target;
    const player = number === '' ? 'player' : `#${number}`;
    const digits = Math.max(2, String(spans.length).length);
    const nameOf = (n: number, start: number): string => fileNameFromTemplate(options.nameTemplate, { n: String(n).padStart(digits, '0'), player, number, start: timeForFileName(start), game: record.name });
    const names = uniqueNames(spans.map((span, index) => nameOf(index + 1, span.start)));
    return {
      kind: 'export', jobId: record.id, videoPath: record.videoPath, exportId: newId(), folder: resolve(folder ?? defaultFolder(record)),
      pieces: spans.map((span, index) => ({ segmentId: span.segmentId, start: span.start, end: span.end, fileName: `${names[index]}.${options.container}` })),
      combinedName: options.combined ? `${safeFileName(`${record.name} ${player} all`)}.${options.container}` : null,
      options,
    };
  }

  private async keep(record: ExportRecord): Promise<void> {
    this.running.set(record.id, record);
    await writeJsonAtomically(join(this.engine.records.folderOf(record.jobId), jobFiles.exports, `${record.id}.json`), record);
    this.engine.emit({ type: 'export-changed', export: record });
  }
}

function defaultFolder(record: JobRecord): string {
  return join(dirname(record.videoPath), `${safeFileName(record.name)} clips`);
}

/** One that was under way when the app ended. */
function ended(record: ExportRecord): ExportRecord {
  return record.state === 'queued' || record.state === 'running' ? { ...record, state: 'cancelled', message: 'The app was closed before it was written' } : record;
}

function uniqueNames(names: readonly string[]): string[] {
  const seen = new Map<string, number>();
  return names.map((name) => {
    const count = (seen.get(name.toLowerCase()) ?? 0) + 1;
    seen.set(name.toLowerCase(), count);
    return count === 1 ? name : `${name} (${count})`;
  });
}

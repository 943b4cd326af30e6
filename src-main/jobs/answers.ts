/** Questions that are answered from what was seen: another target, a correction, the roster, a still picture. Nothing is decoded again but the still. */
import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { z } from 'zod';
import { AppError } from '../../src-shared/app-error.ts';
import { artifactUrl, type ReviewView } from '../../src-shared/contract/api.ts';
import { jobFiles, type ResultsFile } from '../../src-shared/contract/artifacts.ts';
import type { JobRecord, Setup } from '../../src-shared/domain/job.ts';
import type { Edit, Review } from '../../src-shared/domain/review.ts';
import { RosterEntry } from '../../src-shared/domain/segment.ts';
import { newId } from '../../src-shared/new-id.ts';
import type { NumberReadability } from '../../src-shared/number-readability.ts';
import { evidenceClicks } from '../../src-shared/review-layer.ts';
import type { Engine } from './engine.ts';
import { isUnderWay } from './job-runs.ts';
import { readReview, switchReview, withEdit, withoutLastEdit, withRedoneEdit, writeReview } from './review-store.ts';
import { readReadability } from './read-readability.ts';
import { currentRunId, readMedia, readResults } from './run-artifacts.ts';

const answerWithinMs = 120_000;

export class Answers {
  private readonly engine: Engine;
  private readonly announce: (jobId: string) => Promise<void>;

  /** `announce` tells everybody how a job stands now. */
  constructor(engine: Engine, announce: (jobId: string) => Promise<void>) {
    this.engine = engine;
    this.announce = announce;
  }

  async review(jobId: string): Promise<ReviewView> {
    await this.engine.records.get(jobId);
    const folder = this.engine.records.folderOf(jobId);
    const [review, runId] = await Promise.all([readReview(folder), currentRunId(folder)]);
    const results = runId === null ? null : await readResults(folder, runId).catch((error: unknown) => {
      if (error instanceof AppError && error.code === 'artifact-missing') return null;
      throw error;
    });
    return { results, review, runId };
  }

  /** The new answer becomes the one that is shown, and the target the job's. */
  async ask(jobId: string, setup: Setup): Promise<ResultsFile> {
    const record = await this.requireObserved(jobId);
    const folder = this.engine.records.folderOf(jobId);
    await this.engine.records.update(jobId, async (now) => {
      await switchReview(folder, now.setup, setup);
      return { ...now, setup };
    });
    return this.answer(record, 'ask', setup);
  }

  /** A click changes who is who, so it is answered anew; other edits are a layer over the answer. */
  async addEdit(jobId: string, edit: Edit): Promise<ReviewView> {
    return this.changeReview(jobId, (review) => withEdit(review, edit));
  }

  async undo(jobId: string): Promise<ReviewView> {
    return this.changeReview(jobId, withoutLastEdit);
  }

  async redo(jobId: string): Promise<ReviewView> {
    return this.changeReview(jobId, withRedoneEdit);
  }

  async roster(jobId: string): Promise<RosterEntry[]> {
    const record = await this.requireObserved(jobId);
    const queue = await this.engine.queue();
    const result = await queue.addAndWait({ kind: 'roster', jobId, videoPath: record.videoPath }, AbortSignal.timeout(answerWithinMs));
    if (result.kind !== 'roster') throw new Error('the queue answered another question');
    return z.array(RosterEntry).parse(JSON.parse(await readFile(join(this.engine.records.folderOf(jobId), result.file), 'utf8')));
  }

  /** Answered while the rest is still being watched. */
  async readability(jobId: string): Promise<NumberReadability | null> {
    const { setup } = await this.engine.records.get(jobId);
    const folder = this.engine.records.folderOf(jobId);
    return readReadability(folder, await readMedia(folder), setup?.target.jerseyNumber ?? '');
  }

  async frame(jobId: string, timeSeconds: number): Promise<{ url: string }> {
    const record = await this.engine.records.get(jobId);
    const queue = await this.engine.queue();
    const result = await queue.addAndWait({ kind: 'frame', jobId, videoPath: record.videoPath, timeSeconds }, AbortSignal.timeout(answerWithinMs));
    if (result.kind !== 'frame') throw new Error('the queue answered another question');
    return { url: artifactUrl(jobId, `${jobFiles.frames}/${basename(result.file)}`) };
  }

  async waveform(jobId: string): Promise<{ url: string }> {
    const record = await this.engine.records.get(jobId);
    const queue = await this.engine.queue();
    await queue.addAndWait({ kind: 'waveform', jobId, videoPath: record.videoPath }, AbortSignal.timeout(answerWithinMs));
    return { url: artifactUrl(jobId, jobFiles.waveform) };
  }

  private async changeReview(jobId: string, change: (review: Review) => Review): Promise<ReviewView> {
    const record = await this.engine.records.get(jobId);
    const folder = this.engine.records.folderOf(jobId);
    const before = await readReview(folder);
    const after = change(before);
    if (after === before) return this.review(jobId);
    await writeReview(folder, after);
    const clicksChanged = JSON.stringify(evidenceClicks(before)) !== JSON.stringify(evidenceClicks(after));
    if (clicksChanged && record.setup !== null && (await currentRunId(folder)) !== null && !isUnderWay(record.lifecycle)) await this.answer(record, 'revise', record.setup);
    return this.review(jobId);
  }

  private async answer(record: JobRecord, kind: 'ask' | 'revise', setup: Setup): Promise<ResultsFile> {
    const folder = this.engine.records.folderOf(record.id);
    const queue = await this.engine.queue();
    const runId = newId();
    const clicks = evidenceClicks(await readReview(folder));
    await queue.addAndWait({ kind, jobId: record.id, videoPath: record.videoPath, runId, setup, evidenceClicks: clicks }, AbortSignal.timeout(answerWithinMs), `${kind}-${runId}`);
    const results = await readResults(folder, runId);
    // What the job says of itself must be about the player it now names.
    await this.engine.records.update(record.id, (now) => (now.lifecycle.phase === 'ended' && now.lifecycle.summary !== undefined ? { ...now, lifecycle: { ...now.lifecycle, summary: results.summary } } : now));
    this.engine.emit({ type: 'results-changed', jobId: record.id, runId });
    await this.announce(record.id); // its target and summary, in lists that somebody else has open
    return results;
  }

  private async requireObserved(jobId: string): Promise<JobRecord> {
    const record = await this.engine.records.get(jobId);
    if ((await currentRunId(this.engine.records.folderOf(jobId))) === null) throw new AppError('job-not-ready', `"${record.name}" has not been analysed yet, so nothing can be answered from it`);
    return record;
  }
}

/**
 * The run of each job: asked for, put into the queue, watched, ended. Wishes are written to job.json first; `reconcile` then makes the queue
 * agree with them, again and again, so that a lost event, a lost Redis or a killed app changes nothing in the end.
 * Not the status (job-status.ts) and not what a job is (job-service.ts).
 */
import { existsSync } from 'node:fs';
import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError, toPlainError } from '../../src-shared/app-error.ts';
import { jobFiles } from '../../src-shared/contract/artifacts.ts';
import { analyseItemId, observeItemId, priorityOf } from '../../src-shared/contract/queue.ts';
import type { JobRecord, JobView, Lifecycle } from '../../src-shared/domain/job.ts';
import { newId } from '../../src-shared/new-id.ts';
import { evidenceClicks } from '../../src-shared/review-layer.ts';
import type { Engine } from './engine.ts';
import { etaSeconds, noProgress, takeChunkDone, takeProgress, type RunProgress } from './job-progress.ts';
import type { JobQueue, QueueNews } from './job-queue.ts';
import { statusOf, type RunFacts } from './job-status.ts';
import { readReview } from './review-store.ts';
import { currentRunId, readMedia, verifyOutputs } from './run-artifacts.ts';

type RunningLifecycle = Extract<Lifecycle, { phase: 'requested' | 'paused' | 'cancelling' }>;

/** A worker that has not let go by then is replaced, so that a cancel ends within 2 s whatever it was doing. */
const patienceMs = 1400;
const announceEveryMs = 250;

export class JobRuns {
  private readonly engine: Engine;
  private readonly progress = new Map<string, RunProgress>();
  private readonly jobOfRun = new Map<string, string>();
  private readonly proxyFailures = new Map<string, string>();
  private readonly reconciling = new Map<string, { again: boolean; done: Promise<void> }>();
  private readonly stopAskedAt = new Map<string, number>();
  private readonly announceTimers = new Map<string, NodeJS.Timeout>();
  private readonly queueStates = new Map<string, Awaited<ReturnType<JobQueue['stateOf']>>>();

  constructor(engine: Engine) {
    this.engine = engine;
  }

  /** @throws AppError `job-not-ready` without a setup, `job-busy` while a run is under way. */
  async request(jobId: string): Promise<JobRecord> {
    await this.settleIfFailed(jobId);
    const record = await this.engine.records.update(jobId, (record) => {
      if (record.setup === null) throw new AppError('job-not-ready', `"${record.name}" has no target yet`);
      if (isUnderWay(record.lifecycle)) throw new AppError('job-busy', `"${record.name}" is already ${record.lifecycle.phase === 'requested' ? 'queued or running' : record.lifecycle.phase}`);
      return { ...record, owner: this.engine.records.ownMark, lifecycle: { phase: 'requested', runId: newId(), requestedAt: new Date().toISOString() } };
    });
    this.forget(jobId);
    await this.announce(jobId); // it was queued, however quickly a worker takes it
    await this.nudge(jobId);
    return record;
  }

  /** The user may read that it failed, and press Retry, a moment before the record says so. */
  private async settleIfFailed(jobId: string): Promise<void> {
    const { record, status } = await this.view(await this.engine.records.get(jobId));
    if (status.status === 'failed' && isUnderWay(record.lifecycle)) await this.nudge(jobId);
  }

  /** A request: `cancelling` until the worker has let go. */
  async cancel(jobId: string): Promise<JobRecord> {
    const record = await this.engine.records.update(jobId, (record) => {
      const { lifecycle } = record;
      if (lifecycle.phase === 'cancelling') return record;
      if (!isUnderWay(lifecycle)) throw new AppError('invalid-input', `"${record.name}" is not queued or running, so there is nothing to cancel`);
      return { ...record, owner: this.engine.records.ownMark, lifecycle: { phase: 'cancelling', runId: lifecycle.runId } };
    });
    await this.nudge(jobId);
    return record;
  }

  async pause(jobId: string): Promise<JobRecord> {
    const record = await this.engine.records.update(jobId, (record) => {
      if (record.lifecycle.phase === 'paused') return record;
      if (record.lifecycle.phase !== 'requested') throw new AppError('invalid-input', `"${record.name}" is not queued or running, so it can not be paused`);
      return { ...record, owner: this.engine.records.ownMark, lifecycle: { phase: 'paused', runId: record.lifecycle.runId } };
    });
    await this.nudge(jobId);
    return record;
  }

  async resume(jobId: string): Promise<JobRecord> {
    const record = await this.engine.records.update(jobId, (record) => {
      if (record.lifecycle.phase !== 'paused') throw new AppError('invalid-input', `"${record.name}" is not paused`);
      return { ...record, owner: this.engine.records.ownMark, lifecycle: { phase: 'requested', runId: record.lifecycle.runId, requestedAt: new Date().toISOString() } };
    });
    await this.nudge(jobId);
    return record;
  }

  /** Makes sure that no worker and no queue knows the job any more, before its folder goes. */
  async withdraw(record: JobRecord): Promise<void> {
    const queue = this.engine.queueNow();
    if (queue === null) return;
    await queue.wishStop([record.id]);
    this.engine.cancelInWorkers(record.id, ['long', 'short']);
    if (isUnderWay(record.lifecycle)) {
      const deadline = Date.now() + 3000;
      while (!(await this.takeOut(queue, record, record.lifecycle.runId)) && Date.now() < deadline) await pause(50);
    }
    this.forget(record.id);
  }

  async view(record: JobRecord): Promise<JobView> {
    const folder = this.engine.records.folderOf(record.id);
    const known = await this.queueState(record);
    return { record, status: statusOf(record, known.state, this.factsOf(record, known.failure)), hasResults: (await currentRunId(folder)) !== null, ...(await this.proxyOf(record.id, folder)) };
  }

  private async proxyOf(jobId: string, folder: string): Promise<Pick<JobView, 'hasProxy' | 'proxyProblem'>> {
    if (existsSync(join(folder, jobFiles.proxy))) return { hasProxy: true };
    const problem = await readFile(join(folder, jobFiles.proxyProblem), 'utf8').catch(() => this.proxyFailures.get(jobId));
    return { hasProxy: false, ...(problem === undefined ? {} : { proxyProblem: problem }) };
  }

  hear(news: QueueNews): void {
    const [kind, runId, chunk] = news.itemId.split('-');
    if (kind === 'proxy' && runId !== undefined && (news.type === 'completed' || news.type === 'failed')) {
      if (news.type === 'failed') this.proxyFailures.set(runId, news.failure.message); // the worker could not write it down any more
      else this.proxyFailures.delete(runId);
      void this.announce(runId).catch(() => undefined);
    }
    if (kind !== 'analyse' && kind !== 'observe') return;
    const jobId = this.jobOfRun.get(runId ?? '');
    if (jobId === undefined) return;
    const before = this.progress.get(jobId) ?? noProgress;
    if (news.type === 'progress') this.progress.set(jobId, takeProgress(before, news.progress, Date.now()));
    if (news.type === 'completed' && kind === 'observe') {
      this.progress.set(jobId, takeChunkDone(before, Number(chunk), before.chunkCount ?? 1, Date.now()));
      this.engine.emit({ type: 'chunk-observed', jobId, chunkIndex: Number(chunk) });
    }
    if (news.type === 'progress' || kind === 'observe') this.announceSoon(jobId);
    if (kind === 'analyse' && news.type !== 'progress') void this.nudge(jobId);
  }

  /** All jobs of ours; called regularly and after every reconnection. */
  async reconcileAll(): Promise<void> {
    const { records } = await this.engine.records.list();
    await Promise.all(records.filter((record) => isUnderWay(record.lifecycle)).map((record) => this.nudge(record.id)));
  }

  /** One at a time for each job; asked for while it works, it looks once more. Never rejects. */
  nudge(jobId: string): Promise<void> {
    const running = this.reconciling.get(jobId);
    if (running !== undefined) {
      running.again = true;
      return running.done;
    }
    const slot = { again: true, done: Promise.resolve() };
    slot.done = (async () => {
      while (slot.again) {
        slot.again = false;
        await this.reconcile(jobId).catch((error: unknown) => this.engine.log.warn('job could not be brought in line with the queue', { jobId, error: String(error) }));
      }
      this.reconciling.delete(jobId);
    })();
    this.reconciling.set(jobId, slot);
    return slot.done;
  }

  private async reconcile(jobId: string): Promise<void> {
    const { records } = this.engine;
    const record = await records.get(jobId).catch(() => null);
    if (record === null || !isUnderWay(record.lifecycle) || !records.isOwn(record)) return;
    const queue = this.engine.queueNow();
    if (queue === null || !this.engine.redisReady()) { await this.announce(jobId); return; }
    this.jobOfRun.set(record.lifecycle.runId, jobId);
    switch (record.lifecycle.phase) {
      case 'requested': await this.advance(queue, record, record.lifecycle); break;
      case 'paused': await this.letGo(queue, record, record.lifecycle.runId); break;
      case 'cancelling':
        if (await this.letGo(queue, record, record.lifecycle.runId)) await this.settle(record, { outcome: 'cancelled', verified: false, error: null });
        break;
    }
    await this.announce(jobId);
  }

  private async advance(queue: JobQueue, record: JobRecord, lifecycle: Extract<RunningLifecycle, { phase: 'requested' }>): Promise<void> {
    const known = await queue.stateOf('long', analyseItemId(lifecycle.runId));
    this.queueStates.set(record.id, known);
    switch (known.state) {
      case 'missing':
        // Complete already, and only the news was lost: the folder knows what was done.
        if ((await currentRunId(this.engine.records.folderOf(record.id))) === lifecycle.runId) return this.settleByResults(record, lifecycle.runId);
        return this.enqueue(queue, record, lifecycle.runId);
      case 'completed': return this.settleByResults(record, lifecycle.runId);
      case 'failed': {
        const error = known.failure ?? toPlainError('no reason was given');
        return this.settle(record, { outcome: error.code === 'cancelled' ? 'cancelled' : 'failed', verified: false, error: error.code === 'cancelled' ? null : error });
      }
      case 'active': case 'stalled': case 'waiting': case 'prioritized': case 'delayed': case 'waiting-children':
        this.recallChunks(record.id, known.chunksDone, known.chunkCount);
    }
  }

  private async enqueue(queue: JobQueue, record: JobRecord, runId: string): Promise<void> {
    if (record.setup === null) return;
    await queue.withdrawStop(runId);
    this.stopAskedAt.delete(runId);
    const review = await readReview(this.engine.records.folderOf(record.id));
    const order = Math.max(1, Math.round(record.position));
    await queue.add(
      { kind: 'analyse', jobId: record.id, videoPath: record.videoPath, runId, setup: record.setup, evidenceClicks: evidenceClicks(review), order },
      { itemId: analyseItemId(runId), priority: priorityOf(order, 'analyse') },
    );
    this.engine.log.info('job queued', { jobId: record.id, runId });
  }

  /** After a restart of this program: how much was observed before. */
  private recallChunks(jobId: string, done: number, count: number): void {
    const before = this.progress.get(jobId) ?? noProgress;
    if (count === 0 || before.chunkCount !== null) return;
    let progress: RunProgress = { ...before, chunkCount: count };
    for (let chunk = 0; chunk < done; chunk += 1) progress = takeChunkDone(progress, chunk, count, Date.now());
    this.progress.set(jobId, progress);
  }

  /** True when neither queue nor worker holds anything of this run any more. */
  private async letGo(queue: JobQueue, record: JobRecord, runId: string): Promise<boolean> {
    if (!this.stopAskedAt.has(runId)) {
      await queue.wishStop([runId]); // with Redis away it is wished again
      this.stopAskedAt.set(runId, Date.now());
      this.engine.cancelInWorkers(record.id, ['long']);
    }
    if (await this.takeOut(queue, record, runId)) {
      await this.sweep(record.id, runId);
      return true;
    }
    if (Date.now() - (this.stopAskedAt.get(runId) ?? 0) > patienceMs) this.engine.killWorkersHolding(await this.itemsOf(record.id, runId));
    setTimeout(() => void this.nudge(record.id), 60);
    return false;
  }

  private async takeOut(queue: JobQueue, record: JobRecord, runId: string): Promise<boolean> {
    const removed = await queue.remove('long', analyseItemId(runId));
    this.queueStates.set(record.id, await queue.stateOf('long', analyseItemId(runId)));
    return removed;
  }

  private async itemsOf(jobId: string, runId: string): Promise<string[]> {
    const media = await readMedia(this.engine.records.folderOf(jobId));
    return [analyseItemId(runId), ...(media?.chunks ?? []).map((chunk) => observeItemId(runId, chunk.index))];
  }

  private async settleByResults(record: JobRecord, runId: string): Promise<void> {
    try {
      const results = await verifyOutputs(this.engine.records.folderOf(record.id), runId);
      const verified = results.outcome === 'verified';
      await this.settle(record, { outcome: verified ? 'done' : results.outcome === 'done' ? 'done' : 'done-no-segments', verified, error: null, summary: results.summary });
      this.engine.emit({ type: 'results-changed', jobId: record.id, runId });
    } catch (error) {
      await this.settle(record, { outcome: 'failed', verified: false, error: toPlainError(error) });
    }
  }

  /** The record first: what it says survives; then the queue forgets the run. */
  private async settle(record: JobRecord, end: { outcome: 'done' | 'done-no-segments' | 'failed' | 'cancelled'; verified: boolean; error: ReturnType<typeof toPlainError> | null; summary?: string }): Promise<void> {
    let runId: string | null = null;
    // Whoever reads that it ended finds nothing half-done; and on a full disk this makes room for the record.
    if (isUnderWay(record.lifecycle)) await this.sweep(record.id, record.lifecycle.runId);
    await this.engine.records.update(record.id, (now) => {
      if (!isUnderWay(now.lifecycle)) return now;
      runId = now.lifecycle.runId;
      // A wish to cancel that came while the last word was on its way still counts.
      const outcome = now.lifecycle.phase === 'cancelling' ? 'cancelled' : end.outcome;
      const error = outcome === 'failed' ? end.error : null;
      const isWhole = outcome === 'done' || outcome === 'done-no-segments';
      const { stage, fraction } = this.progress.get(record.id) ?? noProgress;
      return {
        ...now, owner: null,
        lifecycle: {
          phase: 'ended', runId: now.lifecycle.runId, endedAt: new Date().toISOString(), outcome, verified: end.verified && outcome === 'done', error,
          ...(isWhole ? (end.summary === undefined ? {} : { summary: end.summary }) : { stopped: { stage, progress: fraction } }),
        },
      };
    });
    if (runId === null) return;
    this.engine.log.info('job ended', { jobId: record.id, runId, outcome: end.outcome, ...(end.error === null ? {} : { code: end.error.code, reason: end.error.message }) });
    const queue = this.engine.queueNow();
    if (queue !== null && end.outcome === 'failed') {
      await queue.wishStop([runId]); // chunks that other workers still hold
      this.engine.cancelInWorkers(record.id, ['long']);
    }
    if (queue !== null) await queue.remove('long', analyseItemId(runId)).catch(() => false);
    if (end.outcome === 'failed') await this.sweep(record.id, runId); // what those chunks still wrote
    this.forget(record.id);
  }

  /** What a killed worker left of this run. Only what no other work writes: answers to questions, the proxy and main's own files may be on their way just now. */
  private async sweep(jobId: string, runId: string): Promise<void> {
    const folder = this.engine.records.folderOf(jobId);
    await rm(join(folder, jobFiles.runs, `${runId}.partial`), { recursive: true, force: true });
    const written = join(folder, jobFiles.observations);
    for (const name of await readdir(written).catch(() => [] as string[])) if (isHalfDone(name)) await rm(join(written, name), { force: true });
    for (const name of await readdir(folder).catch(() => [] as string[])) {
      if (isHalfDone(name) && [jobFiles.media, jobFiles.tracks].some((file) => name.startsWith(`${file}.`))) await rm(join(folder, name), { force: true });
    }
  }

  private async queueState(record: JobRecord): Promise<Awaited<ReturnType<JobQueue['stateOf']>>> {
    const unknown = { state: 'missing', failure: null, chunksDone: 0, chunkCount: 0 } as const;
    const queue = this.engine.queueNow();
    if (!isUnderWay(record.lifecycle)) return unknown;
    if (queue === null || !this.engine.redisReady()) return this.queueStates.get(record.id) ?? unknown;
    const known = await queue.stateOf('long', analyseItemId(record.lifecycle.runId)).catch(() => this.queueStates.get(record.id) ?? unknown);
    this.queueStates.set(record.id, known);
    return known;
  }

  private factsOf(record: JobRecord, failure: RunFacts['failure']): RunFacts {
    const progress = this.progress.get(record.id) ?? noProgress;
    const health = this.engine.workerHealth('long');
    return {
      stage: progress.stage, progress: progress.fraction, message: progress.message, etaSeconds: etaSeconds(progress, Date.now()), failure,
      workerAlive: health.alive, workerMessage: health.message, redisReady: this.engine.redisReady(), ownedElsewhere: this.engine.records.isForeign(record),
    };
  }

  /** Tells everybody how the job stands now. */
  async announce(jobId: string): Promise<void> {
    const timer = this.announceTimers.get(jobId);
    if (timer !== undefined) clearTimeout(timer);
    this.announceTimers.delete(jobId);
    const record = await this.engine.records.get(jobId).catch(() => null);
    if (record !== null) this.engine.emit({ type: 'job-changed', job: await this.view(record) });
  }

  private announceSoon(jobId: string): void {
    if (this.announceTimers.has(jobId)) return;
    this.announceTimers.set(jobId, setTimeout(() => void this.announce(jobId).catch(() => undefined), announceEveryMs));
  }

  private forget(jobId: string): void {
    this.progress.delete(jobId);
    this.queueStates.delete(jobId);
    for (const [runId, owner] of this.jobOfRun) if (owner === jobId) this.jobOfRun.delete(runId);
  }
}

function isHalfDone(name: string): boolean {
  return /\.(partial|part|tmp)$/.test(name);
}

export function isUnderWay(lifecycle: Lifecycle): lifecycle is RunningLifecycle {
  return lifecycle.phase === 'requested' || lifecycle.phase === 'paused' || lifecycle.phase === 'cancelling';
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

/** What a job's state means to a person: which actions make sense, how long it takes, whom it looks for. Pure. */
import type { AppInfo } from '../../src-shared/contract/api.ts';
import type { JobStatusName, JobView, Setup, StageName } from '../../src-shared/domain/job.ts';
import { stageNames } from '../../src-shared/contract/names.ts';
import { texts } from '../texts.ts';

export type JobAction = 'choose-player' | 'run' | 'watch' | 'review' | 'review-finished' | 'retry' | 'pause' | 'resume' | 'cancel' | 'change-player' | 'roster' | 'relink';

/** What can be done with a job now, the most likely wish first. */
export function actionsFor(job: JobView): JobAction[] {
  const relink: JobAction[] = job.status.error?.code === 'video-missing' || job.status.error?.code === 'video-changed' ? ['relink'] : [];
  const seen: JobAction[] = job.hasResults ? ['review', 'change-player', 'roster'] : ['change-player'];
  switch (job.status.status) {
    case 'created': return [...relink, 'choose-player'];
    case 'ready': return [...relink, 'run', 'change-player'];
    case 'queued': return ['watch', 'cancel', 'pause'];
    case 'running': return job.status.stage === 'observe' ? ['watch', 'review-finished', 'pause', 'cancel'] : ['watch', 'pause', 'cancel'];
    case 'paused': return ['resume', 'cancel', ...(job.hasResults ? (['review'] as const) : [])];
    case 'cancelling': return ['watch'];
    case 'cancelled':
    case 'failed': return [...relink, 'retry', ...seen];
    case 'done': return ['review', 'change-player', 'roster'];
    case 'done-no-segments': return ['review', 'change-player', 'roster', 'retry'];
  }
}

/** Whether work is under way or waiting, so that deleting must wait. */
export function isBusy(status: JobStatusName): boolean {
  return status === 'queued' || status === 'running' || status === 'cancelling';
}

/** Coarse on purpose: an estimate that jumps by seconds looks wrong even when it is right. */
export function timeLeftWords(seconds: number): string {
  const words = texts.common.timeLeft;
  if (seconds < 55) return words.seconds(Math.max(5, Math.ceil(seconds / 5) * 5));
  const minutes = Math.ceil(seconds / 60);
  if (minutes < 60) return words.minutes(minutes);
  const rounded = Math.ceil(minutes / 5) * 5;
  return words.hours(Math.floor(rounded / 60), rounded % 60);
}

/** Whole percent, rounded down: 100 is shown only at exactly 1. */
export function percentWords(fraction: number): string {
  return texts.common.percent(Math.floor(Math.min(1, Math.max(0, fraction)) * 100));
}

export function whomWords(setup: Setup | null): string {
  const words = texts.games.looking;
  if (setup === null) return words.nobody;
  const { jerseyNumber, clicks, jerseyColor } = setup.target;
  if (jerseyNumber !== '') return words.number(jerseyNumber);
  const him = clicks.filter((click) => click.kind === 'him').length;
  if (him > 0) return words.byClicks(him);
  return jerseyColor === null ? words.nobody : words.byColour;
}

export type StageMark = 'done' | 'now' | 'waiting' | 'stopped';

/** The stages of the present run, each with where it stands. The preview (proxy) is made beside a run, so it is shown only while main names it. */
export function stageMarks(job: JobView): Array<{ stage: StageName; mark: StageMark }> {
  const { status, stage } = job.status;
  const overlay = job.record.setup?.settings.debugOverlay ?? false;
  const shown = stageNames.filter((name) => name === stage || (name !== 'proxy' && (name !== 'overlay' || overlay)));
  const at = stage === null ? -1 : stageNames.indexOf(stage);
  const finished = status === 'done' || status === 'done-no-segments';
  const stopped = status === 'failed' || status === 'cancelled' || status === 'paused';
  return shown.map((name) => {
    const position = stageNames.indexOf(name);
    if (finished || position < at) return { stage: name, mark: 'done' };
    if (position > at) return { stage: name, mark: 'waiting' };
    return { stage: name, mark: stopped ? 'stopped' : 'now' };
  });
}

export interface HealthWarning {
  level: 'warn' | 'error';
  message: string;
  next: string;
}

/** A job that waits for something that will not come must be impossible to miss. null when all is well. */
export function healthWarning(info: AppInfo | null, jobs: readonly JobView[]): HealthWarning | null {
  const words = texts.games.banner;
  if (info === null) return null;
  if (info.redisState === 'failed') return { level: 'error', message: words.redisFailed, next: words.redisNext };
  if (info.redisState === 'lost') return { level: 'warn', message: words.redisLost, next: words.redisNext };
  const workers = info.workers.filter((worker) => worker.lane === 'long');
  if (workers.some((worker) => worker.state === 'ready')) return null;
  const lastWord = workers.find((worker) => worker.message !== '')?.message;
  const said = (sentence: string): string => (lastWord === undefined ? sentence : `${sentence} ${lastWord}`);
  if (workers.some((worker) => worker.state === 'crash-loop')) return { level: 'error', message: said(words.crashLoop), next: words.crashLoopNext };
  const waiting = jobs.filter((job) => isBusy(job.status.status)).length;
  if (waiting === 0) return null;
  if (workers.some((worker) => worker.state === 'starting' && worker.restarts === 0)) return { level: 'warn', message: words.workerStarting, next: '' };
  return { level: 'error', message: said(words.noWorker(waiting)), next: words.noWorkerNext };
}

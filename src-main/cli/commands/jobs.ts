/** `jobs list|status|cancel|…`: the jobs in the jobs folder, done by the running app where there is one. */
import { setTimeout as sleep } from 'node:timers/promises';
import { AppError, fromPlainError } from '../../../src-shared/app-error.ts';
import { api, type CallName } from '../../../src-shared/contract/api.ts';
import type { Lane } from '../../../src-shared/contract/queue.ts';
import type { JobView } from '../../../src-shared/domain/job.ts';
import { describeIssues, serveApi } from '../../api/serve-api.ts';
import { readAppConfig } from '../../app-config.ts';
import { findRunningApp, type RunningApp } from '../../http/control-record.ts';
import { untilEnded, withSession, type Session } from '../cli-session.ts';
import { exitCodes } from '../exit-codes.ts';
import { findJob } from '../find-job.ts';
import { numberOption, onePositional, readOptions, type ReadOptions } from '../read-options.ts';

const actions = ['list', 'status', 'cancel', 'retry', 'pause', 'resume', 'remove', 'duplicate', 'rename', 'move', 'cleanup', 'logs'] as const;
type Action = (typeof actions)[number];

/** A call of the contract, done by the running app or by services of this command's own. */
type Do = RunningApp['call'];

export async function jobs([action, ...args]: readonly string[]): Promise<number> {
  if (!isAction(action)) throw new AppError('invalid-input', `jobs must be followed by one of ${actions.join(', ')}, got "${action ?? ''}"`);
  if (action === 'cleanup') return cleanup(readOptions(args, { 'older-than-days': 'value', 'keep-newest': 'value', 'dry-run': 'switch', json: 'switch' }));
  const read = readOptions(args, { json: 'switch', ...(action === 'rename' ? { name: 'value' } : action === 'move' ? { before: 'value' } : {}) });
  const asJson = read.switches.has('json');
  if (action === 'list') {
    if (read.positional.length > 0) throw new AppError('invalid-input', `list takes no "${read.positional[0]}"`);
    return withEither({}, [], async (call) => print(await call('listJobs', {}), asJson));
  }
  const { jobId, ...place } = await findJob(onePositional(read, 'JOB'));
  if (action === 'logs') return withEither(place, [], async (call) => logs(await call('getJobLog', { jobId })));
  // The queue of this command ends with it, so what it began itself is waited for.
  const begins = action === 'retry' || action === 'resume';
  return withEither(place, begins ? ['long', 'short'] : action === 'duplicate' ? ['short'] : [], async (call, session) => {
    const views = await act(call, action, jobId, read);
    if (begins && session !== null) return print([await ended(session, jobId)], asJson);
    return print(views, asJson);
  });
}

async function act(call: Do, action: Exclude<Action, 'list' | 'cleanup' | 'logs'>, jobId: string, { values }: ReadOptions): Promise<JobView[]> {
  switch (action) {
    case 'status': return [await call('getJob', { jobId })];
    case 'cancel': await call('cancelJob', { jobId }); return [await settled(call, jobId)];
    case 'retry': return [await call('retryJob', { jobId })];
    case 'pause': return [await call('pauseJob', { jobId })];
    case 'resume': return [await call('resumeJob', { jobId })];
    case 'duplicate': return [await call('duplicateJob', { jobId })];
    case 'rename': return [await call('renameJob', { jobId, name: checkedName(values['name']) })];
    case 'move': return call('moveJob', { jobId, beforeJobId: values['before'] ?? null });
    case 'remove': await call('deleteJob', { jobId }); return [];
  }
}

/** By the app that runs, where one does: its jobs are its own. */
async function withEither(place: { jobsDir?: string }, lanes: readonly Lane[], work: (call: Do, session: Session | null) => Promise<number>): Promise<number> {
  const config = { ...readAppConfig(process.env), ...place };
  const app = await findRunningApp(config.dataDir, config.jobsDir);
  if (app !== null) return work(app.call, null);
  return withSession((session) => {
    const serve = serveApi(session.handlers, session.log);
    const call = async (name: CallName, input: unknown): Promise<unknown> => {
      const answer = await serve(name, input);
      if (!answer.ok) throw fromPlainError(answer.error);
      return answer.value;
    };
    return work(call as Do, session);
  }, place, lanes);
}

/** A cancel is a request; the worker has some seconds to let go. */
async function settled(call: Do, jobId: string): Promise<JobView> {
  for (let waited = 0; ; waited += 100) {
    const view = await call('getJob', { jobId });
    if (view.status.status !== 'cancelling' || waited > 5000) return view;
    await sleep(100);
  }
}

async function ended(session: Session, jobId: string): Promise<JobView> {
  await untilEnded(session, jobId);
  return session.handlers.getJob({ jobId });
}

function checkedName(name: string | undefined): string {
  if (name === undefined || name === '' || name.length > 200) throw new AppError('invalid-input', `--name must be 1–200 characters, got "${(name ?? '').slice(0, 80)}"`);
  return name;
}

async function cleanup(read: ReadOptions): Promise<number> {
  const olderThanDays = numberOption('older-than-days', read.values['older-than-days']);
  if (olderThanDays === undefined) throw new AppError('invalid-input', '--older-than-days must be given: the number of days a job must have rested');
  const wish = api.cleanupJobs.input.safeParse({ olderThanDays, keepNewest: numberOption('keep-newest', read.values['keep-newest']) ?? 0, dryRun: read.switches.has('dry-run') });
  if (!wish.success) throw new AppError('invalid-input', describeIssues(wish.error));
  return withEither({}, [], async (call) => {
    const { removed } = await call('cleanupJobs', wish.data);
    if (read.switches.has('json')) process.stdout.write(`${JSON.stringify({ dryRun: wish.data.dryRun, removed })}\n`);
    else for (const { jobId, name, bytes } of removed) process.stdout.write(`${wish.data.dryRun ? 'would remove' : 'removed'} ${jobId}  ${name}  ${(bytes / 1e6).toFixed(1)} MB\n`);
    return exitCodes.found;
  });
}

function logs(entries: readonly Record<string, unknown>[]): number {
  for (const entry of entries) process.stdout.write(`${JSON.stringify(entry)}\n`);
  return exitCodes.found;
}

function print(views: readonly JobView[], asJson: boolean): number {
  if (asJson) process.stdout.write(`${JSON.stringify(views.map(({ record, status }) => ({ name: record.name, videoPath: record.videoPath, ...status })))}\n`);
  else for (const { record, status } of views) process.stdout.write(`${record.id}  ${status.status.padEnd(16)} ${String(Math.floor(status.progress * 100)).padStart(3)} %  ${record.name}  ${status.message}\n`);
  return exitCodes.found;
}

function isAction(text: string | undefined): text is Action {
  return text !== undefined && (actions as readonly string[]).includes(text);
}

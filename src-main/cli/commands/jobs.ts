/** `jobs list|status|cancel|retry|pause|resume|remove|cleanup|logs`: the jobs in the jobs folder. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '../../../src-shared/app-error.ts';
import { api } from '../../../src-shared/contract/api.ts';
import type { JobView } from '../../../src-shared/domain/job.ts';
import { describeIssues } from '../../api/serve-api.ts';
import { untilEnded, withSession, type Session } from '../cli-session.ts';
import { exitCodes } from '../exit-codes.ts';
import { findJob } from '../find-job.ts';
import { numberOption, onePositional, readOptions, type ReadOptions } from '../read-options.ts';

const actions = ['list', 'status', 'cancel', 'retry', 'pause', 'resume', 'remove', 'cleanup', 'logs'] as const;
type Action = (typeof actions)[number];

export async function jobs([action, ...args]: readonly string[]): Promise<number> {
  if (!isAction(action)) throw new AppError('invalid-input', `jobs must be followed by one of ${actions.join(', ')}, got "${action ?? ''}"`);
  if (action === 'cleanup') return cleanup(readOptions(args, { 'older-than-days': 'value', 'keep-newest': 'value', 'dry-run': 'switch', json: 'switch' }));
  const read = readOptions(args, { json: 'switch' });
  const asJson = read.switches.has('json');
  if (action === 'list') return withSession(async ({ handlers }) => print(await handlers.listJobs({}), asJson), {}, []);
  const { jobId, ...place } = await findJob(onePositional(read, 'JOB'));
  if (action === 'logs') return withSession((session) => logs(session, jobId), place, []);
  return withSession(async (session) => {
    await act(session, action, jobId);
    if (action === 'remove') return exitCodes.found;
    // The queue of this command ends with it, so what it began is waited for.
    if (action === 'retry' || action === 'resume') await untilEnded(session, jobId);
    return print([await session.handlers.getJob({ jobId })], asJson);
  }, place, action === 'retry' || action === 'resume' ? ['long', 'short'] : []);
}

async function act({ handlers }: Session, action: Exclude<Action, 'list' | 'cleanup' | 'logs'>, jobId: string): Promise<void> {
  switch (action) {
    case 'status': return void (await handlers.getJob({ jobId }));
    case 'cancel': return void (await handlers.cancelJob({ jobId }));
    case 'retry': return void (await handlers.retryJob({ jobId }));
    case 'pause': return void (await handlers.pauseJob({ jobId }));
    case 'resume': return void (await handlers.resumeJob({ jobId }));
    case 'remove': return void (await handlers.deleteJob({ jobId }));
  }
}

async function cleanup(read: ReadOptions): Promise<number> {
  const olderThanDays = numberOption('older-than-days', read.values['older-than-days']);
  if (olderThanDays === undefined) throw new AppError('invalid-input', '--older-than-days must be given: the number of days a job must have rested');
  const wish = api.cleanupJobs.input.safeParse({ olderThanDays, keepNewest: numberOption('keep-newest', read.values['keep-newest']) ?? 0, dryRun: read.switches.has('dry-run') });
  if (!wish.success) throw new AppError('invalid-input', describeIssues(wish.error));
  return withSession(async ({ handlers }) => {
    const { removed } = await handlers.cleanupJobs(wish.data);
    if (read.switches.has('json')) process.stdout.write(`${JSON.stringify({ dryRun: wish.data.dryRun, removed })}\n`);
    else for (const { jobId, name, bytes } of removed) process.stdout.write(`${wish.data.dryRun ? 'would remove' : 'removed'} ${jobId}  ${name}  ${(bytes / 1e6).toFixed(1)} MB\n`);
    return exitCodes.found;
  }, {}, []);
}

/** The lines of the app's log that speak of the job. */
async function logs({ handlers, config }: Session, jobId: string): Promise<number> {
  await handlers.getJob({ jobId });
  for (const name of ['shiftclipper.log.1', 'shiftclipper.log']) {
    const text = await readFile(join(config.dataDir, 'logs', name), 'utf8').catch(() => '');
    for (const line of text.split('\n')) if (line.includes(`"${jobId}"`)) process.stdout.write(`${line}\n`);
  }
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

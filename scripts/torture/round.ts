/** One kill: fresh jobs are queued, something is killed at a moment of chance, and what comes of the jobs is held against an undisturbed run. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { AppError } from '../../src-shared/app-error.ts';
import type { JobStatus } from '../../src-shared/domain/job.ts';
import { Setup } from '../../src-shared/domain/job.ts';
import type { Case } from './cases.ts';
import type { MainProcess } from './main-process.ts';
import { differences, outputsOf, unfinishedFiles, type Outputs } from './outputs.ts';
import { descendantsOf, isAlive, kill, type ProcessFacts } from './processes.ts';
import type { Problems } from './report.ts';

export const victims = ['worker', 'main', 'ffmpeg', 'redis'] as const;
export type Victim = (typeof victims)[number];

export interface Expected { outcomes: Map<string, string>; outputs: Map<string, Outputs>; milliseconds: number }

/** Patience, not a claim: on a machine that is busy with other things a job of seconds takes minutes. */
const endsWithinMs = 600_000;
const goneWithinMs = 5000;
/** Some programs live only for moments. */
const victimAwaitedMs = 4000;

interface RunningJob { id: string; name: string; cancelAsked: boolean }

/** How long all jobs take together and what they give when nobody disturbs them. @throws AppError when that is not what it must be. */
export async function undisturbed(main: MainProcess, cases: readonly Case[]): Promise<Expected> {
  const began = Date.now();
  const jobs = await queueAll(main, cases);
  const outcomes = new Map<string, string>();
  const outputs = new Map<string, Outputs>();
  const whyNot = new Map<string, string>();
  for (const job of jobs) {
    const status = await untilEnded(main, job.id);
    outcomes.set(job.name, status?.status ?? 'never ended');
    whyNot.set(job.name, status?.message ?? '');
    outputs.set(job.name, outputsOf(main.jobsDir, job.id));
  }
  const milliseconds = Date.now() - began;
  for (const { name, ends } of cases) {
    if (outcomes.get(name) !== ends) throw new AppError('internal', `undisturbed, ${name} must end ${ends}; it ended ${outcomes.get(name)}: ${whyNot.get(name)}`);
  }
  for (const { id } of jobs) await main.call('deleteJob', { jobId: id });
  return { outcomes, outputs, milliseconds };
}

export class Round {
  private readonly main: MainProcess;
  private readonly cases: readonly Case[];
  private readonly expected: Expected;
  private readonly problems: Problems = { killed: false, lost: 0, duplicated: 0, wrongState: 0, leftovers: 0, texts: [] };

  constructor(main: MainProcess, cases: readonly Case[], expected: Expected) {
    this.main = main;
    this.cases = cases;
    this.expected = expected;
  }

  /** `afterMs` since the jobs were queued. */
  async go(victim: Victim, afterMs: number): Promise<Problems> {
    const jobs = await queueAll(this.main, this.cases);
    // One more, whose user changes his mind.
    const [doomed] = await queueAll(this.main, [{ ...this.cases[0]!, name: 'cancelled' }]);
    await sleep(afterMs);
    const before = descendantsOf(this.main.pid);
    this.problems.killed = await this.killOne(victim);
    if (victim === 'main') {
      await this.expectGone(before);
      await this.main.start();
    }
    doomed!.cancelAsked = await this.main.call('cancelJob', { jobId: doomed!.id }).then(() => true, () => false); // it may have ended
    for (const job of [...jobs, doomed!]) await this.judge(job);
    await this.expectNothingRunning();
    for (const { id } of [...jobs, doomed!]) await this.main.call('deleteJob', { jobId: id });
    return this.problems;
  }

  private async killOne(victim: Victim): Promise<boolean> {
    if (victim === 'main') { this.main.kill(); return true; }
    for (let waited = 0; waited < victimAwaitedMs; waited += 20) {
      const found = descendantsOf(this.main.pid).filter(({ args }) => isA(victim, args));
      const one = found[found.length - 1];
      if (one !== undefined && kill(one.pid)) return true;
      await sleep(20);
    }
    return false;
  }

  private async judge(job: RunningJob): Promise<void> {
    const status = await untilEnded(this.main, job.id);
    if (status === null) return this.complain('lost', `${job.name} is gone or never ended`);
    const usual = this.expected.outcomes.get(job.name) ?? this.expected.outcomes.get(this.cases[0]!.name);
    const demanded = job.cancelAsked ? 'cancelled' : usual;
    if (status.status !== demanded) this.complain('wrongState', `${job.name} ended ${status.status} (${status.message}), not ${demanded}`);
    const meant = status.status === 'cancelled' ? null : (this.expected.outputs.get(job.name) ?? this.expected.outputs.get(this.cases[0]!.name) ?? null);
    const differ = differences(meant, outputsOf(this.main.jobsDir, job.id));
    if (differ.length > 0) this.complain('wrongState', `${job.name} has other outputs than an undisturbed run: ${differ.join('; ')}`);
    for (const file of unfinishedFiles(this.main.jobsDir, job.id)) this.complain('leftovers', `${job.name} left ${file}`);
    const seen = chunksObserved(this.main.jobsDir, job.id);
    if (new Set(seen).size < seen.length) this.complain('duplicated', `${job.name}: a finished part was done again`);
  }

  /** What main had started must not outlive it. */
  private async expectGone(before: readonly ProcessFacts[]): Promise<void> {
    let left: readonly ProcessFacts[] = before;
    for (let waited = 0; waited < goneWithinMs && left.length > 0; waited += 100) {
      left = left.filter(({ pid }) => isAlive(pid));
      await sleep(100);
    }
    for (const { args } of left) this.complain('leftovers', `outlived main: ${args.slice(0, 120)}`);
  }

  /** With all jobs ended no ffmpeg may run, and one of each other program. */
  private async expectNothingRunning(): Promise<void> {
    let left: ProcessFacts[] = [];
    for (let waited = 0; waited < goneWithinMs; waited += 100) {
      left = descendantsOf(this.main.pid).filter(({ args }) => isA('ffmpeg', args));
      if (left.length === 0) break;
      await sleep(100);
    }
    for (const { args } of left) this.complain('leftovers', `still runs: ${args.slice(0, 120)}`);
    const servers = descendantsOf(this.main.pid).filter(({ args }) => isA('redis', args));
    if (servers.length !== 1) this.complain('leftovers', `${servers.length} Redis servers run`);
  }

  private complain(kind: 'lost' | 'duplicated' | 'wrongState' | 'leftovers', text: string): void {
    this.problems[kind] += 1;
    this.problems.texts.push(text);
  }
}

async function queueAll(main: MainProcess, cases: readonly Case[]): Promise<RunningJob[]> {
  const jobs: RunningJob[] = [];
  for (const { name, videoPath, setup } of cases) {
    const { record } = await main.call('createJob', { videoPath, name });
    await main.call('setupJob', { jobId: record.id, setup: Setup.parse(setup) });
    jobs.push({ id: record.id, name, cancelAsked: false });
  }
  for (const { id } of jobs) await main.call('runJob', { jobId: id });
  return jobs;
}

/** Null when it is gone or takes for ever. */
async function untilEnded(main: MainProcess, jobId: string): Promise<JobStatus | null> {
  for (const deadline = Date.now() + endsWithinMs; Date.now() < deadline; await sleep(100)) {
    const view = await main.call('getJob', { jobId }).catch((error: unknown) => (error instanceof AppError && error.code === 'job-not-found' ? null : 'no answer'));
    if (view === null) return null;
    if (view !== 'no answer' && view.record.lifecycle.phase === 'ended') return view.status;
  }
  return null;
}

function isA(victim: Exclude<Victim, 'main'>, args: string): boolean {
  switch (victim) {
    case 'worker': return /worker\.mjs/.test(args);
    case 'redis': return /redis-server/.test(args) && !/setpriv/.test(args);
    case 'ffmpeg': return /\bff(mpeg|probe)\b[^/]* -/.test(args);
  }
}

/** Numbers of the chunks that were really looked at, from the job's own log. */
function chunksObserved(jobsDir: string, jobId: string): unknown[] {
  const lines = readFileSync(join(jobsDir, jobId, 'log.jsonl'), 'utf8').split('\n').filter((line) => line.includes('"chunk observed"'));
  return lines.map((line) => (JSON.parse(line) as { fields: { chunk: number } }).fields.chunk);
}

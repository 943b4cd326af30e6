import { describe, expect, it } from 'vitest';
import type { AppInfo } from '../../src-shared/contract/api.ts';
import type { JobStatusName, JobView } from '../../src-shared/domain/job.ts';
import { jobStatusNames, someInfo, someJob } from '../testing/some-job.ts';
import { actionsFor, healthWarning, percentWords, stageMarks, timeLeftWords, whomWords } from './job-words.ts';
import { applyJobEvent, emptyJobs, inOrder, type JobsState } from './jobs-store.ts';
import { sizeWords } from './size-words.ts';

const withJobs = (...jobs: JobView[]): JobsState => ({ ...emptyJobs, loaded: true, byId: Object.fromEntries(jobs.map((job) => [job.record.id, job])) });

describe('the games the page knows of', () => {
  it('a changed job replaces what was known, and nobody else', () => {
    const [one, two] = [someJob(1, 'running'), someJob(2, 'queued')];
    const next = applyJobEvent(withJobs(one, two), { type: 'job-changed', job: { ...one, status: { ...one.status, progress: 0.5, updatedAt: '2026-03-07T19:00:00.000Z' } } });
    expect(next.byId[one.record.id]?.status.progress).toBe(0.5);
    expect(next.byId[two.record.id]).toBe(two);
  });
  it('news that arrives late does not turn progress back', () => {
    const now = { ...someJob(1, 'done'), status: { ...someJob(1, 'done').status, updatedAt: '2026-03-07T19:00:00.000Z' } };
    expect(applyJobEvent(withJobs(now), { type: 'job-changed', job: someJob(1, 'running') }).byId[now.record.id]).toBe(now);
  });
  it('a removed job takes its chunks and results along', () => {
    const job = someJob(1, 'done');
    const full: JobsState = { ...withJobs(job), observedChunks: { [job.record.id]: [0] }, newestRun: { [job.record.id]: 'r' } };
    expect(applyJobEvent(full, { type: 'job-removed', jobId: job.record.id })).toEqual({ ...emptyJobs, loaded: true });
  });
  it('chunks are kept once and in order, whatever order they come in', () => {
    const events = [3, 1, 3, 0].map((chunkIndex) => ({ type: 'chunk-observed' as const, jobId: 'a', chunkIndex }));
    expect(events.reduce(applyJobEvent, emptyJobs).observedChunks).toEqual({ a: [0, 1, 3] });
  });
  it('events of no concern leave the very same state, so that nothing re-renders', () => {
    expect(applyJobEvent(emptyJobs, { type: 'notice', level: 'info', message: 'hello' })).toBe(emptyJobs);
  });
  it('are listed by position', () => {
    const jobs = [someJob(1, 'done', { position: 7 }), someJob(2, 'done', { position: 3 })];
    expect(inOrder(withJobs(...jobs).byId).map((job) => job.record.position)).toEqual([3, 7]);
  });
});

describe('what can be done with a game', () => {
  const first: Record<JobStatusName, string> = {
    created: 'choose-player', ready: 'run', queued: 'watch', running: 'watch', paused: 'resume', cancelling: 'watch', cancelled: 'retry', done: 'review', 'done-no-segments': 'review', failed: 'retry',
  };
  it.each(jobStatusNames)('the likeliest wish when %s', (status) => {
    expect(actionsFor(someJob(1, status))[0]).toBe(first[status]);
  });
  it('finished parts can be reviewed while the game is being watched, not before', () => {
    expect(actionsFor(someJob(1, 'running', {}, { stage: 'observe' }))).toContain('review-finished');
    expect(actionsFor(someJob(1, 'running', {}, { stage: 'probe' }))).not.toContain('review-finished');
  });
  it('a missing video is relinked before anything else', () => {
    const error = { code: 'video-missing', message: 'gone', next: 'relink' };
    expect(actionsFor(someJob(1, 'failed', {}, { error }))[0]).toBe('relink');
  });
});

describe('words about progress', () => {
  it.each([[3, '5 s left'], [41, '45 s left'], [56, '1 min left'], [61, '2 min left'], [1260, '21 min left'], [3600, '1 h left'], [4000, '1 h 10 min left'], [7190, '2 h left']])('%d s → %s', (seconds, words) => {
    expect(timeLeftWords(seconds)).toBe(words);
  });
  it('100 % is said only when it is true', () => {
    expect([0, 0.005, 0.999, 1].map(percentWords)).toEqual(['0 %', '0 %', '99 %', '100 %']);
  });
  it('stages before the present one are done, the present one is marked, optional ones appear only when they happen', () => {
    const marks = stageMarks(someJob(1, 'running', {}, { stage: 'observe' }));
    expect(marks.map(({ stage, mark }) => `${stage} ${mark}`)).toEqual(['probe done', 'observe now', 'link waiting', 'identify waiting', 'segment waiting', 'cut waiting', 'finish waiting']);
    expect(stageMarks(someJob(1, 'running', {}, { stage: 'proxy' })).map(({ stage }) => stage)).toContain('proxy');
  });
  it('a failed run shows where it stopped, a finished one is ticked throughout', () => {
    expect(stageMarks(someJob(1, 'failed', {}, { stage: 'cut' })).find(({ stage }) => stage === 'cut')?.mark).toBe('stopped');
    expect(new Set(stageMarks(someJob(1, 'done', {}, { stage: 'finish' })).map(({ mark }) => mark))).toEqual(new Set(['done']));
  });
  it('says whom it looks for', () => {
    expect(whomWords(null)).toBe('No player chosen yet');
  });
  it.each([[0, '0 B'], [999, '999 B'], [1200, '1.2 kB'], [412_000_000, '412 MB'], [1_310_000_000, '1.3 GB'], [999_900_000, '1.0 GB']])('%d bytes are %s', (bytes, words) => {
    expect(sizeWords(bytes)).toBe(words);
  });
});

describe('a game that would wait for ever says so', () => {
  const info = (long: AppInfo['workers'][number]['state'], restarts = 0, redisState: AppInfo['redisState'] = 'ready'): AppInfo => someInfo(long, restarts, redisState);
  it.each([
    ['silent when the worker is alive', info('ready'), ['queued'], null],
    ['silent when nothing waits', info('restarting', 1), ['done'], null],
    ['a waiting game and no live worker', info('restarting', 1), ['queued'], 'error'],
    ['a running game whose worker is gone', info('stopped'), ['running'], 'error'],
    ['only starting', info('starting'), ['queued'], 'warn'],
    ['a crash loop, even with nothing waiting', info('crash-loop', 5), [], 'error'],
    ['Redis lost', info('ready', 0, 'lost'), [], 'warn'],
    ['Redis failed', info('ready', 0, 'failed'), [], 'error'],
  ] as const)('%s', (_, facts, statuses, level) => {
    const jobs = statuses.map((status, index) => someJob(index + 1, status));
    expect(healthWarning(facts, jobs)?.level ?? null).toBe(level);
  });
  it('repeats the worker\'s last word', () => {
    expect(healthWarning(info('restarting', 2), [someJob(1, 'queued')])?.message).toBe('A game waits, but no worker is alive. ended with code 9');
  });
});

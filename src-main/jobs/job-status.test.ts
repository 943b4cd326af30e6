import { describe, expect, it } from 'vitest';
import { JobStatus, QueueState, type JobRecord, type Lifecycle } from '../../src-shared/domain/job.ts';
import { noFacts, statusOf, type RunFacts } from './job-status.ts';

const runId = '0'.repeat(26);
const record = (lifecycle: Lifecycle): JobRecord => ({
  schemaVersion: 1, id: '1'.repeat(26), name: 'game', createdAt: 't', updatedAt: 't', videoPath: '/v.mp4',
  fingerprint: { bytes: 1, modifiedMs: 1, headTailHash: 'h' }, setup: null, lifecycle, position: 1, owner: null,
});
const ended = (outcome: 'done' | 'done-no-segments' | 'failed' | 'cancelled', verified = false): Lifecycle => ({
  phase: 'ended', runId, endedAt: 't', outcome, verified, error: outcome === 'failed' ? { code: 'disk-full', message: 'full', next: 'free' } : null,
});
const requested: Lifecycle = { phase: 'requested', runId, requestedAt: 't' };

/** Columns in the order of QueueState. */
const states = QueueState.options;
const always = (status: string): string[] => states.map(() => status);

const table: [string, Lifecycle, string[]][] = [
  ['created', { phase: 'created' }, always('created')],
  ['ready', { phase: 'ready' }, always('ready')],
  //                      missing   waiting   prioritized delayed waiting-children active stalled  completed failed
  ['requested', requested, ['queued', 'queued', 'queued', 'queued', 'running', 'running', 'running', 'running', 'failed']],
  ['paused', { phase: 'paused', runId }, always('paused')],
  ['cancelling', { phase: 'cancelling', runId }, always('cancelling')],
  ['ended done', ended('done'), always('done')],
  ['ended verified', ended('done', true), always('done')],
  ['ended without segments', ended('done-no-segments'), always('done-no-segments')],
  ['ended failed', ended('failed'), always('failed')],
  ['ended cancelled', ended('cancelled'), always('cancelled')],
];

describe('the status of a job', () => {
  const cases = table.flatMap(([name, lifecycle, expected]) => states.map((state, column) => ({ name, lifecycle, state, expected: expected[column] })));

  it.each(cases)('that is $name, while the queue says $state, is $expected', ({ lifecycle, state, expected }) => {
    const status = statusOf(record(lifecycle), state, noFacts);
    expect(status.status).toBe(expected);
    expect(JobStatus.parse(status)).toEqual(status);
  });

  it.each(cases)('says 100 % only at the end ($name, $state)', ({ lifecycle, state, expected }) => {
    const { progress } = statusOf(record(lifecycle), state, { ...noFacts, stage: 'finish', progress: 1 });
    expect(progress === 1).toBe(expected === 'done' || expected === 'done-no-segments');
  });

  const waiting = (facts: Partial<RunFacts>) => statusOf(record(requested), 'waiting', { ...noFacts, ...facts });

  it('that waits without a worker says so, with the reason', () => {
    expect(waiting({ workerAlive: false, workerMessage: 'The long worker ended 5 times in a row.' }).message).toBe('Waiting: The long worker ended 5 times in a row.');
  });

  it('that waits without Redis says so', () => {
    expect(waiting({ redisReady: false }).message).toMatch(/Redis/);
  });

  it('that waits between its chunks and its last steps is running and keeps its progress', () => {
    expect(waiting({ stage: 'observe', progress: 0.8 })).toMatchObject({ status: 'running', stage: 'observe', progress: 0.8 });
  });

  it('that another program works on is running', () => {
    expect(statusOf(record(requested), 'missing', { ...noFacts, ownedElsewhere: true })).toMatchObject({ status: 'running', message: 'Another ShiftClipper is working on this game.' });
  });

  it('tells why the queue item failed before the record does', () => {
    const failure = { code: 'ffmpeg-failed', message: 'broke', next: 'n' } as const;
    expect(statusOf(record(requested), 'failed', { ...noFacts, failure })).toMatchObject({ status: 'failed', error: failure, message: 'broke' });
  });

  it.each(['failed', 'cancelled'] as const)('that %s keeps the stage where it stopped, also when the app has forgotten the run', (outcome) => {
    const lifecycle: Lifecycle = { ...(ended(outcome) as Extract<Lifecycle, { phase: 'ended' }>), stopped: { stage: 'observe', progress: 0.4 } };
    expect(statusOf(record(lifecycle), 'missing', noFacts)).toMatchObject({ status: outcome, stage: 'observe', progress: 0.4 });
  });

  it.each(['done', 'done-no-segments'] as const)('that is %s says what the run found', (outcome) => {
    const lifecycle: Lifecycle = { ...(ended(outcome, true) as Extract<Lifecycle, { phase: 'ended' }>), summary: '3 segments, 13 s on screen.' };
    expect(statusOf(record(lifecycle), 'missing', noFacts)).toMatchObject({ message: '3 segments, 13 s on screen.', progress: 1 });
  });

  it('that was verified says it', () => {
    expect(statusOf(record(ended('done', true)), 'missing', noFacts).verified).toBe(true);
  });
});

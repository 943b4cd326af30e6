import { mkdir, mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { LogEntry } from '../../src-shared/logger.ts';
import { jobLogSink, mostLogBytes, readJobLog } from './job-log.ts';

const jobId = '0'.repeat(26);
const entry = (message: string, fields: Record<string, unknown> = { jobId }): LogEntry => ({ time: 't', level: 'info', from: 'main', message, fields });

describe('the log of a job', () => {
  let jobsDir: string;
  beforeAll(async () => {
    jobsDir = await mkdtemp(join(tmpdir(), 'job-log-'));
    await mkdir(join(jobsDir, jobId));
    await writeFile(join(jobsDir, jobId, 'job.json'), '{}');
  });
  afterAll(() => rm(jobsDir, { recursive: true }));

  it('holds what speaks of that job and nothing else, for the user alone', async () => {
    const sink = jobLogSink(jobsDir);
    for (const one of [entry('mine'), entry('of nobody', {}), entry('of another', { jobId: '1'.repeat(26) }), entry('hostile', { jobId: '../../x' })]) sink(one);
    expect((await readJobLog(join(jobsDir, jobId))).map(({ message }) => message)).toEqual(['mine']);
    expect((await stat(join(jobsDir, jobId, 'log.jsonl'))).mode & 0o077).toBe(0);
    expect(await readdir(jobsDir)).toEqual([jobId]);
  });

  it('stays below its bound and keeps its newest lines', async () => {
    const sink = jobLogSink(jobsDir);
    for (let n = 0; n < 300; n += 1) sink(entry(`${n} ${'x'.repeat(10_000)}`));
    const { size } = await stat(join(jobsDir, jobId, 'log.jsonl'));
    expect(size).toBeLessThanOrEqual(mostLogBytes);
    expect((await readJobLog(join(jobsDir, jobId))).at(-1)?.['message']).toMatch(/^299 /);
  });
});

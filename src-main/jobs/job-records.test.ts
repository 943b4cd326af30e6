import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { JobRecord } from '../../src-shared/domain/job.ts';
import { newId } from '../../src-shared/new-id.ts';
import { ownMark } from '../files/process-identity.ts';
import { JobRecords } from './job-records.ts';
import { chooseForCleanup } from './job-service.ts';

const record = (changes: Partial<JobRecord> = {}): JobRecord => ({
  schemaVersion: 1, id: newId(), name: 'game', createdAt: '2026-01-01T00:00:00.000Z', updatedAt: '2026-01-01T00:00:00.000Z', videoPath: '/v.mp4',
  fingerprint: { bytes: 1, modifiedMs: 1, headTailHash: 'h' }, setup: null, lifecycle: { phase: 'created' }, position: 1, owner: null, ...changes,
});

describe('job records', () => {
  let folder: string;
  let records: JobRecords;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'records-'));
    records = new JobRecords(folder);
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it('survive a writer that was killed in the middle: its temporary file changes nothing', async () => {
    const { id } = await records.create(record());
    await writeFile(join(folder, id, 'job.json.a1b2.tmp'), '{"schemaVersion":1,"id":"');
    expect((await new JobRecords(folder).get(id)).name).toBe('game');
  });

  it('take changes one after the other, each seeing the one before', async () => {
    const { id } = await records.create(record({ name: 'n' }));
    await Promise.all(Array.from({ length: 20 }, () => records.update(id, async (now) => ({ ...now, name: `${now.name}n` }))));
    expect((await records.get(id)).name).toBe('n'.repeat(21));
    expect((await readdir(join(folder, id))).length).toBe(1);
  });

  it('tell of a damaged record and show the others', async () => {
    const good = await records.create(record());
    for (const [id, text] of [[newId(), 'not json'], [newId(), '{"schemaVersion":2}']] as const) {
      await mkdir(join(folder, id));
      await writeFile(join(folder, id, 'job.json'), text);
    }
    const { records: shown, damaged } = await records.list();
    expect([shown.map(({ id }) => id), damaged.length]).toEqual([[good.id], 2]);
  });

  it('refuse to store what does not fit the contract', async () => {
    const { id } = await records.create(record());
    await expect(records.update(id, (now) => ({ ...now, name: '' }))).rejects.toThrow();
    expect((await records.get(id)).name).toBe('game');
  });

  it('of a living other program are read only; of a dead one not', async () => {
    const living = await records.create(record({ owner: { ...ownMark } }));
    const dead = await records.create(record({ owner: { pid: ownMark.pid, startedAt: 'another boot:1' } }));
    const other = new JobRecords(folder, { pid: 1, startedAt: 'other' });
    await expect(other.update(living.id, (now) => ({ ...now, name: 'x' }))).rejects.toMatchObject({ code: 'job-owned-elsewhere' });
    await expect(other.remove(living.id)).rejects.toMatchObject({ code: 'job-owned-elsewhere' });
    if (process.platform === 'linux') expect((await other.update(dead.id, (now) => ({ ...now, name: 'x' }))).name).toBe('x');
  });

  it.each(['..', '../x', 'a/b', '', '\0', `${'a'.repeat(25)}/`])('know no job called %j', async (id) => {
    await expect(records.get(id)).rejects.toMatchObject({ code: 'path-refused' });
  });
});

describe('cleaning up', () => {
  const runId = newId();
  const old = '2026-01-01T00:00:00.000Z';
  const now = Date.parse('2026-02-01T00:00:00.000Z');
  const ended = record({ createdAt: '1', updatedAt: old, lifecycle: { phase: 'ended', runId, endedAt: old, outcome: 'done', verified: false, error: null } });
  const running = record({ createdAt: '2', updatedAt: old, lifecycle: { phase: 'requested', runId, requestedAt: old } });
  const paused = record({ createdAt: '3', updatedAt: old, lifecycle: { phase: 'paused', runId } });
  const fresh = record({ createdAt: '4', updatedAt: '2026-01-31T00:00:00.000Z' });
  const choose = (olderThanDays: number, keepNewest: number) => chooseForCleanup([ended, running, paused, fresh], { olderThanDays, keepNewest }, now);

  it('takes what has rested long enough, never what is queued, running or paused', () => expect(choose(7, 0)).toEqual([ended]));
  it('keeps the newest', () => expect(choose(0, 1)).toEqual([ended]));
  it('of 0 days takes all that rests', () => expect(choose(0, 0)).toEqual([fresh, ended]));
});

import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { JobRecord } from '../../src-shared/domain/job.ts';
import { defaultPreferences } from '../../src-shared/domain/preferences.ts';
import { JobRecords } from '../jobs/job-records.ts';
import { packGame, unpackGame } from './game-file.ts';
import { PreferencesStore } from './preferences-store.ts';
import { forgetPeople, freeGameSpace, storageUse } from './storage.ts';
import { packTar } from './tar.ts';

const id = '01aaaaaaaaaaaaaaaaaaaaaaaa';
const runId = '01bbbbbbbbbbbbbbbbbbbbbbbb';
const record: JobRecord = {
  schemaVersion: 1, id, name: 'Cup', createdAt: '2026-03-07T10:00:00.000Z', updatedAt: '2026-03-07T10:00:00.000Z', videoPath: '/videos/cup.mp4',
  fingerprint: { bytes: 5, modifiedMs: 1, headTailHash: 'a'.repeat(64) }, setup: null, position: 1, owner: null,
  lifecycle: { phase: 'ended', runId, endedAt: '2026-03-07T11:00:00.000Z', outcome: 'done', verified: true, error: null },
};
const files: Record<string, string> = {
  'review.json': '{"edits":[1]}', 'media.json': '{}', current: runId, 'tracks.arrow': 'tttt', 'observations/0000.arrow': 'seen', 'proxy.mp4': 'proxyproxy', 'frames/1.jpg': 'ff',
  [`runs/${runId}/results.json`]: JSON.stringify({ jobId: id, clips: [{ file: 'clips/clip_001.mp4' }], combined: 'combined.mp4', overlay: null }), [`runs/${runId}/crops/a.jpg`]: 'face', [`runs/${runId}/clips/clip_001.mp4`]: 'clipclip',
};

describe('a game\'s folder', () => {
  let folder: string;
  let records: JobRecords;
  const read = (jobId: string, path: string): Promise<string> => readFile(join(records.folderOf(jobId), path), 'utf8');
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'sc-game-'));
    records = new JobRecords(join(folder, 'jobs'));
    await records.create(record);
    for (const [path, text] of Object.entries(files)) {
      await mkdir(dirname(join(records.folderOf(id), path)), { recursive: true });
      await writeFile(join(records.folderOf(id), path), text);
    }
  });
  afterEach(() => rm(folder, { recursive: true }));

  it('goes to another machine as one file: a game of its own with answer and edits, without clips, and names nothing that did not come along', async () => {
    const other = new JobRecords(join(folder, 'elsewhere'));
    const moved = await unpackGame(other, await packGame(records, id, join(folder, 'cup.shiftclipper')));
    expect(moved).not.toBe(id);
    expect(await other.get(moved)).toMatchObject({ id: moved, name: 'Cup', videoPath: '/videos/cup.mp4', fingerprint: record.fingerprint, owner: null });
    const there = other.folderOf(moved);
    expect(JSON.parse(await readFile(join(there, 'runs', runId, 'results.json'), 'utf8'))).toEqual({ jobId: moved, clips: [], combined: null, overlay: null });
    expect(await readFile(join(there, 'review.json'), 'utf8')).toBe(files['review.json']);
    expect(['observations/0000.arrow', 'tracks.arrow', 'current', `runs/${runId}/crops/a.jpg`, 'proxy.mp4', 'frames', `runs/${runId}/clips`].map((path) => existsSync(join(there, path)))).toEqual([true, true, true, true, false, false, false]);
  });

  it.each([
    ['that is none', Buffer.from('hello'), /is not a ShiftClipper game/],
    ['without a game in it', gzipSync(packTar([{ path: 'current', content: Buffer.from('x') }])), /job\.json is missing/],
    ['with something else in it', gzipSync(packTar([{ path: 'job.json', content: Buffer.from(JSON.stringify(record)) }, { path: 'start.sh', content: Buffer.from('x') }])), /start\.sh, which is no part of a game/],
  ])('is not made from a file %s, and nothing is left behind', async (_, content, message) => {
    const file = join(folder, 'bad.shiftclipper');
    await writeFile(file, content);
    await expect(unpackGame(records, file)).rejects.toThrow(message);
    expect((await records.list()).records.map((one) => one.id)).toEqual([id]);
  });

  it('forgets the people in it: no boxes, pictures or appearance are left, times and edits are', async () => {
    expect((await forgetPeople(records, id)).bytes).toBe('seen'.length + 'tttt'.length + 'ff'.length + 'face'.length);
    expect(['observations', 'tracks.arrow', 'frames', `runs/${runId}/crops`].map((path) => existsSync(join(records.folderOf(id), path)))).toEqual([false, false, false, false]);
    expect(await read(id, `runs/${runId}/results.json`)).toBe(files[`runs/${runId}/results.json`]);
    expect(await read(id, 'review.json')).toBe(files['review.json']);
    expect((await storageUse(records, folder, folder)).games).toMatchObject([{ jobId: id, knowsPeople: false }]);
  });

  it('gives back what can be made again, and says what each part costs', async () => {
    expect((await storageUse(records, join(folder, 'none'), join(folder, 'none'))).games).toMatchObject([{ name: 'Cup', knowsPeople: true, parts: { seen: 8, preview: 12, clips: 8 } }]);
    expect((await freeGameSpace(records, id)).bytes).toBe(10);
    expect(await read(id, 'review.json')).toBe(files['review.json']);
  });

  it('is left alone while the game is being analysed', async () => {
    await records.update(id, (now) => ({ ...now, lifecycle: { phase: 'requested', runId, requestedAt: now.createdAt } }));
    await expect(forgetPeople(records, id)).rejects.toMatchObject({ code: 'job-busy' });
    await expect(packGame(records, id, join(folder, 'x'))).rejects.toMatchObject({ code: 'job-busy' });
  });

  it('preferences outlive a restart; a damaged or older file costs only what is damaged', async () => {
    const store = new PreferencesStore(folder);
    await store.change({ forbidNetwork: true });
    expect(new PreferencesStore(folder).get()).toEqual({ ...defaultPreferences, forbidNetwork: true });
    await writeFile(join(folder, 'preferences.json'), JSON.stringify({ forbidNetwork: true, keepAwake: 'yes' }));
    expect(new PreferencesStore(folder).get()).toEqual({ ...defaultPreferences, forbidNetwork: true });
    await writeFile(join(folder, 'preferences.json'), '{');
    expect(new PreferencesStore(folder).get()).toEqual(defaultPreferences);
  });
});

import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AppError } from '../../src-shared/app-error.ts';
import type { AppEvent, ExportRecord } from '../../src-shared/contract/api.ts';
import { exportPartsName } from '../../src-shared/contract/names.ts';
import { ExportOptions, type Work, type WorkResult } from '../../src-shared/contract/queue.ts';
import { silentLogger } from '../../src-shared/logger.ts';
import type { Answers } from './answers.ts';
import type { Engine } from './engine.ts';
import { Exports } from './exports.ts';

const jobId = 'j'.repeat(26);
const id = 'e'.repeat(26);
const options = ExportOptions.parse({});
let root: string;
beforeEach(() => { root = mkdtempSync(join(tmpdir(), 'shiftclipper-exports-')); });
afterEach(() => rmSync(root, { recursive: true }));

/** An app that starts on a folder where an export was under way. `inQueue`: what comes of the item there; null: the queue knows nothing of it. */
function started(inQueue: (() => Promise<WorkResult>) | null, { partsAgeSeconds = 3600 } = {}) {
  const folder = join(root, 'clips');
  const parts = join(folder, exportPartsName(id));
  mkdirSync(parts, { recursive: true });
  writeFileSync(join(parts, '0001.mp4'), 'half');
  const then = Date.now() / 1000 - partsAgeSeconds;
  utimesSync(join(parts, '0001.mp4'), then, then);
  const record: ExportRecord = { id, jobId, state: 'running', progress: 0.4, message: '', folder, files: [], error: null, createdAt: '2026-01-01T00:00:00.000Z', wish: { segmentIds: ['a'], options } };
  const file = join(root, 'exports', `${id}.json`);
  mkdirSync(join(root, 'exports'));
  writeFileSync(file, JSON.stringify(record));
  writeFileSync(join(root, 'exports', 'damaged.json'), '{"id":');
  const work: Work = { kind: 'export', jobId, videoPath: '/game.mp4', exportId: id, folder, pieces: [{ segmentId: 'a', start: 0, end: 1, fileName: 'a.mp4', trackIds: [], label: '' }], combinedName: null, options, list: null };
  const events: AppEvent[] = [];
  const queue = { workOf: () => Promise.resolve(inQueue === null ? null : work), addAndWait: () => inQueue?.() };
  const engine = {
    records: { list: () => Promise.resolve({ records: [{ id: jobId }], damaged: [] }), folderOf: () => root, isForeign: () => false },
    log: silentLogger, emit: (event: AppEvent) => events.push(event), queue: () => Promise.resolve(queue),
  } as unknown as Engine;
  return { exports: new Exports(engine, {} as Answers), parts, stored: () => (JSON.parse(readFileSync(file, 'utf8')) as ExportRecord).state };
}

it('an export whose video is gone is refused at once; lists alone do not need it', async () => {
  const record = { id: jobId, name: 'Bears', videoPath: join(root, 'gone.mp4'), fingerprint: { bytes: 1, modifiedMs: 0, hash: '' } };
  const engine = { records: { get: () => Promise.resolve(record), folderOf: () => root }, log: silentLogger } as unknown as Engine;
  const exports = new Exports(engine, { review: () => Promise.resolve({ results: null, review: null }) } as unknown as Answers);
  await expect(exports.start({ jobId, segmentIds: ['a'], options })).rejects.toMatchObject({ code: 'video-missing' });
  await expect(exports.start({ jobId, segmentIds: ['a'], options: { ...options, separate: false, handOff: ['csv'] } })).rejects.toMatchObject({ code: 'job-not-ready' });
});

describe('an export that was under way when the app ended', () => {
  it('goes on where the queue still has it, and is done when that is', async () => {
    const { exports, parts, stored } = started(() => Promise.resolve({ kind: 'export', files: [{ path: '/a.mp4', segmentIds: ['a'], span: null, durationSeconds: 1, verified: true }], documents: [], warnings: [] }));
    await exports.recover();
    await expect.poll(stored).toBe('done');
    expect(await exports.list(jobId)).toMatchObject([{ state: 'done', files: [{ path: '/a.mp4' }] }]);
    expect(existsSync(parts)).toBe(true); // the worker's own
  });

  it('is under way again as soon as it is taken over', async () => {
    const { exports } = started(() => new Promise(() => undefined));
    expect(await exports.list(jobId)).toMatchObject([{ state: 'cancelled' }]);
    await exports.recover();
    expect(await exports.list(jobId)).toMatchObject([{ state: 'running' }]);
  });

  it('that had been cancelled stays cancelled', async () => {
    const { exports, stored } = started(() => Promise.reject(new AppError('cancelled', 'stopped')));
    await exports.recover();
    await expect.poll(stored).toBe('cancelled');
  });

  it('is over where the queue has forgotten it, and nothing half done is left in the user\'s folder', async () => {
    const { exports, parts, stored } = started(null);
    await exports.recover();
    expect([stored(), existsSync(parts)]).toEqual(['cancelled', false]);
  });

  it('is left alone while another program may be writing it', async () => {
    const { exports, parts, stored } = started(null, { partsAgeSeconds: 5 });
    await exports.recover();
    expect([stored(), existsSync(parts)]).toEqual(['running', true]);
  });
});

import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseRange, serveFile } from './serve-file.ts';

describe('a range header', () => {
  it.each([
    ['is absent: the whole file', null, null],
    ['is closed', 'bytes=2-5', { start: 2, end: 5 }],
    ['is open-ended', 'bytes=4-', { start: 4, end: 9 }],
    ['is a suffix', 'bytes=-3', { start: 7, end: 9 }],
    ['is a suffix longer than the file', 'bytes=-300', { start: 0, end: 9 }],
    ['ends beyond the file', 'bytes=8-99', { start: 8, end: 9 }],
    ['starts beyond the file', 'bytes=10-', 'unsatisfiable'],
    ['asks for the last zero bytes', 'bytes=-0', 'unsatisfiable'],
    ['is backwards: ignored', 'bytes=5-2', null],
    ['has several ranges: ignored', 'bytes=0-1,4-5', null],
    ['is of another unit: ignored', 'items=0-1', null],
  ] as const)('%s', (_, header, expected) => {
    expect(parseRange(header, 10)).toEqual(expected);
  });
});

describe('a served file', () => {
  let folder: string;
  let file: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'serve-file-'));
    file = join(folder, 'ten.mp4');
    await writeFile(file, '0123456789');
  });
  afterAll(() => rm(folder, { recursive: true }));

  const ask = (path: string, range: string | null, method = 'GET') => serveFile(path, { method, range });

  it('is sent whole without a range', async () => {
    const answer = await ask(file, null);
    expect([answer.status, answer.headers.get('content-length'), answer.headers.get('content-type'), await answer.text()]).toEqual([200, '10', 'video/mp4', '0123456789']);
  });

  it('is sent in part with 206 and says which part', async () => {
    const answer = await ask(file, 'bytes=3-5');
    expect([answer.status, answer.headers.get('content-range'), await answer.text()]).toEqual([206, 'bytes 3-5/10', '345']);
  });

  it('answers 416 with its size when the range lies outside', async () => {
    const answer = await ask(file, 'bytes=50-');
    expect([answer.status, answer.headers.get('content-range')]).toEqual([416, 'bytes */10']);
  });

  it('sends no body for HEAD', async () => {
    const answer = await ask(file, null, 'HEAD');
    expect([answer.status, answer.headers.get('content-length'), await answer.text()]).toEqual([200, '10', '']);
  });

  it('is read-only', async () => {
    expect((await ask(file, null, 'PUT')).status).toBe(405);
  });

  it('is not found when it is absent or a folder', async () => {
    expect([(await ask(join(folder, 'none'), null)).status, (await ask(folder, null)).status]).toEqual([404, 404]);
  });
});

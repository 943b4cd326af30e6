import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { writeAtomically, writeCompactJson, writeJsonAtomically } from './write-atomically.ts';

let folder: string;
beforeAll(async () => { folder = await mkdtemp(join(tmpdir(), 'sc-write-')); });
afterAll(() => rm(folder, { recursive: true }));

it('a file that is written again and again while it is read is always whole, and nothing else is left beside it', async () => {
  const path = join(folder, 'deep', 'record.json');
  const texts = [1, 2].map((n) => String(n).repeat(200_000));
  await writeAtomically(path, texts[0]!);
  const written = new AbortController();
  const writes = (async () => {
    for (let n = 0; n < 30; n += 1) await writeAtomically(path, texts[n % 2]!);
  })().finally(() => written.abort());
  while (!written.signal.aborted) expect(texts.includes(await readFile(path, 'utf8'))).toBe(true);
  await writes;
  expect(await readdir(join(folder, 'deep'))).toEqual(['record.json']);
});

it.runIf(process.platform !== 'win32')('folder and file are for the user alone', async () => {
  await writeJsonAtomically(join(folder, 'mine', 'a.json'), { a: 1 });
  expect((await stat(join(folder, 'mine'))).mode & 0o777).toBe(0o700);
  expect((await stat(join(folder, 'mine', 'a.json'))).mode & 0o777).toBe(0o600);
});

it('a write that fails leaves nothing behind', async () => {
  await expect(writeAtomically(folder, 'text')).rejects.toThrow(); // a folder is in the way
  expect((await readdir(tmpdir())).filter((name) => name.startsWith(folder.slice(tmpdir().length + 1)) && name.endsWith('.tmp'))).toEqual([]);
});

it('JSON is laid out for people, or in one line where it is long', async () => {
  await writeJsonAtomically(join(folder, 'a.json'), { a: [1] });
  await writeCompactJson(join(folder, 'b.json'), { a: [1] });
  expect(await readFile(join(folder, 'a.json'), 'utf8')).toBe('{\n  "a": [\n    1\n  ]\n}\n');
  expect(await readFile(join(folder, 'b.json'), 'utf8')).toBe('{"a":[1]}\n');
});

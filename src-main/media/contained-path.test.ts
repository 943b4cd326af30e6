import { mkdir, mkdtemp, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { containedPath } from './contained-path.ts';

describe('a path inside a game\'s folder', () => {
  let base: string;
  beforeAll(async () => {
    base = await realpath(await mkdtemp(join(tmpdir(), 'contained-')));
    await mkdir(join(base, 'job', 'runs'), { recursive: true });
    await writeFile(join(base, 'job', 'runs', 'a b.json'), '{}');
    await writeFile(join(base, 'secret'), 'x');
    await symlink(join(base, 'secret'), join(base, 'job', 'escape'));
    await symlink(base, join(base, 'job', 'up'));
  });
  afterAll(() => rm(base, { recursive: true }));

  it('is found', async () => {
    expect(await containedPath(join(base, 'job'), 'runs/a b.json')).toBe(join(base, 'job', 'runs', 'a b.json'));
  });

  it.each([
    '../secret', 'runs/../../secret', '/etc/passwd', '', '.', 'runs//x', 'runs/', 'a\\..\\..\\secret', 'C:/x', '//host/share', 'runs/%2e%2e/secret',
    'C:\\Windows\\win.ini', 'C:x', '\\\\server\\share\\x', '\\\\?\\C:\\x', '\\\\.\\PhysicalDrive0', '..\\secret', 'runs\\..\\..\\secret', 'runs/..\\..\\secret', 'results.json::$DATA', 'runs/PRN.txt', 'LPT1', 'Con', 'nul.tar.gz', 'runs /x', 'x.json.', 'x.json ',
    'runs/%5c..%5csecret', 'x\0.json', 'nul', 'COM1.txt', 'runs/aux', 'file:stream', 'dots.', 'escape', 'up/secret',
  ])('%j is refused', async (path) => {
    await expect(containedPath(join(base, 'job'), path)).rejects.toMatchObject({ code: 'path-refused' });
  });

  it('that does not exist is missing, not refused', async () => {
    await expect(containedPath(join(base, 'job'), 'runs/none.json')).rejects.toMatchObject({ code: 'artifact-missing' });
  });
});

import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findTool } from './find-tool.ts';

describe('finding a program', () => {
  let resources: string;
  let folder: string;
  beforeAll(async () => {
    resources = await mkdtemp(join(tmpdir(), 'sc-tools-'));
    folder = join(resources, 'bin', `${process.platform}-${process.arch}`);
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, 'ffmpeg'), 'as it was set up');
    await writeFile(join(folder, 'ffprobe'), 'changed since');
    const tool = (path: string, content: string) => ({ path, sha256: createHash('sha256').update(content).digest('hex'), version: '1', source: 'test' });
    await writeFile(join(folder, 'tools.json'), JSON.stringify({ version: 1, tools: { ffmpeg: tool('ffmpeg', 'as it was set up'), ffprobe: tool('ffprobe', 'as it was set up'), 'redis-server': tool('gone', 'x') } }));
  });
  afterAll(() => rm(resources, { recursive: true }));

  it('takes the one that setup brought, when it is still the same', async () => {
    expect(await findTool(resources, 'ffmpeg', {})).toEqual({ path: join(folder, 'ffmpeg') });
  });

  it('takes the one that the user names before it', async () => {
    expect(await findTool(resources, 'ffmpeg', { FFMPEG_BIN: '/mine/ffmpeg' })).toEqual({ path: '/mine/ffmpeg' });
  });

  it('refuses one that is not what was set up, and names it', async () => {
    await expect(findTool(resources, 'ffprobe', {})).rejects.toMatchObject({ code: 'tool-damaged', message: expect.stringContaining('ffprobe') as string });
  });

  it('says where one must be that is gone', async () => {
    await expect(findTool(resources, 'redis-server', {})).rejects.toMatchObject({ code: 'tool-missing', message: expect.stringContaining(join(folder, 'gone')) as string });
  });

  it.runIf(process.platform !== 'win32')('without any setup takes one from the path, and else says that there is none', async () => {
    const none = join(resources, 'none');
    expect(await findTool(none, 'ffmpeg', { PATH: `/nowhere:${folder}` })).toEqual({ path: join(folder, 'ffmpeg') });
    await expect(findTool(none, 'redis-server', { PATH: '' })).rejects.toMatchObject({ code: 'tool-missing', message: expect.stringContaining('REDIS_URL') as string });
  });

  it('says so when the list itself is no list', async () => {
    await mkdir(join(resources, 'bad', 'bin', `${process.platform}-${process.arch}`), { recursive: true });
    await writeFile(join(resources, 'bad', 'bin', `${process.platform}-${process.arch}`, 'tools.json'), '{');
    await expect(findTool(join(resources, 'bad'), 'ffmpeg', {})).rejects.toMatchObject({ code: 'tool-damaged' });
  });
});

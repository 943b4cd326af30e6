import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtemp, readdir, rm, statfs, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Setup } from '../../src-shared/domain/job.ts';
import { buildWorker, removeWorker, startTestServices, testDataDir, type TestServices } from '../testing/test-services.ts';

/** A disk of our own needs the right to mount; elsewhere these are skipped. */
const mayMount = process.platform === 'linux' && process.getuid?.() === 0 && spawnSync('unshare', ['-m', 'mount', '-t', 'tmpfs', 'tmpfs', '/mnt']).status === 0;

describe.skipIf(!mayMount)('a disk that fills up', { timeout: 120_000 }, () => {
  let worker: string;
  let dataDir: string;
  let disk: string;
  let services: TestServices;
  beforeAll(async () => {
    worker = await buildWorker('disk');
    dataDir = await testDataDir();
    disk = await mkdtemp(join(tmpdir(), 'sc-disk-'));
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=300m', 'tmpfs', disk]);
    execFileSync('ffmpeg', ['-v', 'error', '-f', 'lavfi', '-i', 'testsrc2=size=320x180:rate=5:duration=4', '-pix_fmt', 'yuv420p', '-y', join(dataDir, 'game.mp4')]);
    services = await startTestServices(dataDir, worker, { jobsDir: join(disk, 'jobs') });
  });
  afterAll(async () => {
    await services.stop();
    execFileSync('umount', [disk]);
    await Promise.all([rm(disk, { recursive: true }), rm(dataDir, { recursive: true }), removeWorker(worker)]);
  });

  const filler = () => join(disk, 'filler');
  const fill = async (leave: number) => {
    const { bavail, bsize } = await statfs(disk);
    await writeFile(filler(), Buffer.alloc(Math.max(0, bavail * bsize - leave)));
  };

  it('refuses a run at once where there is no room, and in the middle ends it cleanly; with room again it goes on', async () => {
    const jobId = (await services.handlers.createJob({ videoPath: join(dataDir, 'game.mp4') })).record.id;
    await services.handlers.setupJob({ jobId, setup: Setup.parse({ target: { jerseyNumber: '4' } }) });
    const status = async () => (await services.handlers.getJob({ jobId })).status;
    await fill(50_000_000);
    await expect(services.handlers.runJob({ jobId })).rejects.toMatchObject({ code: 'disk-full' });
    await rm(filler());

    await services.handlers.runJob({ jobId });
    await expect.poll(() => services.entries.some(({ message, fields }) => message === 'work begins' && String(fields?.['item']).startsWith('observe-')), { timeout: 30_000, interval: 10 }).toBe(true);
    await fill(0);
    await expect.poll(async () => (await status()).status, { timeout: 60_000 }).toBe('failed');
    expect((await status()).error).toMatchObject({ code: 'disk-full' });
    // Writing job.json is tried again and again; each try removes what it could not finish.
    await expect.poll(async () => (await readdir(join(disk, 'jobs', jobId), { recursive: true })).filter((name) => /partial|\.part|tmp/.test(name)), { timeout: 10_000, interval: 50 }).toEqual([]);

    await rm(filler());
    await expect.poll(async () => (await services.handlers.getJob({ jobId })).record.lifecycle.phase, { timeout: 10_000 }).toBe('ended'); // now it can be written down
    await services.handlers.retryJob({ jobId });
    await expect.poll(async () => (await status()).status, { timeout: 60_000 }).toBe('done-no-segments');
  });
});

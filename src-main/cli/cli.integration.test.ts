import { execFileSync, spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { chmod, readdir, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import process from 'node:process';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Setup } from '../../src-shared/domain/job.ts';
import { silentLogger } from '../../src-shared/logger.ts';
import { isAlive, markOf } from '../files/process-identity.ts';
import { openDoors, type Doors } from '../http/open-doors.ts';
import { buildWorker, removeWorker, startTestServices, testDataDir, type TestServices } from '../testing/test-services.ts';

describe('the command line as a process of its own', { timeout: 120_000 }, () => {
  let worker: string;
  let cli: string;
  let dataDir: string;
  let video: string;

  beforeAll(async () => {
    worker = await buildWorker('cli');
    cli = join(resolve(worker, '..', '..'), 'cli', 'cli.mjs');
    const { build } = await import('esbuild');
    const { bundleOptions } = (await import('../../scripts/build/bundles.mjs' as string)) as { bundleOptions(bundle: object): Parameters<typeof build>[0] };
    await build({ ...bundleOptions({ entry: 'src-main/cli/cli.ts', outfile: cli, runtime: 'node' }), sourcemap: false });
    dataDir = await testDataDir();
    video = join(dataDir, 'game.mp4');
    execFileSync('ffmpeg', ['-v', 'error', '-f', 'lavfi', '-i', 'testsrc2=size=320x180:rate=5:duration=2', '-pix_fmt', 'yuv420p', '-y', video]);
  });
  afterAll(() => Promise.all([removeWorker(worker), rm(dataDir, { recursive: true, force: true })]));

  const start = (args: string[], env: Record<string, string> = {}) => {
    const child = spawn(process.execPath, [cli, ...args], {
      env: { ...process.env, REDIS_URL: '', JOBS_DIR: join(dataDir, 'jobs'), SHIFTCLIPPER_DATA: dataDir, SHIFTCLIPPER_WORKER: worker, SHIFTCLIPPER_HTTP: '', ...env }, stdio: ['ignore', 'pipe', 'pipe'],
    });
    const said = { out: '', err: '' };
    child.stdout.on('data', (part: Buffer) => { said.out += part.toString(); });
    child.stderr.on('data', (part: Buffer) => { said.err += part.toString(); });
    return { child, ended: new Promise<typeof said & { code: number | null }>((done) => { child.once('close', (code) => done({ ...said, code })); }) };
  };

  describe('beside a running app', () => {
    let services: TestServices;
    let doors: Doors;

    beforeAll(async () => {
      // Nobody looks at videos here, so a run stays under way for as long as the test wants.
      services = await startTestServices(dataDir, worker, { observeHere: false });
      doors = await openDoors(services, services.config, silentLogger);
    });
    afterAll(async () => {
      await doors.close();
      await services.stop();
    });

    it.skipIf(process.platform === 'win32')('pauses, resumes, cancels, retries and removes a job of the app, which knows it at once', async () => {
      const { record } = await services.handlers.createJob({ videoPath: video });
      const jobId = record.id;
      await services.handlers.setupJob({ jobId, setup: Setup.parse({ target: { jerseyNumber: '4' } }) });
      await services.handlers.runJob({ jobId });
      const say = async (action: string): Promise<string[]> => {
        const { code, out, err } = await start(['jobs', action, jobId, '--json']).ended;
        expect({ action, code, err }).toEqual({ action, code: 0, err: '' });
        return (JSON.parse(out) as { status: string }[]).map(({ status }) => status);
      };
      const statusHere = async () => (await services.handlers.getJob({ jobId })).status.status;
      expect(await say('pause')).toEqual(['paused']);
      expect(await statusHere()).toBe('paused');
      expect(['queued', 'running']).toContain((await say('resume'))[0]);
      expect(['queued', 'running']).toContain(await statusHere());
      expect(await say('cancel')).toEqual(['cancelled']);
      expect(await statusHere()).toBe('cancelled');
      expect(['queued', 'running']).toContain((await say('retry'))[0]);
      expect(await say('remove')).toEqual([]);
      await expect(services.handlers.getJob({ jobId })).rejects.toMatchObject({ code: 'job-not-found' });
      expect(await start(['jobs', 'cancel', jobId, '--json']).ended).toMatchObject({ code: 2, out: '' });
    });
  });

  it.skipIf(process.platform === 'win32')('is ended by Ctrl-C while a video is looked at, leaving no process and nothing half-done', async () => {
    const ownDir = join(dataDir, 'interrupted');
    const mark = join(dataDir, 'probing');
    const slow = join(dataDir, 'ffprobe-that-never-ends');
    await writeFile(slow, `#!/bin/sh\necho $$ > '${mark}.new' && mv '${mark}.new' '${mark}'\nexec sleep 600\n`);
    await chmod(slow, 0o700);
    const { child, ended } = start(['analyse', video, '--number', '4', '--out', join(ownDir, 'out')], { SHIFTCLIPPER_DATA: ownDir, JOBS_DIR: join(ownDir, 'jobs'), FFPROBE_BIN: slow });
    await expect.poll(() => existsSync(mark), { timeout: 60_000 }).toBe(true);
    const probing = markOf(Number(readFileSync(mark, 'utf8')));
    child.kill('SIGINT');
    const { code, err } = await ended;
    expect({ code, err }).toMatchObject({ code: 1, err: expect.stringMatching(/no game was added|what was seen so far is kept/) });
    // Where it took so long to come here that the game was taken in without being looked at, it stays, and can be run again.
    const files = await readdir(join(ownDir, 'jobs'), { recursive: true });
    expect(err.includes('no game was added') ? files : files.filter((name) => /\.(partial|part|tmp)\b/.test(name))).toEqual([]);
    await expect.poll(() => isAlive(probing), { timeout: 20_000 }).toBe(false);
  });
});

import { execFile } from 'node:child_process';
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { silentLogger } from '../../src-shared/logger.ts';
import { api, type CallName } from '../../src-shared/contract/api.ts';
import { isErrorCode } from '../../src-shared/app-error.ts';
import { buildWorker, removeWorker, startTestServices, testDataDir, type TestServices } from '../testing/test-services.ts';
import { hostileInputs, hostileValues } from '../testing/hostile-inputs.ts';
import { serveApi, type ServeCall } from './serve-api.ts';

/** These open windows of the system. */
const native: CallName[] = ['chooseVideos', 'chooseFolder', 'revealFile', 'chooseList', 'dragFile', 'reportPageError', 'mendHealth', 'saveSupportBundle', 'packGame', 'unpackGame', 'saveTable'];
const calls = (Object.keys(api) as CallName[]).filter((name) => !native.includes(name));

describe('calls with hostile inputs', { timeout: 120_000 }, () => {
  let worker: string;
  let dataDir: string;
  let services: TestServices;
  let serve: ServeCall;
  let tried = 0;
  beforeAll(async () => {
    worker = await buildWorker('hostile');
    dataDir = await testDataDir();
    await mkdir(join(dataDir, 'jobs'));
    await writeFile(join(dataDir, 'witness'), 'untouched');
    services = await startTestServices(dataDir, worker, { verifyOnly: true });
    serve = serveApi(services.handlers, silentLogger);
    await services.handlers.listJobs({});
  });
  afterAll(async () => {
    await services.stop();
    await Promise.all([rm(dataDir, { recursive: true }), removeWorker(worker)]);
  });

  it.each(calls)('%s answers each with a plain error or a valid value, at once', async (name) => {
    for (const input of hostileInputs(api[name].input)) {
      if (isFarAway(name, input)) continue;
      tried += 1;
      const answer = await serve(name, input);
      if (answer.ok) expect(api[name].output.safeParse(answer.value).success, `${name} ${JSON.stringify(input).slice(0, 200)}`).toBe(true);
      else {
        const told = `${name} ${JSON.stringify(input).slice(0, 200)}: ${answer.error.message.slice(0, 200)}`;
        expect(isErrorCode(answer.error.code) && answer.error.code !== 'internal', told).toBe(true);
        expect(answer.error.message.length, told).toBeLessThan(2100);
      }
    }
  });

  it.each(hostileValues.map((value) => [JSON.stringify(value).slice(0, 60), value]))('a call named %s is refused', async (_, value) => {
    expect(await serve(value, {})).toMatchObject({ ok: false, error: { code: 'invalid-input' } });
  });

  it('have changed nothing outside the jobs folder, and the services still answer', async () => {
    expect(tried).toBeGreaterThan(1000);
    expect((await readdir(dataDir)).sort()).toEqual(expect.arrayContaining(['jobs', 'redis', 'witness']));
    expect(await serve('listJobs', {})).toMatchObject({ ok: true });
  });

  it('on the command line end with a plain sentence and code 1 or 2, never with a stack', async () => {
    const { build } = await import('esbuild');
    const { bundleOptions } = (await import('../../scripts/build/bundles.mjs' as string)) as { bundleOptions(bundle: object): Parameters<typeof build>[0] };
    const cli = join(worker, '..', '..', 'cli', 'cli.mjs');
    await build({ ...bundleOptions({ entry: 'src-main/cli/cli.ts', outfile: cli, runtime: 'node' }), sourcemap: false });
    const words = [['analyse'], ['analyse', '/nowhere.mp4', '--out', '/tmp'], ['analyse', '--number', '7'], ['analyse', 'x', '--number', '777'], ['jobs'], ['jobs', 'burn'], ['jobs', 'status', '../../x'], ['jobs', 'cleanup', '--older-than-days', 'NaN'],
      ['ask', '/etc', '--number', '5'], ['roster', 'a\u202Eb'], ['serve', '--port', '99999'], ['serve', '--port', '-1'], ['constructor'], ['__proto__'], ['jobs', '--json=1', 'list'], ['jobs', 'rename', '0'.repeat(26), '--name', ''], ['analyse', 'x', '--click', '1,2']];
    for (const args of words) {
      const { code, text } = await new Promise<{ code: number; text: string }>((resolve) => {
        execFile(process.execPath, [cli, ...args], { env: { ...process.env, SHIFTCLIPPER_DATA: join(dataDir, 'cli'), SHIFTCLIPPER_WORKER: worker }, timeout: 20_000 }, (error, stdout, stderr) => resolve({ code: Number(error?.code ?? 0), text: stdout + stderr }));
      });
      expect([1, 2], `${args.join(' ')} → ${text}`).toContain(code);
      expect(text, args.join(' ')).not.toMatch(/\n\s+at .*:\d+:\d+|^undefined/);
    }
  });
});

/** Real folders, searched for videos as asked: slow on a full disk and no error. */
function isFarAway(name: CallName, input: unknown): boolean {
  return name === 'addVideos' && /"\/etc"|"\/dev|\[" ?"\]|(\.\.\/){5}/.test(JSON.stringify(input));
}

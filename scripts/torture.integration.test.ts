import { execFile } from 'node:child_process';
import { join, resolve } from 'node:path';
import process from 'node:process';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildWorker, removeWorker } from '../src-main/testing/test-services.ts';

describe.skipIf(process.platform === 'win32')('torture', { timeout: 180_000 }, () => {
  let worker: string;
  let tool: string;
  beforeAll(async () => {
    worker = await buildWorker('torture');
    const { build } = await import('esbuild');
    const { bundleOptions } = (await import('./build/bundles.mjs' as string)) as { bundleOptions(bundle: object): Parameters<typeof build>[0] };
    tool = join(resolve(worker, '..', '..'), 'tools', 'torture.mjs');
    await build({ ...bundleOptions({ entry: 'scripts/torture.ts', outfile: tool, runtime: 'node' }), sourcemap: false });
  });
  afterAll(() => removeWorker(worker));

  it('of worker, main and ffmpeg loses no job, does none twice, and leaves nothing behind', async () => {
    const { stdout } = await promisify(execFile)(process.execPath, [tool, '--kills', '3', '--json', '--seed', '3'], { env: { ...process.env, SHIFTCLIPPER_WORKER: worker } });
    const { kills, ...problems } = JSON.parse(stdout) as Record<string, number>;
    expect(problems).toEqual({ lost: 0, duplicated: 0, wrongState: 0, leftovers: 0 });
    expect(kills).toBeGreaterThanOrEqual(2); // an ffmpeg may have ended before it could be killed
  });
});

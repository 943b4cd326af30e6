/** Real services for tests: a real Redis, real worker processes from a bundle made here, all in a folder of the test's own. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { AppEvent } from '../../src-shared/contract/api.ts';
import { createLogger, type LogEntry } from '../../src-shared/logger.ts';
import { readAppConfig, type AppConfig } from '../app-config.ts';
import { startServices, type Services } from '../start-services.ts';
import { forkChildProcess } from '../worker/fork-child-process.ts';

export interface TestServices extends Services {
  config: AppConfig;
  events: AppEvent[];
  entries: LogEntry[];
}

/** Bundled beside node_modules, where packages that stay outside the bundle are found. */
export async function buildWorker(name: string): Promise<string> {
  const { build } = await import('esbuild');
  const root = resolve(import.meta.dirname, '..', '..');
  const outdir = join(root, 'node_modules', '.cache', `shiftclipper-${name}-${process.pid}`);
  const { bundleEntries, bundleOptions } = (await import('../../scripts/build/bundles.mjs' as string)) as {
    bundleEntries(): { entry: string; outfile: string; runtime: string }[];
    bundleOptions(bundle: unknown): Parameters<typeof build>[0] & { outfile: string };
  };
  for (const bundle of bundleEntries().filter(({ outfile }) => outfile.startsWith('dist/worker/'))) {
    const options = bundleOptions(bundle);
    await build({ ...options, outfile: join(outdir, options.outfile), sourcemap: false });
  }
  return join(outdir, 'dist', 'worker', 'worker.mjs');
}

export function removeWorker(entry: string): Promise<void> {
  return rm(resolve(entry, '..', '..', '..'), { recursive: true, force: true });
}

export function testDataDir(): Promise<string> {
  return mkdtemp(join(tmpdir(), 'sc-services-'));
}

export async function startTestServices(dataDir: string, workerEntry: string, changes: Partial<AppConfig> = {}): Promise<TestServices> {
  const config = { ...readAppConfig({ ...process.env, REDIS_URL: undefined, JOBS_DIR: undefined, SHIFTCLIPPER_DATA: dataDir, SHIFTCLIPPER_WORKER: workerEntry }), ...changes };
  const entries: LogEntry[] = [];
  const write = (entry: LogEntry): void => {
    entries.push(entry);
    if (process.env['SHIFTCLIPPER_TEST_LOG'] !== undefined) process.stderr.write(`${JSON.stringify(entry)}\n`);
  };
  const refuse = (): never => { throw new Error('no desktop in tests'); };
  const services = await startServices({
    config, forkWorker: forkChildProcess, log: { ...createLogger('main', 'debug', write), write },
    native: { chooseVideos: refuse, chooseFolder: refuse, revealFile: refuse, chooseList: refuse, dragFile: refuse, chooseFile: refuse, chooseSavePlace: refuse, openUpdater: refuse, restart: refuse },
  });
  const events: AppEvent[] = [];
  services.onEvent((event) => events.push(event));
  return { ...services, config, events, entries };
}

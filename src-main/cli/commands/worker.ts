/** `worker`: this process becomes the parent of a worker for another machine's queue. Its own program, so that it starts without the services of the app. */
import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { dirname, join } from 'node:path';
import { readAppConfig } from '../../app-config.ts';
import { readOptions } from '../read-options.ts';

export async function worker(args: readonly string[]): Promise<number> {
  readOptions(args, {});
  const entry = join(dirname(readAppConfig(process.env).workerEntry), 'headless.mjs');
  const child = spawn(process.execPath, [entry], { stdio: 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => { child.kill(signal); });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code, signal) => resolve(code ?? 128 + (signal === null ? 0 : constants.signals[signal])));
  });
}

/** `npm run worker`: a worker for another machine's queue, in this very process so that SIGTERM reaches it. */
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { dist, resources } from '../lib/paths.mjs';

/** @returns {Promise<number>} never: the worker ends the process itself */
export async function worker() {
  process.env['SHIFTCLIPPER_RESOURCES'] ??= resources;
  await import(pathToFileURL(path.join(dist, 'worker', 'headless.mjs')).href);
  return new Promise(() => undefined);
}

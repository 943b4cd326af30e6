/** Where the inference thread's own bundle lies: beside the worker's bundle, or beside that folder for the tools. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { AppError } from '../../src-shared/app-error.ts';

/** @throws AppError `tool-missing` when the app was not built. SHIFTCLIPPER_INFERENCE_THREAD names another file (tests). */
export function inferenceThreadEntry(): string {
  const given = process.env['SHIFTCLIPPER_INFERENCE_THREAD'];
  const here = path.dirname(fileURLToPath(import.meta.url));
  const places = given === undefined ? [path.join(here, 'inference-thread.mjs'), path.join(here, '../worker/inference-thread.mjs')] : [given];
  // A worker thread can not read inside an asar archive; these bundles lie unpacked beside it.
  const found = places.map((place) => place.replace(/app\.asar([\\/])/, 'app.asar.unpacked$1')).find((place) => existsSync(place));
  if (found === undefined) throw new AppError('tool-missing', `The inference thread must be at ${places[0]}. Run "npm run build".`, { details: { places } });
  return found;
}

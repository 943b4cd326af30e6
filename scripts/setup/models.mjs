/** Brings the models that resources/models/models.json lists, each under its checksum. */
import fs from 'node:fs';
import path from 'node:path';
import { hasChecksum } from '../lib/checksum.mjs';
import { modelsFolder } from '../lib/paths.mjs';
import { say, SetupError } from '../lib/say.mjs';
import { downloadWithChecksum, placeFromCache } from './download-with-checksum.mjs';

/**
 * @typedef {import('./download-with-checksum.mjs').Source} Source
 * @typedef {{ kind: 'repository' }} InRepository part of the repository; never fetched
 * @typedef {{ file: string, sha256: string, bytes: number, sources: Array<Source | InRepository> }} ModelFile
 * @typedef {ModelFile & { id: string, setup: 'required' | 'optional' | 'on-request', keys?: ModelFile }} Model
 */

/**
 * Throws SetupError naming every required model that could not be had; an optional one is only reported.
 * @param {readonly string[]} [requested] ids of models that are fetched on request only
 */
export async function ensureModels(requested = []) {
  /** @type {{ models: Model[] }} */
  const catalogue = JSON.parse(fs.readFileSync(path.join(modelsFolder, 'models.json'), 'utf8'));
  const problems = [];
  for (const model of catalogue.models) {
    if (model.setup === 'on-request' && !requested.includes(model.id)) continue;
    for (const file of model.keys ? [model, model.keys] : [model]) {
      const problem = await ensureFile(file);
      if (problem && model.setup === 'optional') say(`${problem.message}\n  (it is optional: everything works without it)`);
      else if (problem) problems.push(problem.message);
    }
  }
  if (problems.length > 0) throw new SetupError(problems.join('\n'));
}

/** @param {ModelFile} file @returns {Promise<Error | null>} why it could not be had */
async function ensureFile({ file, sha256, sources }) {
  const target = path.join(modelsFolder, file);
  if (await hasChecksum(target, sha256)) return null;
  const fetched = sources.filter((source) => source.kind !== 'repository');
  if (fetched.length === 0) return new Error(`model ${file} is part of the repository and is missing or damaged; bring it back with: git checkout -- resources/models/${file}`);
  try {
    placeFromCache(await downloadWithChecksum({ name: `model ${file}`, sha256, sources: fetched }), target);
    say(`model ${file}: there, checksum right`);
    return null;
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}

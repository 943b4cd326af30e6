/** Which packages of node_modules a release needs: what the bundles leave outside, and whatever that needs in turn. Read from package-lock.json. */
import fs from 'node:fs';
import path from 'node:path';
import { EXTERNAL } from '../build/bundles.mjs';
import { root } from '../lib/paths.mjs';

/** @typedef {{ dependencies?: Record<string, string>, optionalDependencies?: Record<string, string> }} LockEntry */

/** Used by its installer alone: the binaries of every system lie in the package already. */
const ONLY_INSTALLING = { 'onnxruntime-node': ['adm-zip', 'global-agent'] };

/** @returns {{ needed: string[], left: string[] }} names; `left`: production packages that a release does without */
export function neededPackages() {
  /** @type {Record<string, LockEntry>} */ const lock = JSON.parse(fs.readFileSync(path.join(root, 'package-lock.json'), 'utf8')).packages;
  const production = Object.keys(lock['']?.dependencies ?? {});
  const needed = closure(lock, production.filter((name) => EXTERNAL.includes(name)), ONLY_INSTALLING);
  const all = closure(lock, production, {});
  return { needed: [...needed].sort(), left: [...all].filter((name) => !needed.has(name)).sort() };
}

/** @param {Record<string, LockEntry>} lock @param {readonly string[]} names @param {Record<string, readonly string[]>} without @returns {Set<string>} */
function closure(lock, names, without) {
  const found = new Set();
  const open = [...names];
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    const entry = lock[`node_modules/${name}`];
    if (!entry || found.has(name)) continue;
    found.add(name);
    const skipped = without[name] ?? [];
    open.push(...Object.keys({ ...entry.dependencies, ...entry.optionalDependencies }).filter((dependency) => !skipped.includes(dependency)));
  }
  return found;
}

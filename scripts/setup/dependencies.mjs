/**
 * Makes sure that node_modules is what package-lock.json says. Runs before anything else can be imported,
 * so this file and all it imports know only `node:` modules.
 */
import fs from 'node:fs';
import path from 'node:path';
import { runNpm } from '../lib/npm-command.mjs';
import { root } from '../lib/paths.mjs';
import { say, secondsSince, SetupError } from '../lib/say.mjs';

/** Throws SetupError when the packages can not be had. */
export async function ensureDependencies() {
  const why = whyInstall(readLock('package-lock.json'), readLock('node_modules/.package-lock.json'));
  if (!why) return;
  const started = performance.now();
  say(`packages: ${why}; fetching what package-lock.json lists from the npm registry (npm ci, checked by integrity) …`);
  const args = ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--prefer-offline', '--loglevel=error'];
  const { code } = await runNpm(args, { cwd: root, output: 'stderr' });
  if (code !== 0) throw new SetupError(`the packages of package-lock.json could not be installed (npm ended with ${code})`, 'npm ci --ignore-scripts');
  say(`packages: installed in ${secondsSince(started)}`);
}

/**
 * @typedef {{ version?: string, optional?: boolean, devOptional?: boolean, peer?: boolean, link?: boolean }} LockedPackage
 * @typedef {{ packages?: Record<string, LockedPackage> }} Lock
 */

/**
 * @param {Lock | null} wanted package-lock.json
 * @param {Lock | null} installed the record npm keeps inside node_modules
 * @returns {string | null} the reason in words; null when nothing is to be done
 */
export function whyInstall(wanted, installed) {
  if (!wanted?.packages) throw new SetupError('package-lock.json is missing or damaged', 'git checkout -- package-lock.json');
  if (!installed?.packages) return 'not installed yet';
  for (const [place, entry] of Object.entries(wanted.packages)) {
    if (place === '' || entry.link) continue;
    const present = installed.packages[place];
    if (present ? present.version !== entry.version : !entry.optional && !entry.devOptional) {
      const name = place.replace(/^.*node_modules\//, '');
      return present ? `${name} is ${present.version}, wanted is ${entry.version}` : `${name} is missing`;
    }
  }
  return null;
}

/** @param {string} file @returns {Lock | null} */
function readLock(file) {
  try {
    return /** @type {Lock} */ (JSON.parse(fs.readFileSync(path.join(root, file), 'utf8')));
  } catch {
    return null;
  }
}

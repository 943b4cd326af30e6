/**
 * Builds dist/: main, preload, worker, inference thread, CLI and tools by esbuild, the page by Vite.
 * A build whose sources have not changed is skipped. Native and wasm packages stay outside the bundles.
 */
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { writeAtomically } from './lib/checksum.mjs';
import { dist, root } from './lib/paths.mjs';
import { say, secondsSince, SetupError } from './lib/say.mjs';
import { bundleEntries, bundleOptions } from './build/bundles.mjs';
import { ensurePreparedModels } from './build/prepared-models.mjs';

const SOURCES = ['src-shared', 'src-node', 'src-main', 'src-worker', 'src-renderer', 'scripts'];
const SINGLE_SOURCES = ['package.json', 'package-lock.json', 'vite.config.ts', 'tsconfig.base.json'];
const stampFile = path.join(dist, 'built-from.txt');

/** Builds only when a source has changed since. Throws SetupError when a source does not build. */
export async function ensureBuilt() {
  const stamp = stampOfSources();
  if (readStamp() !== stamp) await buildNow(stamp);
  await ensurePreparedModels();
}

/** `npm run build`: always from scratch. */
export async function buildAll() {
  await buildNow(stampOfSources());
}

/** @param {string} stamp of the sources as they are before the build begins */
async function buildNow(stamp) {
  const started = performance.now();
  fs.rmSync(stampFile, { force: true }); // a build that fails half-way must not look done
  const bundles = bundleEntries();
  removeStaleBundles(bundles.map((bundle) => path.join(root, bundle.outfile)));
  const { build } = await import('esbuild');
  /** @type {string[]} */ const problems = [];
  for (const bundle of bundles) {
    await build(bundleOptions(bundle)).catch((/** @type {Error} */ error) => problems.push(`${bundle.entry}: ${error.message}`));
  }
  if (fs.existsSync(path.join(root, 'src-renderer', 'index.html'))) {
    const vite = await import('vite');
    await vite.build({ configFile: path.join(root, 'vite.config.ts'), logLevel: 'silent' }).catch((/** @type {Error} */ error) => problems.push(`src-renderer: ${briefly(error.message)}`));
  }
  if (problems.length > 0) throw new SetupError(`the build failed:\n${problems.join('\n')}`);
  writeAtomically(stampFile, stamp);
  say(`build: ${bundles.length} bundles and the page in ${secondsSince(started)}`);
}

/** Vite draws a picture of every fault; the sentence is enough. @param {string} message @returns {string} */
function briefly(message) {
  const lines = stripVTControlCharacters(message).split('\n');
  const faults = lines.filter((line) => line.startsWith('['));
  return (faults.length > 0 ? faults : lines).join('\n');
}

/** @param {string[]} current absolute paths of the bundles that the sources make now */
function removeStaleBundles(current) {
  for (const folder of ['main', 'worker', 'cli', 'tools'].map((name) => path.join(dist, name))) {
    for (const name of fs.existsSync(folder) ? fs.readdirSync(folder) : []) {
      const file = path.join(folder, name);
      if (!current.includes(file.replace(/\.map$/, ''))) fs.rmSync(file, { recursive: true });
    }
  }
}

/** @returns {string} a hash over names and contents of all that goes into the build */
function stampOfSources() {
  const hash = createHash('sha256');
  const files = SOURCES.flatMap((folder) => listSources(path.join(root, folder)));
  for (const file of [...files.sort(), ...SINGLE_SOURCES.map((name) => path.join(root, name))]) {
    if (!fs.existsSync(file)) continue;
    hash.update(`\0${path.relative(root, file)}\0`).update(fs.readFileSync(file));
  }
  return hash.digest('hex');
}

/** @param {string} folder @returns {string[]} */
function listSources(folder) {
  if (!fs.existsSync(folder)) return [];
  return fs
    .readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !/\.test\.tsx?$/.test(entry.name))
    .map((entry) => path.join(entry.parentPath ?? entry.path, entry.name));
}

function readStamp() {
  return fs.existsSync(stampFile) ? fs.readFileSync(stampFile, 'utf8') : null;
}

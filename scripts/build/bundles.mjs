/** Which bundles there are and how each is made. A bundle whose source is not there is left out. */
import fs from 'node:fs';
import path from 'node:path';
import { root } from '../lib/paths.mjs';

/**
 * @typedef {object} Bundle
 * @property {string} entry source, from the repository's root
 * @property {string} outfile from the repository's root
 * @property {'electron-main' | 'preload' | 'node'} runtime what it is loaded by
 *
 * @typedef {import('esbuild').BuildOptions} BuildOptions
 */

/**
 * Native, wasm, or reading files beside themselves: they must be loaded from node_modules. BullMQ and ioredis are bundled: their 400 files took 200 ms to load, twice a bundle's time.
 * msgpackr (of BullMQ) does without its native helper.
 */
export const EXTERNAL = ['electron', 'onnxruntime-node', 'msgpackr-extract', 'tesseract.js', '@tesseract.js-data/eng', 'onnx-proto', 'ffmpeg-static'];

/** @type {readonly Bundle[]} */
const FIXED = [
  { entry: 'src-main/main.ts', outfile: 'dist/main/main.mjs', runtime: 'electron-main' },
  { entry: 'src-main/electron/preload.ts', outfile: 'dist/main/preload.cjs', runtime: 'preload' },
  { entry: 'src-main/cli/cli.ts', outfile: 'dist/cli/cli.mjs', runtime: 'node' },
  { entry: 'src-worker/worker.ts', outfile: 'dist/worker/worker.mjs', runtime: 'node' },
  { entry: 'src-worker/headless.ts', outfile: 'dist/worker/headless.mjs', runtime: 'node' },
  { entry: 'src-worker/inference/inference-thread.ts', outfile: 'dist/worker/inference-thread.mjs', runtime: 'node' },
  { entry: 'src-worker/inference/prepare-models.ts', outfile: 'dist/tools/prepare-models.mjs', runtime: 'node' },
];

/** @returns {Bundle[]} those whose source is there */
export function bundleEntries() {
  /** @type {Bundle[]} */
  const tools = fs
    .readdirSync(path.join(root, 'scripts'))
    .filter((name) => name.endsWith('.ts') && !/\.(test|d)\.ts$/.test(name))
    .map((name) => ({ entry: `scripts/${name}`, outfile: `dist/tools/${name.replace(/\.ts$/, '.mjs')}`, runtime: 'node' }));
  return [...FIXED, ...tools].filter((bundle) => fs.existsSync(path.join(root, bundle.entry)));
}

/** @param {Bundle} bundle @returns {BuildOptions} */
export function bundleOptions(bundle) {
  const preload = bundle.runtime === 'preload';
  return {
    absWorkingDir: root,
    entryPoints: [bundle.entry],
    // What the window need not wait for is a file of its own, loaded later.
    ...(bundle.runtime === 'electron-main' ? { outdir: path.dirname(bundle.outfile), splitting: true, outExtension: { '.js': '.mjs' }, chunkNames: 'later-[hash]' } : { outfile: bundle.outfile }),
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: preload ? 'cjs' : 'esm', // a sandboxed page's preload can not be an ES module
    external: preload ? ['electron'] : EXTERNAL,
    sourcemap: 'linked',
    logLevel: 'silent',
    // Bundled CommonJS packages call require() for Node's own modules, which an ES module lacks.
    ...(preload ? {} : { banner: { js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);" } }),
  };
}

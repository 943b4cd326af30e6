/**
 * Looks at every emitted bundle: it must parse, what it leaves outside must be found, and no native module may have got into it.
 * It does not run the app's code: starting a service just to see that it loads would say less than the tests do.
 */
import fs from 'node:fs';
import { createRequire, builtinModules } from 'node:module';
import path from 'node:path';
import { dist, root } from './lib/paths.mjs';
import { run } from './lib/run-process.mjs';
import { say, sayPart } from './lib/say.mjs';
import { bundleEntries, EXTERNAL } from './build/bundles.mjs';

/** @typedef {import('./lib/count-results.mjs').Counts} Counts */

/** @returns {Promise<Counts>} each bundle is one check */
export async function checkBundles() {
  sayPart('bundles');
  const results = [];
  for (const bundle of bundleEntries()) {
    const file = path.join(root, bundle.outfile);
    const problems = fs.existsSync(file) ? await problemsOfBundle(file, bundle.runtime) : ['it was not built'];
    results.push({ title: bundle.outfile, problems });
    // What main loads later lies beside it.
    const later = bundle.runtime === 'electron-main' && fs.existsSync(path.dirname(file)) ? fs.readdirSync(path.dirname(file)).filter((name) => /^later-\w+\.mjs$/.test(name)) : [];
    for (const name of later) results.push({ title: path.posix.join(path.posix.dirname(bundle.outfile), name), problems: await problemsOfBundle(path.join(path.dirname(file), name), bundle.runtime) });
  }
  if (fs.existsSync(path.join(root, 'src-renderer', 'index.html'))) results.push({ title: 'dist/renderer', problems: problemsOfPage(path.join(dist, 'renderer')) });
  for (const { title, problems } of results) say(`${problems.length === 0 ? '✓' : '✗'} ${title}${problems.map((problem) => `\n    ${problem}`).join('')}`);
  const failed = results.filter(({ problems }) => problems.length > 0).length;
  return { passed: results.length - failed, failed, skipped: 0 };
}

/** @param {string} file @param {import('./build/bundles.mjs').Bundle['runtime']} runtime @returns {Promise<string[]>} */
async function problemsOfBundle(file, runtime) {
  const code = fs.readFileSync(file, 'utf8');
  const parsed = await run(process.execPath, ['--check', file], { output: 'capture' });
  const problems = parsed.code === 0 ? [] : [`it does not parse: ${parsed.stderr.trim().split('\n').slice(0, 4).join(' ')}`];
  const outside = outsideImports(code);
  const allowed = runtime === 'preload' ? ['electron'] : EXTERNAL;
  for (const name of outside) {
    const packageName = name.split('/').slice(0, name.startsWith('@') ? 2 : 1).join('/');
    if (!allowed.includes(packageName)) problems.push(`it imports ${name}, which is not among what may stay outside (${allowed.join(', ')})`);
    else if (packageName !== 'electron' && !resolves(file, name)) problems.push(`it imports ${name}, which is not installed`);
  }
  if (runtime === 'node' && outside.includes('electron')) problems.push('it imports electron, but runs without it');
  return [...problems, ...nativeParts(code)];
}

/**
 * What a bundle takes from outside at load time, Node's own modules left out.
 * @param {string} code as esbuild emits it: imports stand at line starts
 * @returns {string[]}
 */
export function outsideImports(code) {
  const found = new Set();
  for (const match of code.matchAll(/^(?:import|export)\b[^;'"]*?(?:from\s*)?["']([^"'\n]+)["'];?$/gm)) found.add(String(match[1]));
  for (const match of code.matchAll(/\b(?:import|require)\(["']([^"'\n]+)["']\)/g)) found.add(String(match[1]));
  return [...found].filter((name) => /^[@a-z]/i.test(name) && !name.startsWith('node:') && !builtinModules.includes(name));
}

/** @param {string} code @returns {string[]} */
export function nativeParts(code) {
  // esbuild marks each bundled file by a comment with its path.
  const bundled = [...code.matchAll(/^\/\/ (node_modules\/\S+)$/gm)].map((match) => String(match[1]));
  const native = bundled.filter((file) => file.endsWith('.node') || EXTERNAL.some((name) => file.includes(`node_modules/${name}/`)));
  return native.length > 0 ? [`it contains what must stay outside: ${[...new Set(native)].slice(0, 3).join(', ')}`] : [];
}

/** @param {string} file @param {string} name @returns {boolean} */
function resolves(file, name) {
  try {
    createRequire(file).resolve(name);
    return true;
  } catch {
    return false;
  }
}

/** @param {string} folder @returns {string[]} */
function problemsOfPage(folder) {
  const page = path.join(folder, 'index.html');
  if (!fs.existsSync(page)) return ['it was not built'];
  const html = fs.readFileSync(page, 'utf8');
  return [...html.matchAll(/\b(?:src|href)="([^"]+)"/g)].flatMap(([, address = '']) => {
    if (/^(https?:)?\/\//.test(address)) return [`index.html loads ${address} from outside`];
    if (address.startsWith('/')) return [`index.html loads ${address}, which must be relative`];
    return address.startsWith('data:') || fs.existsSync(path.join(folder, address)) ? [] : [`index.html loads ${address}, which is not there`];
  });
}

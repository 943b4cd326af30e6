/** `npm run check`: everything that can be known without running the app. Each part counts as one check, and all of them run. */
import fs from 'node:fs';
import path from 'node:path';
import { root } from './lib/paths.mjs';
import { run } from './lib/run-process.mjs';
import { say, sayPart, secondsSince } from './lib/say.mjs';
import { checkTexts } from './checks/text-rules.mjs';

const ROOMS = ['src-shared', 'src-node', 'src-main', 'src-worker', 'src-renderer', 'e2e', 'scripts'];

/**
 * @typedef {{ passed: number, failed: number, skipped: number }} Counts
 * @typedef {{ title: string, problem: () => Promise<string | null> }} Check `problem` tells what is wrong
 */

/** @returns {Promise<number>} exit code */
export async function check() {
  const { failed } = await runChecks();
  say(failed === 0 ? 'check: all right' : `check: ${failed} failed`);
  return failed === 0 ? 0 : 1;
}

/** @returns {Promise<Counts>} */
export async function runChecks() {
  sayPart('check');
  let failed = 0;
  const checks = listChecks();
  const waiting = [...checks];
  const worker = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) if (!(await passes(next))) failed += 1;
  };
  await Promise.all([worker(), worker()]); // two at a time: the machines that run this have two cores at least
  return { passed: checks.length - failed, failed, skipped: 0 };
}

/** @param {Check} check @returns {Promise<boolean>} */
async function passes({ title, problem }) {
  const started = performance.now();
  const found = await problem();
  say(`${found === null ? '✓' : '✗'} ${title} (${secondsSince(started)})`);
  if (found !== null) say(found.trimEnd().replace(/^/gm, '    '));
  return found === null;
}

/** @returns {Check[]} */
function listChecks() {
  return [
    ...ROOMS.filter((room) => hasSources(room)).map((room) => ({ title: `types: ${room}`, problem: () => program('typescript/bin/tsc', ['-p', `${room}/tsconfig.json`, '--pretty', 'false']) })),
    { title: 'lint', problem: () => program('oxlint/bin/oxlint', ['--deny-warnings', ...typeAware()]) },
    { title: 'import rules', problem: importRules },
    { title: 'text rules', problem: async () => checkTexts().join('\n') || null },
  ];
}

/** @returns {Promise<string | null>} */
async function importRules() {
  // Without the compiler's programming interface (typescript 7 has none) dependency-cruiser skips every .ts file and says all is well.
  if (!fs.existsSync(path.join(root, 'node_modules', 'typescript', 'lib', 'typescript.js'))) return 'dependency-cruiser reads TypeScript only with typescript below 7: pin 6.0.3 in package.json';
  return program('dependency-cruiser/bin/dependency-cruise.mjs', ['--config', '.dependency-cruiser.cjs', '--output-type', 'err-long', ...ROOMS]);
}

/** @param {string} room @returns {boolean} a room that is still empty has no types to check */
function hasSources(room) {
  return fs.readdirSync(path.join(root, room), { recursive: true }).some((name) => /\.(ts|tsx|mjs)$/.test(String(name)));
}

/** Rules about promises need types, which oxlint gets from its companion. @returns {string[]} */
function typeAware() {
  return fs.existsSync(path.join(root, 'node_modules', 'oxlint-tsgolint')) ? ['--type-aware'] : [];
}

/** @param {string} script inside node_modules @param {string[]} args @returns {Promise<string | null>} its output when it fails */
async function program(script, args) {
  const bin = path.join(root, 'node_modules', '.bin'); // where oxlint looks for its companion
  const env = { PATH: `${bin}${path.delimiter}${process.env['PATH'] ?? ''}`, NO_COLOR: '1' };
  const result = await run(process.execPath, [path.join(root, 'node_modules', script), ...args], { cwd: root, output: 'capture', env, timeoutSeconds: 300 });
  if (result.code === 0) return null;
  return `${result.stdout}${result.stderr}` || `it ended with exit code ${result.code}`;
}

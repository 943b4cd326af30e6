/** Runs the window's tests: Playwright drives the real Electron, on a virtual screen where there is none. */
import { randomUUID } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { appEnvironment } from './lib/electron-command.mjs';
import { countPlaywright, withExitCode } from './lib/count-results.mjs';
import { root } from './lib/paths.mjs';
import { endMarkedProcesses, run } from './lib/run-process.mjs';
import { withScreen } from './lib/virtual-screen.mjs';
import { say, sayPart } from './lib/say.mjs';

const reportFile = path.join(root, 'test-results', 'e2e.json');

/** @typedef {import('./lib/count-results.mjs').Counts} Counts */

/**
 * `npm run e2e [-- --grep @review]`.
 * @param {string[]} args handed to Playwright
 * @returns {Promise<number>} exit code
 */
export async function e2e(args) {
  const { failed } = await runE2e(args);
  return failed === 0 ? 0 : 1;
}

/** @param {string[]} args @returns {Promise<Counts>} */
export async function runE2e(args) {
  sayPart('window (e2e)');
  if (!hasSpecs()) {
    say('there are no tests yet');
    return { passed: 0, failed: 0, skipped: 0 };
  }
  fs.rmSync(reportFile, { force: true });
  // Electron and its workers lead groups of their own, so they carry a mark by which leftovers are found.
  const mark = `SHIFTCLIPPER_TEST_RUN=${randomUUID()}`;
  const [name = '', value = ''] = mark.split('=');
  const playwright = path.join(root, 'node_modules', '@playwright', 'test', 'cli.js');
  const result = await withScreen((screen) => run(process.execPath, [playwright, 'test', ...args], { cwd: root, env: { ...appEnvironment(), ...screen, [name]: value }, timeoutSeconds: 1200 }));
  const left = endMarkedProcesses(mark);
  if (left > 0) say(`${left} processes that the tests left running were ended`);
  return withExitCode(readReport(), result.code);
}

/** @returns {Counts} */
function readReport() {
  if (!fs.existsSync(reportFile)) return { passed: 0, failed: 1, skipped: 0 };
  return countPlaywright(/** @type {import('./lib/count-results.mjs').PlaywrightReport} */ (JSON.parse(fs.readFileSync(reportFile, 'utf8'))));
}

function hasSpecs() {
  return fs.readdirSync(path.join(root, 'e2e'), { recursive: true }).some((file) => String(file).endsWith('.e2e.ts'));
}

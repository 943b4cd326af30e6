/** `npm test`: all checks there are, each part even when an earlier one failed. The last line is "N passed, N failed". */
import fs from 'node:fs';
import path from 'node:path';
import { ensureBuilt } from './build.mjs';
import { checkBundles } from './check-bundles.mjs';
import { runChecks } from './check.mjs';
import { runE2e } from './e2e.mjs';
import { appEnvironment } from './lib/electron-command.mjs';
import { closingLine, countVitest, skippedTests, sumCounts, withExitCode } from './lib/count-results.mjs';
import { root } from './lib/paths.mjs';
import { run } from './lib/run-process.mjs';
import { say, sayPart, secondsSince } from './lib/say.mjs';
import { ensureTools } from './setup/index.mjs';
import { readTools, toolPath } from './setup/tools-manifest.mjs';

/** @typedef {import('./lib/count-results.mjs').Counts} Counts */

/** @type {ReadonlyArray<{ title: string, go: () => Promise<Counts> }>} */
const parts = [
  { title: 'setup', go: () => asOneCheck('setup', () => ensureTools({ window: true })) },
  { title: 'build', go: () => asOneCheck('build', ensureBuilt) },
  { title: 'check', go: runChecks },
  { title: 'unit', go: () => vitest('unit', 300) },
  { title: 'integration', go: () => vitest('integration', 900) },
  { title: 'bundles', go: checkBundles },
  { title: 'window', go: () => runE2e([]) },
];

/** @returns {Promise<number>} exit code */
export async function test() {
  const results = [];
  for (const { title, go } of parts) {
    const started = performance.now();
    const counts = await go().catch((/** @type {unknown} */ error) => {
      say(error instanceof Error ? String(error.stack) : String(error));
      return { passed: 0, failed: 1, skipped: 0 };
    });
    results.push({ title, counts, took: secondsSince(started) });
  }
  const sum = sumCounts(results.map(({ counts }) => counts));
  sayPart('result');
  for (const { title, counts, took } of results) say(`${title.padEnd(12)} ${closingLine(counts)}${counts.skipped > 0 ? `, ${counts.skipped} skipped` : ''} (${took})`);
  if (sum.skipped > 0) say(`${sum.skipped} skipped (named above)`);
  process.stdout.write(`${closingLine(sum)}\n`);
  return sum.failed === 0 ? 0 : 1;
}

/** @param {string} title @param {() => Promise<void>} work @returns {Promise<Counts>} */
async function asOneCheck(title, work) {
  sayPart(title);
  try {
    await work();
    return { passed: 1, failed: 0, skipped: 0 };
  } catch (error) {
    say(`✗ ${error instanceof Error ? error.message : String(error)}`);
    return { passed: 0, failed: 1, skipped: 0 };
  }
}

/** @param {'unit' | 'integration'} project @param {number} timeoutSeconds @returns {Promise<Counts>} */
async function vitest(project, timeoutSeconds) {
  sayPart(`${project} tests`);
  const reportFile = path.join(root, 'test-results', `${project}.json`);
  fs.rmSync(reportFile, { force: true });
  const args = [path.join(root, 'node_modules', 'vitest', 'vitest.mjs'), 'run', '--project', project, '--passWithNoTests', '--reporter=default', '--reporter=json', `--outputFile.json=${reportFile}`];
  const result = await run(process.execPath, args, { cwd: root, output: 'stderr', env: { ...appEnvironment(), ...ffmpegOfSetup() }, timeoutSeconds });
  if (!fs.existsSync(reportFile)) return { passed: 0, failed: result.code === 0 ? 0 : 1, skipped: 0 };
  const report = /** @type {import('./lib/count-results.mjs').VitestReport} */ (JSON.parse(fs.readFileSync(reportFile, 'utf8')));
  for (const name of skippedTests(report)) say(`skipped: ${name}`);
  return withExitCode(countVitest(report), result.code);
}

/** The tests use the ffmpeg that setup found, which need not be on the path. @returns {Record<string, string>} */
function ffmpegOfSetup() {
  const { ffmpeg, ffprobe } = readTools();
  return ffmpeg && ffprobe ? { FFMPEG_BIN: toolPath(ffmpeg), FFPROBE_BIN: toolPath(ffprobe) } : {};
}

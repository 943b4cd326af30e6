/**
 * `npm run dist [-- --dir]`: release packages for this system, below release/.
 * `--dir` stops at the unpacked app. Each target that can not be made here is named with the reason and the command that makes it elsewhere.
 */
import fs from 'node:fs';
import path from 'node:path';
import { fromRoot, platformName, root } from './lib/paths.mjs';
import { run } from './lib/run-process.mjs';
import { say, sayPart, secondsSince, SetupError } from './lib/say.mjs';
import { toolPath, readTools } from './setup/tools-manifest.mjs';
import { drawIcon } from './packaging/draw-icon.mjs';
import { makeArchives } from './packaging/archives.mjs';
import { problemsOfPackage, unpackedFolder } from './packaging/package-layout.mjs';
import { writeSizeTable } from './packaging/size-table.mjs';
import { sourceDate } from './packaging/source-date.mjs';
import { stageResources } from './packaging/stage.mjs';

/** @param {string[]} args @returns {Promise<number>} exit code */
export async function dist(args) {
  const unknown = args.filter((word) => word !== '--dir');
  if (unknown.length > 0) throw new SetupError(`dist knows only --dir, got ${unknown.join(' ')}`);
  const started = performance.now();
  const epoch = await sourceDate();
  sayPart(`app for ${platformName}`);
  drawIcon();
  await stageResources();
  await pack(epoch);
  const folder = unpackedFolder();
  const problems = problemsOfPackage(folder);
  if (problems.length > 0) throw new SetupError(`the package is not complete:\n${problems.map((problem) => `- ${problem}`).join('\n')}`);
  const { totalBytes } = writeSizeTable(folder);
  say(`${fromRoot(folder)}: ${(totalBytes / 1e6).toFixed(0)} MB, complete, in ${secondsSince(started)}`);
  if (args.includes('--dir')) return 0;
  return makeArchives(folder, epoch);
}

/** @param {number} epoch seconds */
async function pack(epoch) {
  const electron = readTools().electron;
  if (!electron) throw new SetupError('Electron is missing', 'npm run setup');
  if (electron.source.includes('development')) say(`note: packed with Electron ${electron.version} (${electron.source}): good for trying the package, not for handing it to anybody`);
  const builder = path.join(root, 'node_modules', 'electron-builder', 'cli.js');
  const args = ['--dir', `-c.electronDist=${path.dirname(toolPath(electron))}`, `-c.electronVersion=${electron.version}`, '--publish', 'never'];
  const result = await run(process.execPath, [builder, ...args], { cwd: root, output: 'capture', env: { SOURCE_DATE_EPOCH: String(epoch) }, timeoutSeconds: 900 });
  fs.mkdirSync(path.join(root, 'release'), { recursive: true });
  fs.writeFileSync(path.join(root, 'release', 'electron-builder.log'), `${result.stdout}\n${result.stderr}`);
  if (result.code !== 0) throw new SetupError(`electron-builder ended with ${result.code}: ${lastWords(result.stderr || result.stdout)}`, 'see release/electron-builder.log');
}

/** @param {string} text */
function lastWords(text) {
  return text.trim().split('\n').filter((line) => line.includes('⨯')).at(-1) ?? text.trim().split('\n').at(-1) ?? '';
}

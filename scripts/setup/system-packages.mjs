/** What Electron needs of a Linux machine: shared libraries and, without a screen, a virtual one. Other systems bring it all. */
import fs from 'node:fs';
import path from 'node:path';
import { writeAtomically } from '../lib/checksum.mjs';
import { findProgram } from '../lib/find-program.mjs';
import { toolsFolder } from '../lib/paths.mjs';
import { run } from '../lib/run-process.mjs';
import { SetupError } from '../lib/say.mjs';
import { hasApt, installPackages } from './debian-packages.mjs';
import { readTools, toolPath } from './tools-manifest.mjs';

/** Newer releases of Debian and Ubuntu renamed some of them. */
const LIBRARIES = [['libgtk-3-0t64', 'libgtk-3-0'], 'libnss3', ['libasound2t64', 'libasound2'], 'libgbm1'];
const SCREEN = ['xvfb'];

/** Whether windows appear on a screen that a person can see. */
export const hasDisplay = process.platform !== 'linux' || Boolean(process.env['DISPLAY'] || process.env['WAYLAND_DISPLAY']);

/** Throws SetupError with the command that gets what is missing. */
export async function ensureSystemPackages() {
  if (process.platform !== 'linux') return;
  const missing = await missingLibraries();
  const noScreen = !hasDisplay && !findProgram('Xvfb');
  if (missing.length === 0 && !noScreen) return;
  const packages = [...(missing.length > 0 ? LIBRARIES : []), ...(noScreen ? SCREEN : [])];
  const purpose = missing.length > 0 ? `the window (Electron lacks ${missing.slice(0, 3).join(', ')}${missing.length > 3 ? ', …' : ''})` : 'the window (there is no screen, so a virtual one is needed)';
  if (!hasApt) throw new SetupError(purpose, 'install GTK 3, NSS, ALSA, GBM (and Xvfb where there is no screen) with your package manager');
  await installPackages(packages, purpose);
  const still = await missingLibraries();
  if (still.length > 0) throw new SetupError(`Electron still lacks ${still.join(', ')}`);
}

/** @returns {Promise<string[]>} names of shared libraries that the dynamic linker does not find */
async function missingLibraries() {
  const tool = readTools().electron;
  if (!tool || foundBefore(tool.sha256)) return [];
  const { stdout } = await run('ldd', [toolPath(tool)], { output: 'capture' });
  const missing = [...stdout.matchAll(/^\s*(\S+) => not found/gm)].map((match) => String(match[1]));
  const files = [...stdout.matchAll(/=> (\/\S+)/g)].map((match) => String(match[1]));
  if (missing.length === 0 && files.length > 0) writeAtomically(foundFile, JSON.stringify({ electron: tool.sha256, files }));
  return missing;
}

const foundFile = path.join(toolsFolder, 'libraries.json');

/** The linker's answer holds as long as the files it named are there. @param {string} electron its sha256 @returns {boolean} */
function foundBefore(electron) {
  try {
    const found = /** @type {{ electron: string, files: string[] }} */ (JSON.parse(fs.readFileSync(foundFile, 'utf8')));
    return found.electron === electron && found.files.every((file) => fs.existsSync(file));
  } catch {
    return false;
  }
}

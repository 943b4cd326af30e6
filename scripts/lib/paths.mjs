/** Where things lie in the repository and on this machine. It creates nothing. */
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..', '..');
export const dist = path.join(root, 'dist');
export const resources = path.join(root, 'resources');
export const artifacts = path.join(root, 'artifacts');
export const platformName = `${process.platform}-${process.arch}`;
/** Tools of this platform: executables, wrappers, and `tools.json` that describes them. */
export const toolsFolder = path.join(resources, 'bin', platformName);
export const modelsFolder = path.join(resources, 'models');

/** The folder for downloads that all clones on this machine share. `SHIFTCLIPPER_CACHE` moves it. */
export const cacheFolder = chooseCacheFolder(process.platform, process.env, os.homedir());

/**
 * @param {string} platform as in `process.platform`
 * @param {Record<string, string | undefined>} env
 * @param {string} home
 * @returns {string} an absolute folder; it need not exist
 */
export function chooseCacheFolder(platform, env, home) {
  if (env['SHIFTCLIPPER_CACHE']) return path.resolve(env['SHIFTCLIPPER_CACHE']);
  if (platform === 'win32') return path.join(env['LOCALAPPDATA'] ?? path.join(home, 'AppData', 'Local'), 'shiftclipper', 'cache');
  if (platform === 'darwin') return path.join(home, 'Library', 'Caches', 'shiftclipper');
  return path.join(env['XDG_CACHE_HOME'] || path.join(home, '.cache'), 'shiftclipper');
}

/** @param {string} absolute @returns {string} the path as a reader of this repository knows it */
export function fromRoot(absolute) {
  return path.relative(root, absolute).split(path.sep).join('/');
}

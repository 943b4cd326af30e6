/** Fetches a package's archive with the npm client (which checks its integrity) and unpacks it, without installing it. */
import fs from 'node:fs';
import path from 'node:path';
import { cacheFolder } from '../lib/paths.mjs';
import { runNpm } from '../lib/npm-command.mjs';
import { run } from '../lib/run-process.mjs';

/** @type {Map<string, Promise<string>>} one fetch for all the files that are wanted out of a package */
const unpacked = new Map();

/**
 * @param {string} name
 * @param {string} version exact
 * @returns {Promise<string>} the folder with the package's content; it lives as long as this process
 */
export function fetchNpmPackage(name, version) {
  const key = `${name}@${version}`;
  const going = unpacked.get(key) ?? packAndUnpack(key);
  unpacked.set(key, going);
  return going;
}

/** @param {string} nameAndVersion @returns {Promise<string>} */
async function packAndUnpack(nameAndVersion) {
  fs.mkdirSync(cacheFolder, { recursive: true });
  const folder = fs.mkdtempSync(path.join(cacheFolder, 'unpacked-'));
  process.once('exit', () => fs.rmSync(folder, { recursive: true, force: true }));
  const args = ['pack', nameAndVersion, '--pack-destination', folder, '--loglevel=error', '--ignore-scripts'];
  const packed = await runNpm(args, { cwd: folder, output: 'capture', timeoutSeconds: 1200 });
  const archive = fs.readdirSync(folder).find((file) => file.endsWith('.tgz'));
  if (packed.code !== 0 || !archive) throw new Error(`npm pack ${nameAndVersion} ended with ${packed.code}: ${firstLine(packed.stderr)}`);
  const untarred = await run('tar', ['-xzf', archive], { cwd: folder, output: 'capture' });
  if (untarred.code !== 0) throw new Error(`tar could not unpack ${archive}: ${firstLine(untarred.stderr)}`);
  fs.rmSync(path.join(folder, archive));
  return path.join(folder, 'package');
}

/** @param {string} text @returns {string} */
function firstLine(text) {
  return text.trim().split('\n')[0] ?? '';
}

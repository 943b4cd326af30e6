/**
 * The packages made of the unpacked app: on Linux a tar.gz and a deb by this machine's own tar and dpkg-deb, so that nothing is fetched and two builds are the same bytes.
 * Everything else electron-builder makes; it fetches its own tools for that, and what it can not make here is said with its reason.
 */
import fs from 'node:fs';
import path from 'node:path';
import { findProgram } from '../lib/find-program.mjs';
import { sha256OfFile } from '../lib/checksum.mjs';
import { fromRoot, root } from '../lib/paths.mjs';
import { run } from '../lib/run-process.mjs';
import { say, sayPart, SetupError } from '../lib/say.mjs';
import { writeDebian } from './debian-package.mjs';
import { firstFault } from './first-fault.mjs';
import { writeUpdateFeed } from './update-feed.mjs';

/**
 * @param {string} folder the unpacked app
 * @param {number} epoch seconds; the time that every file in an archive states
 * @returns {Promise<number>} exit code: 1 when a target of this system could not be made
 */
export async function makeArchives(folder, epoch) {
  sayPart('packages');
  const made = [];
  const not = [];
  /** @type {string[]} */ const packages = [];
  for (const [name, make] of targets()) {
    const result = await make(folder, epoch).catch((/** @type {Error} */ error) => error);
    if (result instanceof Error) not.push(`✗ ${name}: ${result.message}`);
    else for (const file of result) {
      packages.push(file);
      made.push(`✓ ${fromRoot(file)}  ${(fs.statSync(file).size / 1e6).toFixed(1)} MB  sha256 ${await sha256OfFile(file)}`);
    }
  }
  if (process.platform === 'linux') made.push(`✓ ${fromRoot(await writeUpdateFeed(packages))}`);
  say([...made, ...not].join('\n'));
  return not.length === 0 ? 0 : 1;
}

/** @typedef {(folder: string, epoch: number) => Promise<string[]>} Make @returns {ReadonlyArray<readonly [string, Make]>} */
function targets() {
  if (process.platform === 'linux') return [['tar.gz', tarGz], ['deb', findProgram('dpkg-deb') ? writeDebian : byElectronBuilder('deb')], ['AppImage', byElectronBuilder('AppImage')]];
  if (process.platform === 'win32') return [['nsis', byElectronBuilder('nsis')]];
  return [['dmg', byElectronBuilder('dmg')], ['zip', byElectronBuilder('zip')]];
}

/** @type {Make} */
async function tarGz(folder, epoch) {
  const file = path.join(root, 'release', `${releaseName()}.tar.gz`);
  const words = ['--sort=name', `--mtime=@${epoch}`, '--owner=0', '--group=0', '--numeric-owner', '--format=gnu', `--transform=s,^[.],${releaseName()},`, '--use-compress-program=gzip -n -6', '-cf', file, '-C', folder, '.'];
  const result = await run('tar', words, { output: 'capture' });
  if (result.code !== 0) throw new SetupError(`tar ended with ${result.code}: ${result.stderr.trim()}`);
  return [file];
}

/** @returns {string} */
function releaseName() {
  const { version } = /** @type {{ version: string }} */ (JSON.parse(fs.readFileSync(path.join(root, 'package.json'), 'utf8')));
  return `ShiftClipper-${version}-${process.platform}-${process.arch}`;
}

/** @param {string} target @returns {Make} */
function byElectronBuilder(target) {
  return async (folder) => {
    const before = Date.now();
    const builder = path.join(root, 'node_modules', 'electron-builder', 'cli.js');
    const system = { linux: '--linux', win32: '--win', darwin: '--mac' }[/** @type {'linux'} */ (process.platform)] ?? '--linux';
    const result = await run(process.execPath, [builder, system, target, '--prepackaged', folder, '--publish', 'never'], { cwd: root, output: 'capture', timeoutSeconds: 900 });
    if (result.code !== 0) throw new SetupError(firstFault(`${result.stdout}\n${result.stderr}`), `npx electron-builder ${system} ${target} --prepackaged ${fromRoot(folder)}   (where github.com can be reached)`);
    const endings = { AppImage: '.AppImage', deb: '.deb', nsis: '.exe', dmg: '.dmg', zip: '.zip' };
    const ending = endings[/** @type {keyof typeof endings} */ (target)];
    return fs.readdirSync(path.join(root, 'release')).filter((name) => name.endsWith(ending)).map((name) => path.join(root, 'release', name)).filter((file) => fs.statSync(file).mtimeMs >= before);
  };
}

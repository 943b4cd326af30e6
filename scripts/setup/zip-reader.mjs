/**
 * Reads a zip archive with nothing but Node: list the entries, stream one out, check its CRC.
 * Not for zip64, encryption or archives in several parts: those are refused.
 */
import fs from 'node:fs';
import path from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import zlib from 'node:zlib';

/**
 * @typedef {object} ZipEntry
 * @property {string} name with `/`; a folder ends in `/`
 * @property {number} method 0 stored, 8 deflated
 * @property {number} crc CRC-32 of the content
 * @property {number} packedBytes
 * @property {number} bytes
 * @property {number} mode unix permission bits, 0 when the archive does not say
 * @property {number} headerOffset of the local header
 */

const END_OF_DIRECTORY = 0x06054b50;
const DIRECTORY_ENTRY = 0x02014b50;

/** @param {string} zipFile @returns {ZipEntry[]} */
export function listZip(zipFile) {
  const descriptor = fs.openSync(zipFile, 'r');
  try {
    const size = fs.fstatSync(descriptor).size;
    const tail = Buffer.alloc(Math.min(size, 65_557)); // the end record and the longest possible comment
    fs.readSync(descriptor, tail, 0, tail.length, size - tail.length);
    const end = findEnd(tail);
    if (end === null) throw new Error(`${zipFile} is not a zip archive`);
    const count = tail.readUInt16LE(end + 10);
    const directory = Buffer.alloc(tail.readUInt32LE(end + 12));
    const offset = tail.readUInt32LE(end + 16);
    if (offset === 0xffff_ffff || count === 0xffff) throw new Error(`${zipFile} is a zip64 archive, which is not supported`);
    fs.readSync(descriptor, directory, 0, directory.length, offset);
    return parseDirectory(directory);
  } finally {
    fs.closeSync(descriptor);
  }
}

/** @param {Buffer} tail @returns {number | null} */
function findEnd(tail) {
  for (let at = tail.length - 22; at >= 0; at -= 1) if (tail.readUInt32LE(at) === END_OF_DIRECTORY) return at;
  return null;
}

/** @param {Buffer} directory @returns {ZipEntry[]} */
function parseDirectory(directory) {
  const entries = [];
  for (let at = 0; at + 46 <= directory.length && directory.readUInt32LE(at) === DIRECTORY_ENTRY; ) {
    const nameLength = directory.readUInt16LE(at + 28);
    entries.push({
      name: directory.toString('utf8', at + 46, at + 46 + nameLength),
      method: directory.readUInt16LE(at + 10),
      crc: directory.readUInt32LE(at + 16),
      packedBytes: directory.readUInt32LE(at + 20),
      bytes: directory.readUInt32LE(at + 24),
      mode: (directory.readUInt32LE(at + 38) >>> 16) & 0o777,
      headerOffset: directory.readUInt32LE(at + 42),
    });
    at += 46 + nameLength + directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32);
  }
  return entries;
}

/**
 * @param {string} zipFile
 * @param {ZipEntry} entry
 * @param {string} target file to write; its folders are made
 * @returns {Promise<void>} rejects when the content does not have the CRC that the archive states
 */
export async function extractEntry(zipFile, entry, target) {
  if (entry.method !== 0 && entry.method !== 8) throw new Error(`${entry.name} is packed by method ${entry.method}, only 0 and 8 are supported`);
  fs.mkdirSync(path.dirname(target), { recursive: true });
  let crc = 0;
  if (entry.packedBytes === 0) fs.writeFileSync(target, '');
  else {
    const start = contentOffset(zipFile, entry);
    const packed = fs.createReadStream(zipFile, { start, end: start + entry.packedBytes - 1, highWaterMark: 1 << 20 });
    const sum = new Transform({
      transform(part, _encoding, done) {
        crc = zlib.crc32(part, crc);
        done(null, part);
      },
    });
    if (entry.method === 8) await pipeline(packed, zlib.createInflateRaw({ chunkSize: 1 << 20 }), sum, fs.createWriteStream(target));
    else await pipeline(packed, sum, fs.createWriteStream(target));
  }
  if (crc !== entry.crc) throw new Error(`${entry.name} in ${zipFile} is damaged: its CRC is not the one that the archive states`);
  fs.chmodSync(target, entry.mode || 0o644);
}

/** The local header repeats the name and has its own extra field. @param {string} zipFile @param {ZipEntry} entry @returns {number} */
function contentOffset(zipFile, entry) {
  const header = Buffer.alloc(30);
  const descriptor = fs.openSync(zipFile, 'r');
  fs.readSync(descriptor, header, 0, 30, entry.headerOffset);
  fs.closeSync(descriptor);
  return entry.headerOffset + 30 + header.readUInt16LE(26) + header.readUInt16LE(28);
}

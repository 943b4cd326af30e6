import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import zlib from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import { extractEntry, listZip } from './zip-reader.mjs';

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'zip-reader-'));
afterAll(() => fs.rmSync(folder, { recursive: true }));

interface Member {
  name: string;
  content: string;
  stored?: boolean;
  mode?: number;
  wrongCrc?: boolean;
}

/** Writes an archive by the format's description, so that the reader is not tested against itself. */
function writeZip(name: string, members: Member[], comment = ''): string {
  const bodies: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const member of members) {
    const content = Buffer.from(member.content);
    const packed = member.stored ? content : zlib.deflateRawSync(content);
    const crc = member.wrongCrc ? 1 : zlib.crc32(content);
    const fileName = Buffer.from(member.name);
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50, 0);
    local.writeUInt16LE(fileName.length, 26);
    local.writeUInt16LE(4, 28); // an extra field that stands only in the local header
    const central = Buffer.alloc(46);
    central.writeUInt32LE(0x02014b50, 0);
    central.writeUInt16LE(member.stored ? 0 : 8, 10);
    central.writeUInt32LE(crc, 16);
    central.writeUInt32LE(packed.length, 20);
    central.writeUInt32LE(content.length, 24);
    central.writeUInt16LE(fileName.length, 28);
    central.writeUInt32LE((member.mode ?? 0o644) * 0x10000, 38);
    central.writeUInt32LE(offset, 42);
    const body = Buffer.concat([local, fileName, Buffer.alloc(4), packed]);
    bodies.push(body);
    directory.push(Buffer.concat([central, fileName]));
    offset += body.length;
  }
  const end = Buffer.alloc(22);
  const directoryBytes = Buffer.concat(directory);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(members.length, 10);
  end.writeUInt32LE(directoryBytes.length, 12);
  end.writeUInt32LE(offset, 16);
  end.writeUInt16LE(comment.length, 20);
  const file = path.join(folder, name);
  fs.writeFileSync(file, Buffer.concat([...bodies, directoryBytes, end, Buffer.from(comment)]));
  return file;
}

async function extractOnly(zip: string): Promise<string> {
  const target = path.join(folder, 'out', 'deep', 'file');
  const [entry] = listZip(zip);
  if (!entry) throw new Error('the archive is empty');
  await extractEntry(zip, entry, target);
  return target;
}

describe('a zip archive', () => {
  it('lists names, sizes and permissions, also before a comment', () => {
    const zip = writeZip('list.zip', [{ name: 'a/', content: '', stored: true }, { name: 'a/run', content: 'x'.repeat(1000), mode: 0o755 }], 'made by a test');
    expect(listZip(zip).map(({ name, bytes, mode }) => ({ name, bytes, mode }))).toEqual([
      { name: 'a/', bytes: 0, mode: 0o644 },
      { name: 'a/run', bytes: 1000, mode: 0o755 },
    ]);
  });

  it.each([{ stored: true }, { stored: false }])('gives back what was packed (stored: $stored)', async ({ stored }) => {
    const target = await extractOnly(writeZip('content.zip', [{ name: 'file', content: 'shift '.repeat(500), stored, mode: 0o755 }]));
    expect(fs.readFileSync(target, 'utf8')).toBe('shift '.repeat(500));
    expect(fs.statSync(target).mode & 0o777).toBe(0o755);
  });

  it('refuses a member whose CRC is not the stated one', async () => {
    await expect(extractOnly(writeZip('bad.zip', [{ name: 'file', content: 'damaged', wrongCrc: true }]))).rejects.toThrow('file in');
  });

  it('refuses a file that is no archive', () => {
    const file = path.join(folder, 'plain.txt');
    fs.writeFileSync(file, 'just text');
    expect(() => listZip(file)).toThrow('is not a zip archive');
  });
});

/** The same video in a file of more than 4 GB that takes hardly any room: a hole before the pictures, so that every offset needs 64 bits. For tests. */
import { closeSync, openSync, readFileSync, writeSync } from 'node:fs';

interface Box { type: string; at: number; size: number; header: number }

/** `source`: an MP4 whose index comes last (ffmpeg without `+faststart`). On disks without holes it would really take `holeBytes`. */
export function writeSparseVideo(source: string, target: string, holeBytes: number): void {
  const bytes = readFileSync(source);
  const boxes = boxesOf(bytes, 0, bytes.length);
  const box = (type: string): Box => boxes.find((one) => one.type === type)!;
  const [ftyp, mdat, moov] = [box('ftyp'), box('mdat'), box('moov')];
  const at = ftyp.size + holeBytes;
  const hole = Buffer.alloc(16);
  hole.writeUInt32BE(1, 0); // its size follows as 64 bits
  hole.write('free', 4);
  hole.writeBigUInt64BE(BigInt(holeBytes), 8);
  const index = movedBy(bytes, moov, BigInt(at - mdat.at));
  const file = openSync(target, 'w');
  try {
    writeSync(file, bytes, ftyp.at, ftyp.size, 0);
    writeSync(file, hole, 0, hole.length, ftyp.size);
    writeSync(file, bytes, mdat.at, mdat.size, at);
    writeSync(file, index, 0, index.length, at + mdat.size);
  } finally {
    closeSync(file);
  }
}

function boxesOf(bytes: Buffer, from: number, to: number): Box[] {
  const boxes: Box[] = [];
  for (let at = from; at < to;) {
    const short = bytes.readUInt32BE(at);
    const size = short === 1 ? Number(bytes.readBigUInt64BE(at + 8)) : short === 0 ? to - at : short;
    boxes.push({ type: bytes.toString('latin1', at + 4, at + 8), at, size, header: short === 1 ? 16 : 8 });
    at += size;
  }
  return boxes;
}

const holders = ['moov', 'trak', 'mdia', 'minf', 'stbl'];

/** The index with tables of 64-bit offsets (`co64`) in place of those of 32. */
function movedBy(bytes: Buffer, box: Box, delta: bigint): Buffer {
  if (holders.includes(box.type)) return wrapped(box.type, Buffer.concat(boxesOf(bytes, box.at + box.header, box.at + box.size).map((inner) => movedBy(bytes, inner, delta))));
  if (box.type !== 'stco') return bytes.subarray(box.at, box.at + box.size);
  const table = box.at + box.header;
  const count = bytes.readUInt32BE(table + 4);
  const wide = Buffer.alloc(8 + 8 * count);
  wide.writeUInt32BE(count, 4);
  for (let i = 0; i < count; i += 1) wide.writeBigUInt64BE(BigInt(bytes.readUInt32BE(table + 8 + 4 * i)) + delta, 8 + 8 * i);
  return wrapped('co64', wide);
}

function wrapped(type: string, content: Buffer): Buffer {
  const header = Buffer.alloc(8);
  header.writeUInt32BE(8 + content.length, 0);
  header.write(type, 4, 'latin1');
  return Buffer.concat([header, content]);
}

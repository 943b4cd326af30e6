/** The plain tar format (ustar), files only: enough to carry a game's folder. Refuses what would leave the folder. */
import { AppError } from '../../src-shared/app-error.ts';

export interface TarFile { path: string; content: Uint8Array }

const BLOCK = 512;

/** @throws AppError `path-refused` for a path of more than 100 bytes. */
export function packTar(files: readonly TarFile[]): Buffer {
  const parts = files.flatMap(({ path, content }) => [header(path, content.byteLength), Buffer.from(content), Buffer.alloc((BLOCK - (content.byteLength % BLOCK)) % BLOCK)]);
  return Buffer.concat([...parts, Buffer.alloc(2 * BLOCK)]);
}

/** @throws AppError `artifact-damaged` when it is no tar file, `path-refused` when a path leaves the folder. */
export function unpackTar(tar: Buffer): TarFile[] {
  const files: TarFile[] = [];
  for (let at = 0; at + BLOCK <= tar.length && tar[at] !== 0;) {
    const head = tar.subarray(at, at + BLOCK);
    const bytes = octal(head, 124, 12);
    if (octal(head, 148, 8) !== checksum(head)) throw damaged('the checksum of an entry is wrong');
    if (bytes === null || at + BLOCK + bytes > tar.length) throw damaged('it ends in the middle of a file');
    const path = text(head, 0, 100);
    if (head[156] !== 0x30 && head[156] !== 0) throw new AppError('path-refused', `"${path.slice(0, 80)}" is not a plain file`);
    files.push({ path: safePath(path), content: tar.subarray(at + BLOCK, at + BLOCK + bytes) });
    at += BLOCK + Math.ceil(bytes / BLOCK) * BLOCK;
  }
  return files;
}

/** Relative, downwards, without anything a file system could read differently. */
export function safePath(path: string): string {
  const parts = path.split('/');
  const fine = parts.every((part) => /^[\w-][\w.-]*$/.test(part) && !/^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i.test(part) && !part.endsWith('.'));
  if (!fine) throw new AppError('path-refused', `"${path.slice(0, 80)}" is not a path of a game's folder`);
  return path;
}

function header(path: string, bytes: number): Buffer {
  if (Buffer.byteLength(path) > 100) throw new AppError('path-refused', `"${path.slice(0, 120)}" is too long for a game file`);
  const head = Buffer.alloc(BLOCK);
  head.write(path, 0);
  head.write('0000600\0', 100);
  head.write('0000000\0', 108);
  head.write('0000000\0', 116);
  head.write(`${bytes.toString(8).padStart(11, '0')}\0`, 124);
  head.write('00000000000\0', 136);
  head.write('0', 156);
  head.write('ustar\x0000', 257);
  head.write(`${checksum(head).toString(8).padStart(6, '0')}\0 `, 148);
  return head;
}

/** Of the header, its own field counted as blanks. */
function checksum(head: Buffer): number {
  let sum = 0;
  for (let i = 0; i < BLOCK; i += 1) sum += i >= 148 && i < 156 ? 32 : head[i]!;
  return sum;
}

function octal(head: Buffer, from: number, length: number): number | null {
  const digits = text(head, from, length).trim();
  return /^[0-7]+$/.test(digits) ? Number.parseInt(digits, 8) : null;
}

function text(head: Buffer, from: number, length: number): string {
  const end = head.indexOf(0, from);
  return head.toString('utf8', from, end < 0 || end > from + length ? from + length : end);
}

function damaged(why: string): AppError {
  return new AppError('artifact-damaged', `this is not a whole ShiftClipper game: ${why}`);
}

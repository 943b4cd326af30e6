/** A few pictures with people, kept beside the prepared models: what forms and devices are tried on at first start. Raw planes with a small head. */
import { readFile } from 'node:fs/promises';

/** Planes G, B, R, one behind the other. */
export interface SamplePicture { planes: Uint8Array<ArrayBuffer>; width: number; height: number }

export const SAMPLES_FILE = 'sample-pictures.bin';
const HEAD_BYTES = 8;

/** Pictures of one size. */
export function encodeSamplePictures(pictures: readonly { planes: Uint8Array; width: number; height: number }[]): Uint8Array {
  const { width, height } = pictures[0]!;
  const each = 3 * width * height;
  const bytes = new Uint8Array(HEAD_BYTES + each * pictures.length);
  new DataView(bytes.buffer).setUint32(0, width, true);
  new DataView(bytes.buffer).setUint32(4, height, true);
  pictures.forEach(({ planes }, i) => bytes.set(planes, HEAD_BYTES + i * each));
  return bytes;
}

/** @throws Error when the file is absent or not a whole number of pictures. */
export async function readSamplePictures(file: string): Promise<SamplePicture[]> {
  const bytes = new Uint8Array(await readFile(file));
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  const [width, height] = bytes.length < HEAD_BYTES ? [0, 0] : [view.getUint32(0, true), view.getUint32(4, true)];
  const each = 3 * width * height;
  const count = each === 0 ? 0 : (bytes.length - HEAD_BYTES) / each;
  if (count < 1 || !Number.isInteger(count)) throw new Error(`${file} holds no whole number of pictures`);
  return Array.from({ length: count }, (_, i) => ({ planes: bytes.slice(HEAD_BYTES + i * each, HEAD_BYTES + (i + 1) * each), width, height }));
}

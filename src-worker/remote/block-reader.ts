/**
 * A file of the host, read in blocks of a megabyte: the next ones are asked for before they are wanted, the last ones are kept.
 * An index at a video's end, which every chunk needs, so crosses the line once. Not a cache on disk.
 */
import { AppError } from '../../src-shared/app-error.ts';
import type { HostClient } from './host-client.ts';

export const BLOCK_BYTES = 1 << 20;
/** 64 MB: the index of a long game and what lies around the place being read. */
const keptBlocks = 64;
const blocksAhead = 3;

export interface BlockReader {
  readonly bytes: number;
  /** From `start` to `end` (inclusive), part by part. @throws AppError `host-unreachable`, `cancelled`, `video-changed`. */
  read(start: number, end: number, signal: AbortSignal): AsyncGenerator<Buffer>;
}

/** @param bytes how long the file is known to be; another length means another video. */
export function blockReader(client: Pick<HostClient, 'readRange'>, path: string, bytes: number): BlockReader {
  const blocks = new Map<number, Promise<Buffer>>();
  const lastBlock = Math.ceil(bytes / BLOCK_BYTES) - 1;

  const fetched = (index: number, signal: AbortSignal): Promise<Buffer> => {
    const known = blocks.get(index);
    if (known !== undefined) {
      blocks.delete(index); // to the end: the longest unused one is dropped first
      blocks.set(index, known);
      return known;
    }
    const from = index * BLOCK_BYTES;
    const block = client.readRange(path, from, Math.min(from + BLOCK_BYTES, bytes) - 1, signal).then(({ bytes: content, total }) => {
      if (total !== bytes) throw new AppError('video-changed', `the video has ${total} bytes, and had ${bytes} when it was probed`);
      return content;
    });
    block.catch(() => { if (blocks.get(index) === block) blocks.delete(index); });
    blocks.set(index, block);
    for (const old of blocks.keys()) {
      if (blocks.size <= keptBlocks) break;
      blocks.delete(old);
    }
    return block;
  };

  return {
    bytes,
    async *read(start, end, signal) {
      for (let at = start; at <= end;) {
        const index = Math.floor(at / BLOCK_BYTES);
        const wanted = fetched(index, signal);
        for (let ahead = 1; ahead <= blocksAhead && index + ahead <= Math.min(lastBlock, Math.floor(end / BLOCK_BYTES)); ahead += 1) void fetched(index + ahead, signal).catch(() => undefined);
        const block = await wanted;
        const from = at - index * BLOCK_BYTES;
        const part = block.subarray(from, Math.min(block.length, end - index * BLOCK_BYTES + 1));
        at += part.length;
        yield part;
      }
    },
  };
}

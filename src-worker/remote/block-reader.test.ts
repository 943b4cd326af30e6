import { describe, expect, it } from 'vitest';
import { AppError } from '../../src-shared/app-error.ts';
import { BLOCK_BYTES, blockReader } from './block-reader.ts';

const content = Buffer.alloc(BLOCK_BYTES * 2 + 1000, 0).map((_, i) => (i * 31 + (i >> 12)) & 255) as Buffer;
const signal = new AbortController().signal;

function hostOf(bytes: Buffer, fails: () => boolean = () => false) {
  const asked: string[] = [];
  return {
    asked,
    readRange: async (_path: string, from: number, to: number) => {
      asked.push(`${from}-${to}`);
      if (fails()) throw new AppError('host-unreachable', 'gone');
      return { bytes: bytes.subarray(from, to + 1), total: bytes.length };
    },
  };
}

async function all(parts: AsyncGenerator<Buffer>): Promise<Buffer> {
  const read: Buffer[] = [];
  for await (const part of parts) read.push(part);
  return Buffer.concat(read);
}

describe('a file read in blocks', () => {
  it.each([[0, content.length - 1], [0, 0], [BLOCK_BYTES - 1, BLOCK_BYTES], [BLOCK_BYTES * 2 + 5, content.length - 1], [10, BLOCK_BYTES * 2 + 10]])('gives exactly the bytes %i–%i', async (start, end) => {
    expect((await all(blockReader(hostOf(content), '/v', content.length).read(start, end, signal))).equals(content.subarray(start, end + 1))).toBe(true);
  });

  it('asks for each block once, however often it is read', async () => {
    const host = hostOf(content);
    const reader = blockReader(host, '/v', content.length);
    for (let i = 0; i < 3; i += 1) await all(reader.read(0, content.length - 1, signal));
    expect(host.asked).toHaveLength(3);
  });

  it('asks again for a block that did not come', async () => {
    let broken = true;
    const host = hostOf(content, () => broken);
    const reader = blockReader(host, '/v', content.length);
    await expect(all(reader.read(0, 10, signal))).rejects.toMatchObject({ code: 'host-unreachable' });
    broken = false;
    expect(await all(reader.read(0, 10, signal))).toHaveLength(11);
  });

  it('knows a video of another length for another video', async () => {
    await expect(all(blockReader(hostOf(content), '/v', content.length - 1).read(0, 5, signal))).rejects.toMatchObject({ code: 'video-changed' });
  });
});

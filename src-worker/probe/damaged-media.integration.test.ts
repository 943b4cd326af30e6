import { execFileSync } from 'node:child_process';
import { readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AppError } from '../../src-shared/app-error.ts';
import { testContext, testFolder, testTools } from '../testing/test-tools.ts';
import { probeVideo } from './probe-stage.ts';

const kinds = ['mp4', 'mkv', 'avi', 'ts'] as const;
const eachKind = 51;
const sideBySide = 3;
const perFileMs = 20_000;

/** mulberry32: the same damage at every run. */
function chance(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    const mixed = Math.imul(state ^ (state >>> 15), state | 1);
    const more = mixed ^ (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61));
    return ((more ^ (more >>> 14)) >>> 0) / 2 ** 32;
  };
}

type Damage = (good: Buffer, random: () => number) => Buffer;
const damages: Record<string, Damage> = {
  'cut off': (good, random) => good.subarray(0, Math.floor(random() * good.length)),
  'some bits turned': (good, random) => {
    const bad = Buffer.from(good);
    for (let n = 0; n < 30; n += 1) bad[Math.floor(random() * bad.length)]! ^= 1 << Math.floor(random() * 8);
    return bad;
  },
  'its head turned': (good, random) => {
    const bad = Buffer.from(good);
    for (let n = 0; n < 20; n += 1) bad[Math.floor(random() * Math.min(2000, bad.length))] = Math.floor(random() * 256);
    return bad;
  },
  'a hole': (good, random) => {
    const at = Math.floor(random() * good.length * 0.8);
    return Buffer.concat([good.subarray(0, at), good.subarray(at + Math.floor(good.length * 0.15))]);
  },
  'zeroes inside': (good, random) => {
    const at = Math.floor(random() * good.length * 0.8);
    return Buffer.from(good).fill(0, at, at + Math.floor(good.length * 0.1));
  },
  'lengths gone mad': (good, random) => {
    const bad = Buffer.from(good);
    for (let n = 0; n < 6; n += 1) bad.writeUInt32BE(Math.floor(random() * 2 ** 32), Math.floor(random() * Math.min(4000, bad.length - 4)));
    return bad;
  },
};

describe('a damaged video', { timeout: 300_000 }, () => {
  let folder: string;
  const good = new Map<string, Buffer>();
  beforeAll(async () => {
    folder = testFolder('damaged');
    for (const kind of kinds) {
      const file = path.join(folder, `good.${kind}`);
      execFileSync(testTools().ffmpeg, ['-v', 'error', '-f', 'lavfi', '-i', 'testsrc2=size=160x90:rate=25:duration=2', '-f', 'lavfi', '-i', 'sine=duration=2', '-c:v', kind === 'avi' ? 'mpeg4' : 'libx264', '-pix_fmt', 'yuv420p', '-c:a', 'mp2', '-y', file]);
      good.set(kind, await readFile(file));
    }
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it.each(kinds)('(%s) is probed or refused with one clear error, whatever the damage, and never hangs', async (kind) => {
    const names = Object.keys(damages);
    const ends = { probed: 0, refused: 0 };
    const tryOne = async (n: number): Promise<void> => {
      const name = names[n % names.length]!;
      const file = path.join(folder, `bad-${n}.${kind}`);
      await writeFile(file, damages[name]!(good.get(kind)!, chance(n * 7919 + kind.length)));
      const timeout = AbortSignal.timeout(perFileMs);
      try {
        const media = await probeVideo(file, testContext({ signal: timeout }));
        expect(media.durationSeconds, `${kind} ${n} ${name}`).toBeLessThan(100 * 3600);
        expect(media.chunks.length, `${kind} ${n} ${name}`).toBeLessThan(10_000);
        ends.probed += 1;
      } catch (error) {
        expect(timeout.aborted, `${kind} ${n} ${name} hangs`).toBe(false);
        expect(error instanceof AppError && /^(video-|ffmpeg-failed)/.test(error.code) ? 'a clear error' : String(error), `${kind} ${n} ${name}`).toBe('a clear error');
        ends.refused += 1;
      }
      await rm(file);
    };
    const numbers = Array.from({ length: eachKind }, (_, n) => n);
    await Promise.all(Array.from({ length: sideBySide }, async () => {
      for (let n = numbers.shift(); n !== undefined; n = numbers.shift()) await tryOne(n);
    }));
    expect(ends.probed + ends.refused).toBe(eachKind);
  });
});

/** What a video file is known by, so that it can be found again after it was moved: size, time, and a hash of its head and tail. */
import { createHash } from 'node:crypto';
import { open, stat } from 'node:fs/promises';
import { AppError } from '../../src-shared/app-error.ts';
import type { Fingerprint } from '../../src-shared/domain/video.ts';

const megabyte = 1024 * 1024;

/** The original is as it was added. @throws AppError `video-missing`, `video-changed` and as fingerprintOf. */
export async function requireVideo({ videoPath, fingerprint }: { videoPath: string; fingerprint: Fingerprint }): Promise<void> {
  if (!isSameVideo(await fingerprintOf(videoPath), fingerprint)) throw new AppError('video-changed', `${videoPath} has changed since it was added`);
}

/** @throws AppError `video-missing`, `video-empty` or `video-unreadable`. */
export async function fingerprintOf(path: string): Promise<Fingerprint> {
  const facts = await stat(path).catch((cause: NodeJS.ErrnoException) => {
    if (cause.code === 'ENOENT' || cause.code === 'ENOTDIR') throw new AppError('video-missing', `there is no file at ${path}`, { cause });
    throw new AppError('video-unreadable', `${path} can not be read: ${cause.message}`, { cause });
  });
  if (!facts.isFile()) throw new AppError('video-unreadable', `${path} must be a file, it is a ${facts.isDirectory() ? 'folder' : 'device'}`);
  if (facts.size === 0) throw new AppError('video-empty', `${path} is empty (0 bytes)`);
  const file = await open(path, 'r').catch((cause: unknown) => {
    throw new AppError('video-unreadable', `${path} can not be opened: ${(cause as Error).message}`, { cause });
  });
  try {
    const hash = createHash('sha256');
    const part = Buffer.alloc(Math.min(megabyte, facts.size));
    for (const position of [0, facts.size - part.length]) {
      const { bytesRead } = await file.read(part, 0, part.length, position);
      hash.update(part.subarray(0, bytesRead));
    }
    return { bytes: facts.size, modifiedMs: facts.mtimeMs, headTailHash: hash.digest('hex') };
  } finally {
    await file.close();
  }
}

/** The time of change does not count: copying a file changes it. */
export function isSameVideo(a: Fingerprint, b: Fingerprint): boolean {
  return a.bytes === b.bytes && a.headTailHash === b.headTailHash;
}

/**
 * Videos sent in pieces: begun with their length, continued from any offset that was reached, whole when all bytes are here.
 * They lie in a folder of their own, private to the user; a begun one that nobody continued for a week is removed.
 */
import { createWriteStream } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm, stat, statfs } from 'node:fs/promises';
import { extname, join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { z } from 'zod';
import { AppError } from '../../src-shared/app-error.ts';
import { newId } from '../../src-shared/new-id.ts';
import { safeFileName } from '../../src-shared/safe-file-name.ts';
import { writeJsonAtomically } from '../../src-node/write-atomically.ts';
import { looksLikeVideo } from '../media/video-extensions.ts';

const Begun = z.strictObject({ name: z.string(), bytes: z.number().int().min(1) });
const UploadId = z.string().regex(/^[0-9a-z]{26}$/);
const keptMs = 7 * 86_400_000;

export interface UploadState { uploadId: string; offset: number; bytes: number; /** Set when complete. */ path: string | null }

export class Uploads {
  private readonly folder: string;
  private readonly writing = new Set<string>();

  constructor(folder: string) {
    this.folder = folder;
  }

  /** @throws AppError `invalid-input`, `disk-full`. */
  async begin(name: string, bytes: number): Promise<UploadState> {
    if (!looksLikeVideo(name)) throw new AppError('invalid-input', `name must end like a video (.mp4, .mkv …), got "${name.slice(0, 80)}"`);
    if (!Number.isSafeInteger(bytes) || bytes < 1) throw new AppError('invalid-input', 'bytes must be the length of the file, a whole number from 1');
    await mkdir(this.folder, { recursive: true, mode: 0o700 });
    await this.sweep();
    const { bavail, bsize } = await statfs(this.folder);
    if (bavail * bsize < bytes) throw new AppError('disk-full', `the upload needs ${bytes} bytes, ${bavail * bsize} are free in ${this.folder}`);
    const uploadId = newId();
    const folder = join(this.folder, uploadId);
    await mkdir(folder, { mode: 0o700 });
    await writeJsonAtomically(join(folder, 'upload.json'), { name, bytes });
    return { uploadId, offset: 0, bytes, path: null };
  }

  /** @throws AppError `artifact-missing`. */
  async state(uploadId: string): Promise<UploadState> {
    const { name, bytes } = await this.read(uploadId);
    const whole = this.pathOf(uploadId, name);
    const isWhole = await stat(whole).then(() => true, () => false);
    const offset = isWhole ? bytes : await stat(this.partOf(uploadId)).then((facts) => facts.size, () => 0);
    return { uploadId, offset, bytes, path: isWhole ? whole : null };
  }

  /** Takes what comes until the stream ends or breaks; what came is kept.
   *  @throws AppError `invalid-input` for another offset than was reached, or more bytes than were announced. */
  async append(uploadId: string, offset: number, stream: Readable): Promise<UploadState> {
    const before = await this.state(uploadId);
    if (this.writing.has(uploadId)) throw new AppError('job-busy', 'another request is sending this upload');
    if (offset !== before.offset) throw new AppError('invalid-input', `Upload-Offset must be ${before.offset}, where this upload stands, got ${offset}`);
    if (before.path !== null) return before;
    this.writing.add(uploadId);
    try {
      let room = before.bytes - offset;
      await pipeline(stream, async function* limit(parts: AsyncIterable<Buffer>) {
        for await (const part of parts) {
          room -= part.length;
          if (room < 0) throw new AppError('invalid-input', `more than the announced ${before.bytes} bytes were sent`);
          yield part;
        }
      }, createWriteStream(this.partOf(uploadId), { flags: 'a', mode: 0o600 }));
    } catch (error) {
      if (error instanceof AppError) throw error;
      if ((error as NodeJS.ErrnoException).code === 'ENOSPC') throw new AppError('disk-full', `no space is left for the upload in ${this.folder}`, { cause: error });
      // A broken connection: what came stays.
    } finally {
      this.writing.delete(uploadId);
    }
    const { name, bytes } = await this.read(uploadId);
    if ((await stat(this.partOf(uploadId)).then((facts) => facts.size, () => 0)) === bytes) await rename(this.partOf(uploadId), this.pathOf(uploadId, name));
    return this.state(uploadId);
  }

  private async read(uploadId: string): Promise<z.infer<typeof Begun>> {
    const text = UploadId.safeParse(uploadId).success ? await readFile(join(this.folder, uploadId, 'upload.json'), 'utf8').catch(() => null) : null;
    if (text === null) throw new AppError('artifact-missing', `there is no upload with the id ${uploadId.slice(0, 40)}`);
    return Begun.parse(JSON.parse(text));
  }

  private partOf(uploadId: string): string {
    return join(this.folder, uploadId, 'incoming.part');
  }

  private pathOf(uploadId: string, name: string): string {
    const ending = extname(name).toLowerCase();
    return join(this.folder, uploadId, `${safeFileName(name.slice(0, -ending.length))}${ending}`);
  }

  /** Begun long ago and never finished. */
  private async sweep(): Promise<void> {
    for (const name of await readdir(this.folder)) {
      const part = await stat(join(this.folder, name, 'incoming.part')).catch(() => null);
      if (part !== null && Date.now() - part.mtimeMs > keptMs) await rm(join(this.folder, name), { recursive: true, force: true });
    }
  }
}

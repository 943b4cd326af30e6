/** A stretch of a file's first sound track as few samples, for measuring time. */
import type { Readable } from 'node:stream';
import { once } from 'node:events';
import { startFfmpeg } from '../ffmpeg/run-ffmpeg.ts';
import type { CutContext } from './cut-source.ts';

/** Samples a second. */
export const MONO_RATE = 4000;

/** From `from` (presentation time) on; where the track is silent or has not begun, zeros. */
export async function monoSound(file: string, formatStartSeconds: number, from: number, seconds: number, ctx: CutContext): Promise<Float32Array> {
  const seek = Math.max(0, from - formatStartSeconds - 1);
  const running = startFfmpeg(ctx.tools, [
    '-v', 'error', '-noaccurate_seek', '-copyts', '-ss', seek.toFixed(6), '-i', file, '-map', '0:a:0', '-vn',
    '-af', `atrim=start=${from.toFixed(6)}:end=${(from + seconds).toFixed(6)},asetpts=PTS-${from.toFixed(6)}/TB,aresample=${MONO_RATE}:async=1:first_pts=0`,
    '-ac', '1', '-f', 'f32le', 'pipe:1',
  ], ctx);
  const bytes = await bytesOf(running.stdout);
  await running.done;
  return new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length - (bytes.length % 4)));
}

async function bytesOf(stream: Readable): Promise<Buffer> {
  const parts: Buffer[] = [];
  stream.on('data', (part: Buffer) => parts.push(part));
  await once(stream, 'close');
  return Buffer.concat(parts);
}

/** A stretch of a file's first sound track as few samples, for measuring time. */
import type { Readable } from 'node:stream';
import { once } from 'node:events';
import { startFfmpeg } from '../ffmpeg/run-ffmpeg.ts';
import type { CutContext } from './cut-source.ts';

/** Samples a second. */
export const MONO_RATE = 4000;
/** More of the source than is needed: what slows sound gives its last part only when it has more. */
const SLOWING_SECONDS = 0.5;

export interface SoundStretch {
  /** Presentation time in the file. */
  from: number;
  /** Seconds given. */
  seconds: number;
  /** Seconds from `from` on that are not given, as they are after slowing; default 0. A filter that slows sound must begin where the clip's does. */
  skip?: number;
  /** What slows the sound, and how fast it is then; default not slowed. */
  filters?: readonly string[];
  speed?: number;
}

/** Where the track is silent or has not begun, zeros. */
export async function monoSound(file: string, formatStartSeconds: number, { from, seconds, skip = 0, filters = [], speed = 1 }: SoundStretch, ctx: CutContext): Promise<Float32Array> {
  const slowed = filters.length > 0;
  const begin = slowed ? from : from + skip;
  const seek = Math.max(0, begin - formatStartSeconds - 1);
  const length = slowed ? (skip + seconds) * speed + SLOWING_SECONDS : seconds;
  const sound = [
    `atrim=start=${begin.toFixed(6)}:end=${(begin + length).toFixed(6)}`, `asetpts=PTS-${begin.toFixed(6)}/TB`,
    ...(slowed ? [...filters, `atrim=start=${skip.toFixed(6)}:end=${(skip + seconds).toFixed(6)}`, `asetpts=PTS-${skip.toFixed(6)}/TB`] : []),
    `aresample=${MONO_RATE}:async=1:first_pts=0`,
  ];
  const running = startFfmpeg(ctx.tools, [
    '-v', 'error', '-noaccurate_seek', '-copyts', '-ss', seek.toFixed(6), '-i', file, '-map', '0:a:0', '-vn',
    '-af', sound.join(','),
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

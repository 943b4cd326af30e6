/** Small grey pictures of a stretch of a file, with their times: what recognising a picture needs. */
import { once } from 'node:events';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { startFfmpeg } from '../ffmpeg/run-ffmpeg.ts';
import type { CutContext } from './cut-source.ts';

const WIDTH = 192;
const HEIGHT = 108;

export interface SmallPicture {
  /** Presentation time in the file. */
  seconds: number;
  pixels: Uint8Array;
}

export interface Stretch {
  /** Counted from the file's start. */
  seekSeconds: number;
  fromPts: number;
  toPts: number;
  /** Filters that keep the times, and the folder in which their files lie. */
  filters?: readonly string[];
  folder?: string | undefined;
}

/** The pictures from tick `fromPts` to tick `toPts`, both included, decoded from `seekSeconds` (counted from the file's start) on. */
export async function smallPictures(file: string, stretch: Stretch, ctx: CutContext): Promise<SmallPicture[]> {
  const running = startFfmpeg(ctx.tools, [
    '-v', 'error', '-noaccurate_seek', '-copyts', '-ss', Math.max(0, stretch.seekSeconds).toFixed(6), '-i', path.resolve(file),
    '-filter_complex', `[0:V:0]trim=start_pts=${stretch.fromPts}:end_pts=${stretch.toPts + 1},${(stretch.filters ?? []).map((filter) => `${filter},`).join('')}scale=${WIDTH}:${HEIGHT}:flags=area,format=gray,split[picture][time]`,
    '-map', '[picture]', '-fps_mode', 'passthrough', '-f', 'rawvideo', 'pipe:1',
    '-map', '[time]', '-fps_mode', 'passthrough', '-enc_time_base', '-1', '-f', 'framecrc', 'pipe:3',
  ], { ...ctx, extraPipes: 1, ...(stretch.folder === undefined ? {} : { cwd: stretch.folder }) });
  const [pixels, facts] = await Promise.all([bytesOf(running.stdout), bytesOf(running.extra[0]!), running.done]);
  const size = WIDTH * HEIGHT;
  return timesOf(facts.toString('utf8')).map((seconds, i) => ({ seconds, pixels: pixels.subarray(i * size, (i + 1) * size) })).filter((p) => p.pixels.length === size);
}

/** Lines of ffmpeg's framecrc: `stream, dts, pts, duration, size, checksum`, and `#tb 0: 1/30` above. */
function timesOf(facts: string): number[] {
  const [numerator = 1, denominator = 1] = (/^#tb 0: (\d+\/\d+)/m.exec(facts)?.[1] ?? '1/1').split('/').map(Number);
  return facts.split('\n').filter((line) => line !== '' && !line.startsWith('#')).map((line) => (Number(line.split(',')[2]) * numerator) / denominator);
}

async function bytesOf(stream: Readable): Promise<Buffer> {
  const parts: Buffer[] = [];
  stream.on('data', (part: Buffer) => parts.push(part));
  await once(stream, 'close');
  return Buffer.concat(parts);
}

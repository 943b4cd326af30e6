/**
 * Tiny videos whose every picture carries its number as a bar code, in the shapes that make cutting hard; and the reader of those numbers.
 * For tests. The picture below the bars moves, so that comparing pictures has something to see.
 */
import { writeFileSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { runFfmpeg, startFfmpeg } from '../ffmpeg/run-ffmpeg.ts';
import { testContext } from './test-tools.ts';

const WIDTH = 192;
const HEIGHT = 108;
const BITS = 12;
const BAR_HEIGHT = 30;
const CELL = WIDTH / BITS;

export interface CountedVideo {
  /** Pictures in the file. */
  frames?: number;
  /** As ffmpeg reads it: `30000/1001`. */
  rate?: string;
  /** File name with the container's extension. */
  file: string;
  /** Encoder and stream options; default H.264 with B-frames. */
  video?: string[];
  /** More filters on the pictures. */
  filter?: string;
  /** `noise` is unlike itself at every moment, so that shifts can be measured. */
  audio?: 'noise' | 'none';
  /** Clockwise degrees a player shall turn it, as phones write. */
  rotate?: 90 | 180 | 270;
  /** Anything else before the output's name. */
  more?: string[];
}

export const H264 = ['-c:v', 'libx264', '-preset', 'veryfast', '-crf', '18', '-g', '30', '-bf', '2', '-threads', '1'];

/** Writes the video into `folder`; gives its path. */
export async function makeCountedVideo(folder: string, { frames = 240, rate = '30', file, video = H264, filter, audio = 'noise', rotate, more = [] }: CountedVideo): Promise<string> {
  const raw = path.join(folder, `${file}.gray`); // its own, since films are made side by side
  writeFileSync(raw, pictures(frames));
  const out = path.join(folder, file);
  const [numerator = 30, denominator = 1] = rate.split('/').map(Number);
  const sound = audio === 'none' ? [] : ['-f', 'lavfi', '-i', `anoisesrc=seed=7:r=48000:a=0.4:d=${((frames * denominator) / numerator).toFixed(3)}`];
  await runFfmpeg(testContext().tools, [
    '-v', 'error', '-f', 'rawvideo', '-pix_fmt', 'gray', '-s', `${WIDTH}x${HEIGHT}`, '-r', rate, '-i', raw, ...sound,
    '-map', '0:v', ...(audio === 'none' ? [] : ['-map', '1:a', '-af', 'lowpass=f=3000', '-c:a', 'aac', '-b:a', '128k']),
    '-vf', [filter, 'format=yuv420p'].filter(Boolean).join(','), '-fps_mode', 'passthrough', '-pix_fmt', 'yuv420p', ...video, ...more, '-y', out,
  ], testContext());
  if (rotate !== undefined) await turn(out, rotate);
  return out;
}

/** Sets the display matrix by hand: which option of ffmpeg does it differs between its versions. */
async function turn(file: string, rotate: 90 | 180 | 270): Promise<void> {
  const bytes = await readFile(file);
  const matrix = { 90: [0, 1, -1, 0], 180: [-1, 0, 0, -1], 270: [0, -1, 1, 0] }[rotate];
  const header = bytes.indexOf('tkhd', bytes.indexOf('moov')) + 4;
  const at = header + (bytes[header] === 1 ? 52 : 40);
  [matrix[0]!, matrix[1]!, 0, matrix[2]!, matrix[3]!, 0].forEach((value, i) => bytes.writeInt32BE(value * 0x10000, at + i * 4));
  await writeFile(file, bytes);
}

/** The number on every picture of a file in the order shown, as stored (rotation not applied). */
export async function readCounters(file: string): Promise<number[]> {
  const { tools, ...run } = testContext();
  const running = startFfmpeg(tools, ['-v', 'error', '-noautorotate', '-i', file, '-map', '0:V:0', '-fps_mode', 'passthrough', '-vf', `scale=${WIDTH}:${HEIGHT}`, '-pix_fmt', 'gray', '-f', 'rawvideo', 'pipe:1'], run);
  const parts: Buffer[] = [];
  for await (const part of running.stdout) parts.push(part as Buffer);
  await running.done;
  const all = Buffer.concat(parts);
  const size = WIDTH * HEIGHT;
  return Array.from({ length: Math.floor(all.length / size) }, (_, i) => counterOf(all.subarray(i * size, (i + 1) * size)));
}

function counterOf(picture: Uint8Array): number {
  let value = 0;
  for (let bit = 0; bit < BITS; bit += 1) {
    const lit = picture[Math.floor(BAR_HEIGHT / 2) * WIDTH + Math.floor((bit + 0.5) * CELL)]! > 128;
    if (lit) value |= 1 << bit;
  }
  return value;
}

function pictures(count: number): Uint8Array {
  const all = new Uint8Array(count * WIDTH * HEIGHT);
  for (let n = 0; n < count; n += 1) {
    const picture = all.subarray(n * WIDTH * HEIGHT, (n + 1) * WIDTH * HEIGHT);
    for (let y = 0; y < HEIGHT; y += 1) {
      for (let x = 0; x < WIDTH; x += 1) {
        picture[y * WIDTH + x] = y < BAR_HEIGHT ? ((n >> Math.floor(x / CELL)) & 1) * 220 + 16 : 128 + 60 * Math.sin((x + n * 3) / 9) * Math.cos((y - n) / 7);
      }
    }
  }
  return all;
}

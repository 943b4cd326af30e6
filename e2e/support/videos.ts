/** Videos and files made for a test, from the demo game where people are needed. */
import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { demoVideo } from './demo-game.ts';

const run = promisify(execFile);
const ffmpeg = (...args: string[]): Promise<unknown> => run('ffmpeg', ['-v', 'error', '-y', ...args]);

/** Three chunks of the demo game again and again; small and slow, so that it is watched quickly. */
export async function makeLongGame(folder: string): Promise<string> {
  const file = join(folder, 'long game.mp4');
  await ffmpeg('-stream_loop', '8', '-i', demoVideo, '-t', '185', '-an', '-vf', 'fps=4/3,scale=480:270', '-g', '10', '-preset', 'ultrafast', '-pix_fmt', 'yuv420p', file);
  return file;
}

/** Four seconds around the click on red 17 as old cameras write them; no browser plays it. */
export const aviStartsAt = 4;
export async function makeAvi(folder: string): Promise<string> {
  const file = join(folder, 'old camera.avi');
  // Large, so that its preview copy takes longer to make than the first still.
  await ffmpeg('-ss', String(aviStartsAt), '-t', '8', '-i', demoVideo, '-an', '-vf', 'scale=1920:1080', '-c:v', 'mpeg4', '-q:v', '3', file);
  return file;
}

/** Bits of the frame number burned into the demo game, lowest first, as white or black squares along the picture's lower edge. */
export const counterBits = 10;
export const counterSquare = { size: 24, y: 690, x: (bit: number): number => 40 + bit * 32 } as const;

/** The demo game, frame for frame, with each frame's number in its picture. */
export async function makeCountedGame(folder: string): Promise<string> {
  const file = join(folder, 'counted game.mp4');
  const squares = Array.from({ length: counterBits }, (_, bit) => {
    const place = `x=${counterSquare.x(bit)}:y=${counterSquare.y}:w=${counterSquare.size}:h=${counterSquare.size}:t=fill`;
    return `drawbox=${place}:color=black,drawbox=${place}:color=white:enable='mod(floor(n/${2 ** bit}),2)'`;
  });
  await ffmpeg('-i', demoVideo, '-an', '-vf', squares.join(','), '-fps_mode', 'passthrough', '-c:v', 'libx264', '-preset', 'ultrafast', '-g', '30', '-pix_fmt', 'yuv420p', file);
  return file;
}

export interface BadFiles { text: string; empty: string; soundOnly: string; missing: string }

export async function makeBadFiles(folder: string): Promise<BadFiles> {
  const files = { text: join(folder, 'text.mp4'), empty: join(folder, 'empty.mp4'), soundOnly: join(folder, 'sound.mp4'), missing: join(folder, 'gone.mp4') };
  await writeFile(files.text, 'This is a letter, not a video.\n'.repeat(100));
  await writeFile(files.empty, '');
  await ffmpeg('-f', 'lavfi', '-i', 'sine=frequency=440:duration=2', '-c:a', 'aac', files.soundOnly);
  return files;
}

/** Seconds of the video track. */
export async function videoSeconds(file: string): Promise<number> {
  const { stdout } = await run('ffprobe', ['-v', 'error', '-select_streams', 'v:0', '-count_frames', '-show_entries', 'stream=nb_read_frames,r_frame_rate', '-of', 'json', file]);
  const [stream] = (JSON.parse(stdout) as { streams: { nb_read_frames: string; r_frame_rate: string }[] }).streams;
  const [numerator, denominator] = stream!.r_frame_rate.split('/').map(Number);
  return (Number(stream!.nb_read_frames) * denominator!) / numerator!;
}

/** Grey levels of one frame, counted from 0, in a size that is quick to compare. */
export async function greyFrame(file: string, index: number): Promise<Buffer> {
  const { stdout } = await run('ffmpeg', ['-v', 'error', '-i', file, '-vf', `select=eq(n\\,${index}),scale=320:180,format=gray`, '-fps_mode', 'passthrough', '-frames:v', '1', '-f', 'rawvideo', '-'], { encoding: 'buffer', maxBuffer: 1 << 20 });
  if (stdout.length !== 320 * 180) throw new Error(`${file} has no frame ${index}`);
  return stdout;
}

/** Mean difference of grey levels, 0–255. */
export function difference(a: Buffer, b: Buffer): number {
  return a.reduce((sum, level, i) => sum + Math.abs(level - b[i]!), 0) / a.length;
}

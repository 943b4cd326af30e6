/** The bench's films: the committed demo, shown again and again, at the sizes and rates that cameras write. Kept between runs. */
import { existsSync, mkdirSync, renameSync } from 'node:fs';
import path from 'node:path';
import type { MediaInfo } from '../../src-shared/domain/video.ts';
import { runFfmpeg } from '../../src-worker/ffmpeg/run-ffmpeg.ts';
import type { StageContext } from '../../src-worker/pipeline/stage.ts';
import { probeVideo } from '../../src-worker/probe/probe-stage.ts';
import type { SourceName } from './arguments.ts';

/** Bits a second of ordinary recordings. */
const shapes: Record<SourceName, { size: string; bitrate: string }> = { '720p': { size: '1280x720', bitrate: '4M' }, '1080p': { size: '1920x1080', bitrate: '8M' } };
/** Raised when the recipe changes. */
const RECIPE = 1;

/** @param seconds of the demo, at most 24. @param repeats how often they are shown, without encoding anew. */
export async function benchSource(root: string, source: SourceName, { seconds, repeats }: { seconds: number; repeats: number }, ctx: StageContext): Promise<{ videoPath: string; media: MediaInfo }> {
  const folder = path.join(root, 'artifacts', 'bench');
  mkdirSync(folder, { recursive: true });
  const { size, bitrate } = shapes[source];
  const once = path.join(folder, `${source}-${bitrate}-${RECIPE}-${seconds}s.mp4`);
  // A little noise, as sensors make: rendered pictures alone would compress too well.
  await make(once, ['-t', String(seconds), '-i', path.join(root, 'resources', 'demo', 'rink-demo', 'video.mp4'), '-vf', `scale=${size}:flags=bicubic,noise=alls=3:allf=t:all_seed=7`, '-r', '30', '-c:v', 'libx264', '-preset', 'veryfast', '-b:v', bitrate, '-g', '60', '-pix_fmt', 'yuv420p', '-an'], ctx);
  const videoPath = repeats === 1 ? once : path.join(folder, `${source}-${bitrate}-${RECIPE}-${seconds}s-x${repeats}.mp4`);
  if (repeats > 1) await make(videoPath, ['-stream_loop', String(repeats - 1), '-i', once, '-c', 'copy'], ctx);
  return { videoPath, media: await probeVideo(videoPath, ctx) };
}

async function make(file: string, args: readonly string[], ctx: StageContext): Promise<void> {
  if (existsSync(file)) return;
  const unfinished = file.replace(/\.mp4$/, '.partial.mp4');
  await runFfmpeg(ctx.tools, [...args, '-y', unfinished], ctx);
  renameSync(unfinished, file);
}

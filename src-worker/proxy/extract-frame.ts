/** One picture of the video as a JPEG: exactly the one on screen at a time. */
import { rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { AppError } from '../../src-shared/app-error.ts';
import { readPackets } from '../ffmpeg/read-packets.ts';
import { readStreams } from '../ffmpeg/read-streams.ts';
import { runFfmpeg } from '../ffmpeg/run-ffmpeg.ts';
import type { StageContext } from '../pipeline/stage.ts';

export interface FrameRequest { videoPath: string; timeSeconds: number; outFile: string }

/** At most this wide, for showing: 1920 pixels. */
const MAX_WIDTH = 1920;
/** Times are rounded to a millisecond in places: this close is the same time. */
const SAME_TIME_SECONDS = 0.0006;

/** @returns Presentation time of the picture written. @throws AppError `invalid-input` for a time without a picture. */
export async function extractFrame({ videoPath, timeSeconds, outFile }: FrameRequest, ctx: Pick<StageContext, 'signal' | 'log' | 'tools'>): Promise<number> {
  const streams = await readStreams(ctx.tools, videoPath, ctx);
  const from = Math.max(streams.formatStartSeconds, timeSeconds - 0.5);
  const packets = await readPackets(ctx.tools, videoPath, [{ from, to: Math.max(timeSeconds, streams.formatStartSeconds) + 1 }], ctx);
  const shown = packets.filter((p) => p.seconds <= timeSeconds + SAME_TIME_SECONDS).sort((a, b) => a.pts - b.pts).at(-1) ?? firstOf(packets);
  if (shown === undefined) throw new AppError('invalid-input', `there is no picture at ${timeSeconds} s`);
  const key = packets.filter((p) => p.key && p.seconds <= shown.seconds).sort((a, b) => a.pts - b.pts).at(-1);
  // A second before the key frame: containers without an index are found by guess.
  const seek = key === undefined ? 0 : Math.max(0, key.seconds - streams.formatStartSeconds - 1);
  const part = path.join(path.dirname(outFile), `.part-${path.basename(outFile)}`);
  try {
    await runFfmpeg(ctx.tools, [
      '-noaccurate_seek', '-copyts', '-ss', seek.toFixed(6), '-i', videoPath, '-map', '0:V:0',
      '-vf', `trim=start_pts=${shown.pts},scale='min(${MAX_WIDTH},iw*sar)':-1:flags=area,setsar=1`, '-frames:v', '1', '-q:v', '3', '-f', 'image2', '-update', '1', '-y', part,
    ], ctx);
    await rename(part, outFile);
  } finally {
    await rm(part, { force: true });
  }
  return shown.seconds;
}

/** A time just before the first picture means the first picture. */
function firstOf<P extends { pts: number }>(packets: readonly P[]): P | undefined {
  return [...packets].sort((a, b) => a.pts - b.pts)[0];
}

/**
 * A small copy of the video for the page where it cannot play the source. A convenience: clips and analysis always use the original,
 * so a proxy that cannot be made is a warning and never a failed job.
 */
import { rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { AppError } from '../../src-shared/app-error.ts';
import { framesPerSecond, type MediaInfo } from '../../src-shared/domain/video.ts';
import { readPackets } from '../ffmpeg/read-packets.ts';
import { runFfmpeg } from '../ffmpeg/run-ffmpeg.ts';
import type { StageContext } from '../pipeline/stage.ts';

export interface ProxyRequest { videoPath: string; media: MediaInfo; outFile: string }
type ProxyContext = Pick<StageContext, 'signal' | 'log' | 'report' | 'tools'>;

/** `none` says why in plain words, for the results' warnings. */
export type ProxyResult = { made: true } | { made: false; why: string };

/**
 * H.264 and AAC in MP4, at most 1280 pixels wide, a key frame twice a second, every picture at the source's presentation time
 * (so a time in the page is a time of the file). `outFile` appears complete or not at all.
 * @throws AppError `cancelled`, `disk-full`, `tool-missing`, `ffmpeg-killed`; nothing else.
 */
export async function makeProxy({ videoPath, media, outFile }: ProxyRequest, ctx: ProxyContext): Promise<ProxyResult> {
  const part = path.join(path.dirname(outFile), `.part-${path.basename(outFile)}`);
  ctx.report(0, 'Making a copy that can be played here');
  try {
    await runFfmpeg(ctx.tools, proxyArguments(videoPath, media, part), {
      ...ctx, onProgress: (seconds) => ctx.report(Math.min(0.99, Math.max(0, seconds - media.startSeconds) / media.durationSeconds), 'Making a copy that can be played here'),
    });
    const why = await flawOf(part, media, ctx);
    if (why !== null) return withoutProxy(why, ctx);
    await rename(part, outFile);
    ctx.report(1, 'Made a copy that can be played here');
    return { made: true };
  } catch (error) {
    if (error instanceof AppError && error.code === 'ffmpeg-failed' && !ctx.signal.aborted) return withoutProxy(error.message, ctx);
    throw error;
  } finally {
    await rm(part, { force: true });
  }
}

function proxyArguments(videoPath: string, media: MediaInfo, outFile: string): string[] {
  const keyFrameEvery = Math.max(1, Math.round(framesPerSecond(media) / 2));
  return [
    // Times stay those of the file: the page seeks by them.
    '-copyts', '-i', videoPath, '-map', '0:V:0', '-map', '0:a:0?', '-sn', '-dn',
    '-vf', `${media.interlaced ? 'yadif,' : ''}scale='2*trunc(min(1280,iw*sar)/2)':-2:flags=area,setsar=1,format=yuv420p`,
    '-c:v', 'libx264', '-preset', 'ultrafast', '-tune', 'fastdecode', '-crf', '23', '-g', String(keyFrameEvery), '-fps_mode', 'passthrough', '-enc_time_base', '-1',
    '-c:a', 'aac', '-b:a', '128k', '-ac', '2', '-avoid_negative_ts', 'disabled', '-movflags', '+faststart', '-f', 'mp4', '-y', outFile,
  ];
}

/** A proxy whose times are not the source's would show the wrong moments: better none. */
async function flawOf(part: string, media: MediaInfo, ctx: ProxyContext): Promise<string | null> {
  if ((await stat(part).catch(() => null))?.size === 0) return 'it came out empty';
  const head = await readPackets(ctx.tools, part, [{ count: 60 }], ctx);
  if (head.length === 0) return 'it has no picture';
  const start = Math.min(...head.map((p) => p.seconds));
  const frame = 1 / framesPerSecond(media);
  return Math.abs(start - media.startSeconds) > frame / 2 ? `it begins at ${start.toFixed(3)} s and the video at ${media.startSeconds.toFixed(3)} s` : null;
}

function withoutProxy(why: string, ctx: ProxyContext): ProxyResult {
  ctx.log.warn('no proxy could be made', { why });
  return { made: false, why: `No copy for playing here could be made: ${why}` };
}

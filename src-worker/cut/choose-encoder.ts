/** Which H.264 encoder works here: that of the graphics card where a tiny picture can be encoded by it, else x264. Tried, not guessed. */
import process from 'node:process';
import { AppError } from '../../src-shared/app-error.ts';
import { runFfmpeg } from '../ffmpeg/run-ffmpeg.ts';
import type { CutContext } from './cut-source.ts';

export type VideoEncoder = 'libx264' | 'h264_nvenc' | 'h264_qsv' | 'h264_vaapi' | 'h264_videotoolbox' | 'h264_amf';

export const VAAPI_DEVICE = '/dev/dri/renderD128';

/** In the order of preference; a card's own before a general way to it. */
const candidates: Partial<Record<NodeJS.Platform, VideoEncoder[]>> = {
  darwin: ['h264_videotoolbox'],
  win32: ['h264_nvenc', 'h264_qsv', 'h264_amf'],
  linux: ['h264_nvenc', 'h264_qsv', 'h264_vaapi'],
};

export type TryEncoder = (encoder: VideoEncoder) => Promise<void>;

/** `libx264` where none works. @throws only what is no answer: `cancelled`, `tool-missing`. */
export async function chooseEncoder(ctx: CutContext, tryEncoder: TryEncoder = encodeTiny(ctx), platform: NodeJS.Platform = process.platform): Promise<VideoEncoder> {
  for (const encoder of candidates[platform] ?? []) {
    try {
      await tryEncoder(encoder);
      ctx.log.info('hardware encoder works', { encoder });
      return encoder;
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== 'ffmpeg-failed') throw error;
      ctx.log.debug('hardware encoder does not work', { encoder, why: error.message });
    }
  }
  ctx.log.info('no hardware encoder works here; x264 is taken');
  return 'libx264';
}

/** Some cards refuse pictures below 256 × 256. */
function encodeTiny(ctx: CutContext): TryEncoder {
  return (encoder) => runFfmpeg(ctx.tools, [
    ...(encoder === 'h264_vaapi' ? ['-vaapi_device', VAAPI_DEVICE] : []), '-f', 'lavfi', '-i', 'color=s=320x256:r=25:d=0.4',
    ...(encoder === 'h264_vaapi' ? ['-vf', 'format=nv12,hwupload'] : ['-pix_fmt', 'yuv420p']), '-c:v', encoder, '-f', 'null', '-',
  ], ctx);
}

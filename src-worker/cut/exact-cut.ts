/** Re-encodes exactly the planned pictures and the sound that belongs to them. Decoding begins at a key frame; presentation times decide what stays. */
import { runFfmpeg } from '../ffmpeg/run-ffmpeg.ts';
import { seekSeconds, type CutContext, type CutSource } from './cut-source.ts';
import { AUDIO_ENCODER, audioMaps, containerOptions, encodedLook } from './encoder-arguments.ts';
import { planSpan, type FramePlan } from './frame-plan.ts';

/** @param earlierSeconds How much further back decoding begins; for a second attempt on files that seek badly. */
export async function exactCut(source: CutSource, plan: FramePlan, outFile: string, ctx: CutContext, options: { earlierSeconds?: number; onProgress?: (seconds: number) => void } = {}): Promise<void> {
  const look = encodedLook(source.video, source.media.interlaced);
  const { start, end } = planSpan(plan);
  await runFfmpeg(ctx.tools, [
    '-noautorotate', '-noaccurate_seek', '-copyts', '-ss', seekSeconds(source, plan.frames, plan.frames[plan.first]!, options.earlierSeconds).toFixed(6), '-i', source.path,
    '-map', '0:V:0', ...audioMaps(source.streams.audio, 0), '-map_chapters', '-1', '-dn', '-sn',
    '-vf', [pictureTrim(plan), ...look.filters].join(','),
    ...look.options, '-fps_mode', 'passthrough', '-enc_time_base', '-1',
    '-af', `atrim=start=${start.toFixed(6)}:end=${end.toFixed(6)},asetpts=PTS-${start.toFixed(6)}/TB`, ...AUDIO_ENCODER,
    ...containerOptions(outFile), '-y', outFile,
  ], { ...ctx, ...(options.onProgress === undefined ? {} : { onProgress: options.onProgress }) });
}

/** The planned pictures alone, as a transport stream that can be joined with others. Its reordering is that of most cameras and of the exact cut. */
export async function encodePictures(source: CutSource, plan: FramePlan, outFile: string, ctx: CutContext): Promise<void> {
  const look = encodedLook(source.video, source.media.interlaced);
  await runFfmpeg(ctx.tools, [
    '-noautorotate', '-noaccurate_seek', '-copyts', '-ss', seekSeconds(source, plan.frames, plan.frames[plan.first]!).toFixed(6), '-i', source.path,
    '-map', '0:V:0', '-vf', [pictureTrim(plan), ...look.filters].join(','), ...look.options, '-fps_mode', 'passthrough', '-enc_time_base', '-1',
    '-muxdelay', '0', '-muxpreload', '0', '-f', 'mpegts', '-y', outFile,
  ], ctx);
}

/** Keeps the planned pictures, by ticks: times in seconds would be rounded to the time base, which is as coarse as a picture in some containers. */
function pictureTrim(plan: FramePlan): string {
  return `trim=start_pts=${plan.frames[plan.first]!.pts}:end_pts=${plan.frames[plan.last]!.pts + 1},setpts=PTS-STARTPTS`;
}

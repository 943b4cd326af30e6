/** Re-encodes exactly the planned pictures and the sound that belongs to them. Decoding begins at a key frame; presentation times decide what stays. */
import { runFfmpeg } from '../ffmpeg/run-ffmpeg.ts';
import { frameSeconds, seekSeconds, type CutContext, type CutSource } from './cut-source.ts';
import { AUDIO_ENCODER, containerOptions, encodedLook } from './encoder-arguments.ts';
import { planSpan, type FramePlan } from './frame-plan.ts';

/** @param earlierSeconds How much further back decoding begins; for a second attempt on files that seek badly. */
export async function exactCut(source: CutSource, plan: FramePlan, outFile: string, ctx: CutContext, options: { earlierSeconds?: number; onProgress?: (seconds: number) => void } = {}): Promise<void> {
  const look = encodedLook(source.video, source.media.interlaced);
  const { start, end } = planSpan(plan);
  await runFfmpeg(ctx.tools, [
    '-noautorotate', '-noaccurate_seek', '-copyts', '-ss', seekSeconds(source, plan.frames, plan.frames[plan.first]!, options.earlierSeconds).toFixed(6), '-i', source.path,
    '-map', '0:V:0', '-map', '0:a?', '-map_chapters', '-1', '-dn', '-sn',
    '-vf', [pictureTrim(source, plan), ...look.filters].join(','),
    ...look.options, '-fps_mode', 'passthrough', '-enc_time_base', '-1',
    '-af', `atrim=start=${start.toFixed(6)}:end=${end.toFixed(6)},asetpts=PTS-${start.toFixed(6)}/TB`, ...AUDIO_ENCODER,
    ...containerOptions(outFile), '-y', outFile,
  ], { ...ctx, ...(options.onProgress === undefined ? {} : { onProgress: options.onProgress }) });
}

/** Keeps the planned pictures: the limits lie between pictures, so rounding cannot move them. */
export function pictureTrim(source: CutSource, plan: FramePlan): string {
  const half = (index: number): number => {
    const before = plan.frames[index - 1];
    const at = plan.frames[index];
    if (at === undefined) return plan.frames.at(-1)!.seconds + frameSeconds(source) * 0.4;
    return before === undefined ? at.seconds - frameSeconds(source) / 2 : (before.seconds + at.seconds) / 2;
  };
  return `trim=start=${half(plan.first).toFixed(6)}:end=${half(plan.last + 1).toFixed(6)},setpts=PTS-STARTPTS`;
}

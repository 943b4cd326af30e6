/** Copies whole groups of pictures: quick, lossless, and beginning at the key frame at or before the wanted start. */
import { runFfmpeg } from '../ffmpeg/run-ffmpeg.ts';
import { frameSeconds, seekSeconds, type CutContext, type CutSource } from './cut-source.ts';
import { audioMaps, chosenAudio, containerOptions, type AudioChoice } from './encoder-arguments.ts';
import { planSpan, type FramePlan } from './frame-plan.ts';

/** Containers end a copy where packets, not pictures, end. */
export const COPY_LOOSE_FRAMES = 4;

/** What a copy will hold: the plan begun earlier, at its key frame. */
export function copyPlan(plan: FramePlan): FramePlan {
  const key = plan.frames.findLastIndex((frame, i) => i <= plan.first && frame.cleanKey);
  return { ...plan, first: key === -1 ? plan.first : key };
}

export async function copyCut(source: CutSource, plan: FramePlan, outFile: string, ctx: CutContext, audio: AudioChoice, onProgress: (seconds: number) => void): Promise<void> {
  const { start, end } = planSpan(plan);
  await runFfmpeg(ctx.tools, [
    '-ss', seekSeconds(source, plan.frames, plan.frames[plan.first]!).toFixed(6), '-i', source.path, '-t', (end - start - frameSeconds(source) / 4).toFixed(6),
    '-map', '0:V:0', ...audioMaps(chosenAudio(source.streams.audio, audio), 0), '-c', 'copy', '-map_chapters', '-1', '-avoid_negative_ts', 'make_zero', ...containerOptions(outFile), '-y', outFile,
  ], { ...ctx, onProgress });
}

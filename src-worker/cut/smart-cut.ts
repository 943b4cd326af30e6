/**
 * Re-encodes the edges of a clip and copies what lies between whole groups of pictures. The parts are joined as transport streams,
 * which carry their parameter sets in the stream, with lengths told explicitly. Whether the result is right is for verify-clip to say.
 */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { runFfmpeg } from '../ffmpeg/run-ffmpeg.ts';
import { concatList } from './concat-list.ts';
import { frameSeconds, seekSeconds, type CutContext, type CutSource } from './cut-source.ts';
import { AUDIO_ENCODER, audioMaps, chosenAudio, containerOptions, type AudioChoice } from './encoder-arguments.ts';
import { encodePictures } from './exact-cut.ts';
import { planSpan, type FramePlan } from './frame-plan.ts';
import type { SmartPlan } from './smart-plan.ts';

/** Only streams whose parts fit together when encoded by our own encoder. */
export function canCutSmart({ video, media }: CutSource): boolean {
  return video.codec === 'h264' && video.pixelFormat === 'yuv420p' && video.rotationDegrees === 0 && !media.interlaced && video.codedWidth % 2 === 0 && video.codedHeight % 2 === 0;
}

export async function smartCut(source: CutSource, plan: FramePlan, smart: SmartPlan, outFile: string, ctx: CutContext, audio: AudioChoice, onProgress: (seconds: number) => void): Promise<void> {
  const folder = await mkdtemp(path.join(path.dirname(outFile), '.part-smart-'));
  try {
    const parts: { file: string; seconds: number }[] = [];
    const seconds = (from: number, until: number): number => plan.frames[until - 1]!.endSeconds - plan.frames[from]!.seconds;
    const edge = async (name: string, from: number, until: number): Promise<void> => {
      if (until <= from) return;
      const file = path.join(folder, name);
      await encodePictures(source, { frames: plan.frames, first: from, last: until - 1 }, file, ctx);
      parts.push({ file, seconds: seconds(from, until) });
    };
    await edge('head.ts', plan.first, smart.copyFrom);
    const middle = path.join(folder, 'middle.ts');
    await copyPictures(source, plan, smart, middle, ctx, (done) => onProgress(done * 0.8));
    parts.push({ file: middle, seconds: seconds(smart.copyFrom, smart.copyUntil) });
    await edge('tail.ts', smart.copyUntil, plan.last + 1);
    const list = path.join(folder, 'parts.txt');
    await writeFile(list, concatList(parts));
    const { start, end } = planSpan(plan);
    await runFfmpeg(ctx.tools, [
      '-f', 'concat', '-safe', '0', '-i', list,
      '-ss', Math.max(0, start - source.streams.formatStartSeconds).toFixed(6), '-t', (end - start).toFixed(6), '-vn', '-i', source.path,
      '-map', '0:V:0', ...audioMaps(chosenAudio(source.streams.audio, audio), 1), '-map_metadata', '1', '-map_chapters', '-1', '-c:v', 'copy', ...AUDIO_ENCODER, ...containerOptions(outFile), '-y', outFile,
    ], ctx);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Whole groups of pictures, packet by packet: their number says where to stop, since times of a copy are not exact. */
async function copyPictures(source: CutSource, plan: FramePlan, { copyFrom, copyUntil }: SmartPlan, outFile: string, ctx: CutContext, onProgress: (seconds: number) => void): Promise<void> {
  const key = plan.frames[copyFrom]!;
  const nextKey = plan.frames.find((frame, i) => i > copyFrom && frame.key)?.seconds ?? plan.frames[copyUntil - 1]!.endSeconds;
  // Some containers (Matroska) are searched 0.13 s earlier than asked; half a group of pictures later is still this group.
  const past = Math.min(0.2, (nextKey - key.seconds) / 2);
  const seek = seekSeconds(source, plan.frames, key) - frameSeconds(source) / 4 + past;
  await runFfmpeg(ctx.tools, [
    '-ss', seek.toFixed(6), '-i', source.path, '-map', '0:V:0', '-c', 'copy', '-frames:v', String(copyUntil - copyFrom), '-bsf:v', 'h264_mp4toannexb',
    '-muxdelay', '0', '-muxpreload', '0', '-f', 'mpegts', '-y', outFile,
  ], { ...ctx, onProgress });
}

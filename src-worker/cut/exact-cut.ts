/** Re-encodes exactly the planned pictures and the sound that belongs to them. Decoding begins at a key frame; presentation times decide what stays. */
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { runFfmpeg } from '../ffmpeg/run-ffmpeg.ts';
import { seekSeconds, type CutContext, type CutSource } from './cut-source.ts';
import { lookFilters, plainTreatment, soundFilters, type ClipTreatment } from './clip-treatment.ts';
import { audioEncoder, audioMaps, chosenAudio, containerOptions, deviceArguments, encodedLook, SMALL_AUDIO_BITS, usualEncoding } from './encoder-arguments.ts';
import { planSpan, type FramePlan } from './frame-plan.ts';

export interface ExactOptions {
  /** How much further back decoding begins; for a second attempt on files that seek badly. */
  earlierSeconds?: number;
  treatment?: ClipTreatment;
  onProgress?: (seconds: number) => void;
}

export async function exactCut(source: CutSource, plan: FramePlan, outFile: string, ctx: CutContext, { earlierSeconds, treatment = plainTreatment, onProgress }: ExactOptions = {}): Promise<void> {
  const { look, encoding } = treatment;
  const encoded = encodedLook(source.video, source.media.interlaced && look === null, encoding, source.light);
  const { start, end } = planSpan(plan);
  const audio = chosenAudio(source.streams.audio, treatment.audio);
  const input = [
    ...deviceArguments(encoding.encoder), ...(look === null ? ['-noautorotate'] : []), '-noaccurate_seek', '-copyts',
    '-ss', seekSeconds(source, plan.frames, plan.frames[plan.first]!, earlierSeconds).toFixed(6), '-i', path.resolve(source.path), '-map', '0:V:0',
  ];
  const pictures = ['-vf', [pictureTrim(plan), ...lookFilters(treatment, { freeze: true }), ...encoded.filters].join(','), ...encoded.options, '-fps_mode', 'passthrough', '-enc_time_base', '-1'];
  const sound = [
    ...audioMaps(audio, 0), '-map_chapters', '-1', '-dn', '-sn',
    '-af', [`atrim=start=${start.toFixed(6)}:end=${end.toFixed(6)}`, `asetpts=PTS-${start.toFixed(6)}/TB`, ...soundFilters(treatment)].join(','),
    ...audioEncoder(encoding.bitsPerSecond === null ? null : SMALL_AUDIO_BITS),
  ];
  const run = (rest: readonly string[], share: (seconds: number) => number): Promise<void> => runFfmpeg(ctx.tools, [...input, ...rest], {
    ...ctx, ...(treatment.assFile === null ? {} : { cwd: treatment.assFile.folder }), ...(onProgress === undefined ? {} : { onProgress: (seconds) => onProgress(share(seconds)) }),
  });
  const out = path.resolve(outFile);
  if (encoding.bitsPerSecond === null) return run([...sound, ...pictures, ...containerOptions(outFile), '-y', out], (seconds) => seconds);
  if (encoding.encoder !== 'libx264') return run([...sound, ...pictures, '-maxrate', String(Math.round(encoding.bitsPerSecond * 1.2)), '-bufsize', String(Math.round(encoding.bitsPerSecond * 2)), ...containerOptions(outFile), '-y', out], (seconds) => seconds);
  // Twice: the first time to learn where the bits are needed.
  const log = `${out}.pass`;
  try {
    await run(['-an', '-dn', '-sn', ...pictures, '-pass', '1', '-passlogfile', log, '-f', 'null', '-'], (seconds) => seconds / 2);
    await run([...sound, ...pictures, '-pass', '2', '-passlogfile', log, ...containerOptions(outFile), '-y', out], (seconds) => (end - start + seconds) / 2);
  } finally {
    for (const ending of ['-0.log', '-0.log.mbtree']) await rm(`${log}${ending}`, { force: true });
  }
}

/** The planned pictures alone, as a transport stream that can be joined with others. Its reordering is that of most cameras and of the exact cut. */
export async function encodePictures(source: CutSource, plan: FramePlan, outFile: string, ctx: CutContext): Promise<void> {
  const look = encodedLook(source.video, source.media.interlaced, usualEncoding, source.light);
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

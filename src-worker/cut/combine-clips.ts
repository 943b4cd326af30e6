/** Joins clips into one film: pictures are copied, every sound track is laid end to end to the sample. Checked by reading it again, and encoded anew when copying does not hold. */
import { open, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { AppError } from '../../src-shared/app-error.ts';
import type { HdrLight } from '../ffmpeg/read-hdr-light.ts';
import { readPackets } from '../ffmpeg/read-packets.ts';
import { readStreams, type AudioStream, type VideoStream } from '../ffmpeg/read-streams.ts';
import { runFfmpeg, startFfmpeg } from '../ffmpeg/run-ffmpeg.ts';
import { concatList } from './concat-list.ts';
import type { CutContext } from './cut-source.ts';
import { chapterMarks } from './chapter-marks.ts';
import { audioEncoder, containerOptions, encodedLook, usualEncoding } from './encoder-arguments.ts';
import { eachAtOnce } from './each-at-once.ts';
import { framesByTime, type FrameTime } from './frame-plan.ts';
import { hdrLightOf } from './keep-light.ts';
import { recognisePicture } from './recognise-picture.ts';
import { smallPictures } from './small-pictures.ts';

export interface Combined { durationSeconds: number; verified: boolean }

export interface CombineOptions {
  /** A mark where each clip begins; as many as clips. */
  chapters?: readonly string[] | undefined;
  /** Null: as good as the clips'. */
  audioBitsPerSecond?: number | null;
}

/**
 * @param clipFiles In the order in which they shall be shown; each begins with a key frame at time 0, as cutClips makes them.
 * `outFile` appears only when it has been verified: as many pictures as the clips together, and each clip's first and last one at its place.
 * @throws AppError `cut-mismatch` when it can not be joined as meant.
 */
export async function combineClips(clipFiles: readonly string[], outFile: string, ctx: CutContext, { chapters, audioBitsPerSecond = null }: CombineOptions = {}): Promise<Combined> {
  if (clipFiles.length === 0) throw new AppError('invalid-input', 'a combined film needs at least one clip, found none');
  const folder = await mkdtemp(path.join(path.dirname(outFile), '.part-combined-'));
  try {
    const parts: Part[] = [];
    await eachAtOnce(clipFiles, CLIPS_READ_AT_ONCE, ctx, async (file, index, own) => { parts[index] = await readPart(file, own); });
    const list = path.join(folder, 'clips.txt');
    await writeFile(list, concatList(parts));
    const sounds = await layEndToEnd(parts, folder, ctx);
    const total = parts.reduce((sum, part) => sum + part.seconds, 0);
    const marks = chapters === undefined ? null : path.join(folder, 'chapters.txt');
    if (marks !== null) await writeFile(marks, chapterMarks(parts.map(({ seconds }, i) => ({ seconds, title: chapters?.[i] ?? '' }))));
    const part = path.join(folder, path.basename(outFile));
    let problems: string[] = [];
    const { video, light } = parts[0]!;
    for (const pictures of [['-c:v', 'copy'], [...encodedLook(video, false, usualEncoding, light).options, '-fps_mode', 'passthrough', '-enc_time_base', '1/90000']]) {
      await runFfmpeg(ctx.tools, [
        '-f', 'concat', '-safe', '0', '-i', list, ...sounds.flatMap(({ file, channels }) => ['-f', 's16le', '-ar', String(SOUND_RATE), '-ac', String(channels), '-i', file]),
        ...(marks === null ? [] : ['-f', 'ffmetadata', '-i', marks]),
        '-map', '0:V:0', ...sounds.flatMap((_, i) => ['-map', `${i + 1}:a`]), ...(marks === null ? [] : ['-map_chapters', String(sounds.length + 1)]), ...pictures, ...audioEncoder(audioBitsPerSecond), ...containerOptions(outFile), '-y', part,
      ], { ...ctx, onProgress: (seconds) => ctx.report(Math.min(0.95, 0.3 + (0.65 * seconds) / total), 'Joining the clips') });
      const found = await verifyCombined(parts, part, ctx);
      problems = found.problems;
      if (problems.length === 0) {
        await rename(part, outFile);
        ctx.report(1, 'Joined the clips');
        return { durationSeconds: found.durationSeconds, verified: true };
      }
      ctx.log.warn('combined film is not as meant', { problems });
    }
    throw new AppError('cut-mismatch', `the clips could not be joined as meant: ${problems.join('; ')}`, { details: { problems } });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

interface Part { file: string; seconds: number; frames: FrameTime[]; video: VideoStream; light: HdrLight | null; audio: readonly AudioStream[] }

/** A season's film has hundreds of clips, a machine not as many processes to spare. */
const CLIPS_READ_AT_ONCE = 4;
const SOUND_RATE = 48_000;
const BYTES_A_SAMPLE = 2;
/** What AAC encodes. */
const MOST_CHANNELS = 8;

async function readPart(file: string, ctx: CutContext): Promise<Part> {
  const [packets, streams] = await Promise.all([readPackets(ctx.tools, file, [], ctx), readStreams(ctx.tools, file, ctx)]);
  const frames = framesByTime(packets, 1 / 30);
  const { video, audio } = streams;
  if (frames.length === 0 || video === null) throw new AppError('cut-mismatch', `${path.basename(file)} has no picture`);
  return { file, frames, seconds: frames.at(-1)!.endSeconds - frames[0]!.seconds, video, audio, light: await hdrLightOf(file, video, ctx) };
}

interface Sound { file: string; channels: number }

/** Track by track every clip's sound, cut or filled with silence to the length of its pictures. Errors of rounding do not add up. */
async function layEndToEnd(parts: readonly Part[], folder: string, ctx: CutContext): Promise<Sound[]> {
  const sounds: Sound[] = [];
  const count = Math.max(...parts.map(({ audio }) => audio.length));
  for (let track = 0; track < count; track += 1) {
    const channels = Math.min(MOST_CHANNELS, Math.max(1, ...parts.map(({ audio }) => audio[track]?.channels ?? 0)));
    const sound = { file: path.join(folder, `sound-${track}.pcm`), channels };
    await layTrack(parts, track, sound, { ...ctx, report: (done, message) => ctx.report((0.3 * (track + done)) / count, message) });
    sounds.push(sound);
  }
  return sounds;
}

async function layTrack(parts: readonly Part[], track: number, { file, channels }: Sound, ctx: CutContext): Promise<void> {
  const handle = await open(file, 'w');
  try {
    let shown = 0;
    let written = 0;
    for (const [index, part] of parts.entries()) {
      ctx.report(index / parts.length, 'Joining the clips');
      shown += part.seconds;
      const samples = Math.round(shown * SOUND_RATE) - written;
      const place = { from: written * channels * BYTES_A_SAMPLE, length: samples * channels * BYTES_A_SAMPLE };
      if (part.audio[track] !== undefined) await writeSound(part, { track, channels }, place, handle, ctx);
      written += samples;
      await handle.truncate(place.from + place.length); // the rest is silence
    }
  } finally {
    await handle.close();
  }
}

async function writeSound(part: Part, { track, channels }: { track: number; channels: number }, { from, length }: { from: number; length: number }, handle: Awaited<ReturnType<typeof open>>, ctx: CutContext): Promise<void> {
  const running = startFfmpeg(ctx.tools, [
    '-v', 'error', '-copyts', '-i', part.file, '-map', `0:${part.audio[track]!.index}`, '-vn',
    '-af', `atrim=start=${part.frames[0]!.seconds.toFixed(6)},asetpts=PTS-${part.frames[0]!.seconds.toFixed(6)}/TB,aresample=${SOUND_RATE}:async=1:first_pts=0`,
    '-ac', String(channels), '-f', 's16le', 'pipe:1',
  ], ctx);
  let offset = 0;
  for await (const piece of running.stdout as AsyncIterable<Buffer>) {
    const wanted = piece.subarray(0, Math.max(0, length - offset));
    await handle.write(wanted, 0, wanted.length, from + offset);
    offset += wanted.length;
  }
  await running.done;
}

async function verifyCombined(parts: readonly Part[], file: string, ctx: CutContext): Promise<{ durationSeconds: number; problems: string[] }> {
  const frames = framesByTime(await readPackets(ctx.tools, file, [], ctx), 1 / 30);
  const meant = parts.reduce((sum, part) => sum + part.frames.length, 0);
  if (frames.length !== meant) return { durationSeconds: 0, problems: [`it has ${frames.length} pictures and the clips have ${meant}`] };
  const durationSeconds = frames.at(-1)!.endSeconds - frames[0]!.seconds;
  const total = parts.reduce((sum, part) => sum + part.seconds, 0);
  const slack = parts.reduce((sum, part) => sum + part.seconds / part.frames.length, 0);
  const problems = Math.abs(durationSeconds - total) > slack ? [`it lasts ${durationSeconds.toFixed(3)} s and the clips last ${total.toFixed(3)} s`] : [];
  let before = 0;
  for (const [index, part] of parts.entries()) {
    for (const [which, at] of [['first', 0], ['last', part.frames.length - 1]] as const) {
      if (!(await samePicture(part, at, file, frames, before + at, ctx))) problems.push(`the ${which} picture of clip ${index + 1} is wrong`);
    }
    before += part.frames.length;
  }
  return { durationSeconds, problems };
}

async function samePicture(part: Part, at: number, file: string, frames: readonly FrameTime[], position: number, ctx: CutContext): Promise<boolean> {
  const decodeFrom = (all: readonly FrameTime[], index: number): number => all.findLast((f, i) => f.key && i <= index)?.seconds ?? 0;
  const around = [part.frames[Math.max(0, at - 3)]!, part.frames[Math.min(part.frames.length - 1, at + 3)]!] as const;
  const [candidates, found] = await Promise.all([
    smallPictures(part.file, { seekSeconds: decodeFrom(part.frames, Math.max(0, at - 3)), fromPts: around[0].pts, toPts: around[1].pts }, ctx),
    smallPictures(file, { seekSeconds: decodeFrom(frames, position), fromPts: frames[position]!.pts, toPts: frames[position]!.pts }, ctx),
  ]);
  return found[0] !== undefined && recognisePicture(found[0], candidates, part.frames[at]!.seconds).recognised;
}

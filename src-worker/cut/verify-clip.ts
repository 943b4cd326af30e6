/**
 * Reads a written clip again and compares it with what was meant: number and length of pictures, first and last picture
 * (and those at inner joints) recognised in the source, sound in time, index in front. Not a judge of picture quality.
 */
import { open } from 'node:fs/promises';
import { AppError } from '../../src-shared/app-error.ts';
import { readPackets } from '../ffmpeg/read-packets.ts';
import { readStreams } from '../ffmpeg/read-streams.ts';
import { audioOffset } from './audio-offset.ts';
import { comparedFilters, plainTreatment, slowedSound, treatedSeconds, type ClipTreatment } from './clip-treatment.ts';
import { chosenAudio } from './encoder-arguments.ts';
import { frameSeconds, seekSeconds, type CutContext, type CutSource } from './cut-source.ts';
import { framesByTime, planSpan, type FramePlan, type FrameTime } from './frame-plan.ts';
import { MONO_RATE, monoSound } from './mono-sound.ts';
import { recognisePicture } from './recognise-picture.ts';
import { smallPictures, type SmallPicture } from './small-pictures.ts';

export interface Verification {
  /** Read back from the file. */
  durationSeconds: number;
  /** What is not as meant, in words; empty when all is. */
  problems: string[];
}

export interface VerifyOptions {
  /** Indices in the plan's frames of pictures that follow an inner joint. */
  joints?: readonly number[];
  /** Copied clips end where the container lets them: pictures that may be too many or too few. */
  looseEndFrames?: number;
  treatment?: ClipTreatment;
}

const MAX_AUDIO_OFFSET_SECONDS = 0.02;
/** Neighbours on each side that a picture must not be mistaken for. */
const NEIGHBOURS = 3;

export async function verifyClip(source: CutSource, plan: FramePlan, file: string, ctx: CutContext, options: VerifyOptions = {}): Promise<Verification> {
  const problems: string[] = [];
  const span = planSpan(plan);
  const packets = await readPackets(ctx.tools, file, [], ctx).catch(notReadable(() => []));
  const clip = framesByTime(packets, frameSeconds(source));
  const treatment = options.treatment ?? plainTreatment;
  const meant = plan.last - plan.first + 1 + (treatment.look?.freezeFrames ?? 0);
  const loose = options.looseEndFrames ?? 0;
  if (clip.length === 0) return { durationSeconds: 0, problems: ['it has no picture'] };
  if (packets[0]?.key !== true) problems.push('it does not begin with a key frame');
  if (Math.abs(clip.length - meant) > loose && !(await sourceLacksTheSame(source, plan, clip.length - (treatment.look?.freezeFrames ?? 0), ctx))) problems.push(`it has ${clip.length} pictures and must have ${meant}`);
  const durationSeconds = clip.at(-1)!.endSeconds - clip[0]!.seconds;
  const meantSeconds = treatedSeconds(plan, treatment);
  const slack = ((loose + 1) * Math.max(frameSeconds(source), span.end - plan.frames[plan.last]!.seconds)) / (treatment.look?.speed ?? 1) + 0.002;
  if (Math.abs(durationSeconds - meantSeconds) > slack) problems.push(`it lasts ${durationSeconds.toFixed(3)} s and must last ${meantSeconds.toFixed(3)} s`);
  const indices = [plan.first, ...(options.joints ?? []), ...(loose > 0 ? [] : [plan.last])];
  for (const index of new Set(indices)) {
    const problem = await pictureProblem(source, plan, index, clip, file, treatment, ctx);
    if (problem !== null) problems.push(problem);
  }
  problems.push(...await soundProblems(source, span, clip[0]!.seconds, file, treatment, ctx));
  if (/\.(mp4|mov)$/i.test(file) && !(await indexIsInFront(file))) problems.push('its index is not in front, so playing cannot begin at once');
  return { durationSeconds, problems };
}

/** In a damaged recording some pictures cannot be decoded; a clip without just these is all that can be had. */
async function sourceLacksTheSame(source: CutSource, plan: FramePlan, pictures: number, ctx: CutContext): Promise<boolean> {
  const [first, last] = [plan.frames[plan.first]!, plan.frames[plan.last]!];
  if (pictures > plan.last - plan.first) return false;
  const decoded = await smallPictures(source.path, { seekSeconds: seekSeconds(source, plan.frames, first), fromPts: first.pts, toPts: last.pts }, ctx).catch(notReadable((): SmallPicture[] => []));
  if (decoded.length !== pictures) return false;
  ctx.log.warn('source has pictures that cannot be decoded', { start: first.seconds, end: last.endSeconds, missing: plan.last - plan.first + 1 - pictures });
  return true;
}

async function pictureProblem(source: CutSource, plan: FramePlan, index: number, clip: readonly FrameTime[], file: string, treatment: ClipTreatment, ctx: CutContext): Promise<string | null> {
  const which = index === plan.first ? 'first' : index === plan.last ? 'last' : `${index - plan.first + 1}th`;
  const written = clip[index === plan.last ? clip.length - 1 : index - plan.first]; // with a still opening the first picture comes several times
  if (written === undefined) return `its ${which} picture is missing`;
  // After a joint on a key frame the neighbours before would cost decoding a whole group of pictures more.
  const before = index !== plan.first && plan.frames[index]!.cleanKey ? 0 : NEIGHBOURS;
  const [from, to] = [plan.frames[Math.max(0, index - before)]!, plan.frames[Math.min(plan.frames.length - 1, index + NEIGHBOURS)]!];
  const clipKey = clip.findLast((frame) => frame.key && frame.seconds <= written.seconds)?.seconds ?? 0;
  const [candidates, found] = await Promise.all([
    smallPictures(source.path, { seekSeconds: seekSeconds(source, plan.frames, from), fromPts: from.pts, toPts: to.pts, filters: comparedFilters(treatment, plan), folder: treatment.assFile?.folder }, ctx),
    smallPictures(file, { seekSeconds: clipKey, fromPts: written.pts, toPts: written.pts }, ctx).catch(notReadable((): SmallPicture[] => [])),
  ]);
  const picture: SmallPicture | undefined = found[0];
  if (picture === undefined) return `its ${which} picture cannot be decoded`;
  const recognition = recognisePicture(picture, candidates, plan.frames[index]!.seconds);
  return recognition.recognised ? null : `its ${which} picture is wrong: ${recognition.why}`;
}

/** A clip that cannot be read or decoded is a finding, not a failure of looking. */
function notReadable<Found>(nothing: () => Found): (error: unknown) => Found {
  return (error) => {
    if (error instanceof AppError && error.code === 'ffmpeg-failed') return nothing();
    throw error;
  };
}

async function soundProblems(source: CutSource, span: { start: number; end: number }, clipStart: number, file: string, treatment: ClipTreatment, ctx: CutContext): Promise<string[]> {
  const meantTracks = chosenAudio(source.streams.audio, treatment.audio).length;
  if (meantTracks === 0) return [];
  const clip = await readStreams(ctx.tools, file, ctx);
  if (clip.audio.length < meantTracks) return [`it has ${clip.audio.length} sound tracks and must have ${meantTracks}`];
  const slowed = slowedSound(treatment);
  const length = (span.end - span.start) / slowed.speed;
  const problems: string[] = [];
  for (const at of length > 8 ? [0, length - 3] : [0]) {
    const seconds = Math.min(3, length - at);
    const [meant, found] = await Promise.all([
      monoSound(source.path, source.streams.formatStartSeconds, { from: span.start, skip: at, seconds, ...slowed }, ctx),
      monoSound(file, clip.formatStartSeconds, { from: clipStart + (treatment.look?.freezeSeconds ?? 0) + at, seconds }, ctx).catch(notReadable(() => null)),
    ]);
    if (found === null) return [...problems, `its sound cannot be decoded at ${at.toFixed(1)} s`];
    const offset = audioOffset(meant, found, MONO_RATE, 0.12);
    if (offset !== null && Math.abs(offset) > MAX_AUDIO_OFFSET_SECONDS) problems.push(`its sound is ${Math.round(offset * 1000)} ms off at ${at.toFixed(1)} s`);
  }
  return problems;
}

/** Whether the `moov` box comes before `mdat`. */
async function indexIsInFront(file: string): Promise<boolean> {
  const handle = await open(file);
  try {
    const header = Buffer.alloc(16);
    for (let at = 0; (await handle.read(header, 0, 16, at)).bytesRead >= 8;) {
      const type = header.toString('latin1', 4, 8);
      if (type === 'moov') return true;
      if (type === 'mdat') return false;
      const size = header.readUInt32BE(0);
      at += size === 1 ? Number(header.readBigUInt64BE(8)) : size;
      if (size === 0) return false;
    }
    return false;
  } finally {
    await handle.close();
  }
}

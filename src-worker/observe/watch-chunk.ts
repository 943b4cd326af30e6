/**
 * The loop over a chunk's analysed frames: decoding, detection and all that follows run side by side.
 * Order of work and of results is fixed, so that the same chunk gives the same bytes again.
 */
import { AppError } from '../../src-shared/app-error.ts';
import type { ObservationChunk } from '../../src-shared/domain/observation.ts';
import { endSeconds, framesPerSecond } from '../../src-shared/domain/video.ts';
import type { DecodeRequest } from '../ffmpeg/decode-arguments.ts';
import { decodeFrames, type DecodedFrame, type Thumb } from '../ffmpeg/decode-frames.ts';
import { borrowRing, giveBackRing, type RingLayout } from '../inference/frame-ring.ts';
import type { Inference } from '../inference/inference-client.ts';
import { APPEARANCE_DIMENSIONS, type Detections } from '../inference/inference-messages.ts';
import { inputShapes } from '../inference/input-shape.ts';
import type { StageContext } from '../pipeline/stage.ts';
import { frameObserver } from './frame-observer.ts';
import { toObservations } from './observation-builder.ts';
import type { ObserveRequest } from './observe-stage.ts';
import { effectiveStride, finenessOf } from './observe-setup.ts';
import { isBlack, isFrozen } from './shots/dull-pictures.ts';
import { CUT_LOOKAHEAD, findCuts } from './shots/find-cuts.ts';

/** Frames given to the inference thread ahead of the one being worked on: it never waits for this thread. */
const FRAMES_AHEAD = 2;
/** Slots for frames that ffmpeg brings meanwhile. A slot holds 4.6 MB at 1080p, so no more of them than keep it busy. */
const SLOTS_FOR_DECODER = 2;
const THUMB_WIDTH = 160;
const nobody: Detections = { boxes: new Float32Array(0), appearance: new Float32Array(0), fine: true };
/** Larger pictures are shrunk to this: numbers gain nothing beyond. */
const LARGEST_PICTURE = 1920;

interface UnderWay { frame: DecodedFrame; thumb: Thumb; cut: boolean; detections: Promise<Detections> }

export async function watchChunk(request: ObserveRequest, inputKey: string, inference: Inference, ctx: StageContext): Promise<ObservationChunk> {
  const { media, chunk, setup } = request;
  const shapes = inputShapes(media.width, media.height, finenessOf(setup));
  const decoding = decodeRequestOf(request);
  const { layout, thumb, stride } = decoding;
  const ring = borrowRing(layout);
  const cutFinder = findCuts(thumb.width, thumb.height);
  const thumbs: Thumb[] = [];
  const detector = await inference.open(ring, shapes, finenessOf(setup));
  const decoder = decodeFrames(
    decoding, ring, CUT_LOOKAHEAD + 1,
    (seen) => { thumbs.push(seen); cutFinder.push(seen.pts, seen.bytes); },
    ctx,
  );
  const observer = frameObserver({ media, setup, thumb, inference });
  const underWay: UnderWay[] = [];
  let lastPts = chunk.observeStart - stride / framesPerSecond(media);
  let decoded = 0;
  let lastSeen: UnderWay | null = null;

  /** Hands the next frame to the detector; false after the last. */
  const begin = async (): Promise<boolean> => {
    const frame = await decoder.next();
    if (frame === null) return false;
    const cut = cutFinder.cuts.some(({ pts }) => pts > lastPts && pts <= frame.pts);
    const small = takeThumb(thumbs, frame.pts);
    const luma = small.bytes.subarray(0, thumb.width * thumb.height);
    const before = underWay.at(-1) ?? lastSeen;
    // Nobody is in a black picture, and in one that has not changed everybody is where he was.
    const detections = isBlack(luma) ? Promise.resolve(nobody) : before !== null && !cut && isFrozen(before.thumb.bytes, luma) ? before.detections : detector.detect(frame.slot, cut || decoded === 0);
    underWay.push({ frame, thumb: small, cut, detections });
    underWay.at(-1)!.detections.catch(() => undefined); // awaited in its turn
    lastPts = frame.pts;
    decoded += 1;
    return true;
  };

  try {
    let more = true;
    for (;;) {
      while (more && underWay.length <= FRAMES_AHEAD) more = await begin();
      const next = underWay.shift();
      if (next === undefined) break;
      lastSeen = next;
      const detections = await unlessAborted(next.detections, ctx.signal);
      await observer.see({ pts: next.frame.pts, cut: next.cut, picture: ring.pictures[next.frame.slot]!, thumb: next.thumb, detections });
      decoder.release(next.frame);
      const share = (next.frame.pts - chunk.observeStart) / (chunk.observeEnd - chunk.observeStart);
      ctx.report(Math.max(0, Math.min(0.99, share)), `Looking at ${clock(next.frame.pts)}`);
    }
    const fallback = detector.fallback();
    const warnings = [...inference.warnings, ...(fallback === null ? [] : [fallback]), ...warningsOf(decoder.problem(), decoded, lastPts, request)];
    const { rows, tracklets } = await observer.end();
    cutFinder.end();
    rows.cuts = cutFinder.cuts.filter(({ pts }) => pts >= chunk.observeStart && pts < chunk.observeEnd);
    return toObservations(rows, tracklets, {
      chunkIndex: chunk.index, start: chunk.start, end: chunk.end, width: media.width, height: media.height,
      analysedFps: framesPerSecond(media) / stride, detector: inference.detector.id, numberReader: inference.reader?.id ?? null,
      appearanceDimensions: APPEARANCE_DIMENSIONS, provider: fallback === null ? inference.provider : `${inference.provider}, then cpu`, inputKey, warnings,
    });
  } finally {
    await decoder.stop();
    // After a cancel the thread finishes the frame it is at by itself; nobody waits for it.
    const closed = detector.close();
    if (ctx.signal.aborted) closed.catch(() => undefined);
    else {
      await closed;
      giveBackRing(ring);
    }
  }
}

/** What is asked of ffmpeg for this chunk. */
export function decodeRequestOf({ videoPath, media, chunk, setup }: Omit<ObserveRequest, 'outFile'>): DecodeRequest {
  const stride = effectiveStride(setup, media);
  const layout: RingLayout = { slots: slotsFor(stride), shape: inputShapes(media.width, media.height, finenessOf(setup)).fine, ...pictureSize(media.width, media.height) };
  return { videoPath, media, from: chunk.observeStart, until: chunk.observeEnd, stride, layout, thumb: thumbSize(media.width, media.height) };
}

/** Those worked on and handed ahead, those that must be there before a cut is known behind the last of them, and some for the decoder. */
function slotsFor(stride: number): number {
  return 1 + FRAMES_AHEAD + Math.ceil((CUT_LOOKAHEAD + 1) / stride) + SLOTS_FOR_DECODER;
}

async function unlessAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  signal.throwIfAborted();
  let stop = (): void => undefined;
  const aborted = new Promise<never>((_, reject) => {
    stop = () => reject(signal.reason);
    signal.addEventListener('abort', stop, { once: true });
  });
  try {
    return await Promise.race([promise, aborted]);
  } finally {
    signal.removeEventListener('abort', stop);
  }
}

/** @throws AppError `video-unreadable` when nothing could be decoded. */
function warningsOf(problem: string | null, decoded: number, lastPts: number, { media, chunk }: ObserveRequest): string[] {
  if (decoded === 0 && (problem !== null || chunk.index === 0)) {
    throw new AppError('video-unreadable', `No picture could be decoded between ${clock(chunk.observeStart)} and ${clock(chunk.observeEnd)}.`, { details: { ffmpeg: problem } });
  }
  const expected = Math.min(chunk.observeEnd, endSeconds(media));
  if (problem !== null) return [`The video is damaged after ${clock(lastPts)}: ${problem.split('\n').at(-1)}`];
  if (decoded === 0) return [`There are no pictures between ${clock(chunk.observeStart)} and ${clock(expected)}.`];
  if (lastPts < expected - 2) return [`There are no pictures between ${clock(lastPts)} and ${clock(expected)}; the video may be damaged there.`];
  return [];
}

/** The thumb of this frame; older ones are no longer needed. */
function takeThumb(thumbs: Thumb[], pts: number): Thumb {
  while (thumbs.length > 1 && thumbs[1]!.pts <= pts) thumbs.shift();
  return thumbs[0]!;
}

function pictureSize(width: number, height: number): { pictureWidth: number; pictureHeight: number } {
  const scale = Math.min(1, LARGEST_PICTURE / Math.max(width, height));
  return { pictureWidth: Math.max(2, Math.round((width * scale) / 2) * 2), pictureHeight: Math.max(2, Math.round((height * scale) / 2) * 2) };
}

function thumbSize(width: number, height: number): { width: number; height: number } {
  const scale = THUMB_WIDTH / Math.max(width, height);
  return { width: Math.max(16, Math.round((width * scale) / 2) * 2), height: Math.max(16, Math.round((height * scale) / 2) * 2) };
}

function clock(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  const two = (value: number): string => String(value).padStart(2, '0');
  const hours = Math.floor(whole / 3600);
  return `${hours > 0 ? `${hours}:` : ''}${two(Math.floor(whole / 60) % 60)}:${two(whole % 60)}`;
}

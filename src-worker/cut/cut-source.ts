/** The original as cutting needs it: streams, and the pictures around a span. */
import path from 'node:path';
import { AppError } from '../../src-shared/app-error.ts';
import type { Span } from '../../src-shared/domain/time.ts';
import { framesPerSecond, type MediaInfo } from '../../src-shared/domain/video.ts';
import type { HdrLight } from '../ffmpeg/read-hdr-light.ts';
import { readPackets } from '../ffmpeg/read-packets.ts';
import { readStreams, type MediaStreams, type VideoStream } from '../ffmpeg/read-streams.ts';
import type { StageContext } from '../pipeline/stage.ts';
import { hdrLightOf } from './keep-light.ts';
import { framesByTime, planFrames, type FramePlan, type FrameTime } from './frame-plan.ts';

export type CutContext = Pick<StageContext, 'signal' | 'log' | 'report' | 'tools'>;

export interface CutSource {
  path: string;
  media: Pick<MediaInfo, 'frameRate' | 'interlaced'>;
  streams: MediaStreams;
  video: VideoStream;
  /** Null: no HDR. */
  light: HdrLight | null;
}

export async function openCutSource(videoPath: string, media: CutSource['media'], ctx: CutContext): Promise<CutSource> {
  const streams = await readStreams(ctx.tools, videoPath, ctx);
  if (streams.video === null) throw new AppError('video-without-picture', `${path.basename(videoPath)} has no video track to cut from`);
  return { path: videoPath, media, streams, video: streams.video, light: await hdrLightOf(videoPath, streams.video, ctx) };
}

export function frameSeconds(source: CutSource): number {
  return 1 / framesPerSecond(source.media);
}

/** Seconds around a span whose pictures are read too: enough to know the neighbours of both edges. */
const MARGIN_SECONDS = 2;

/** @throws AppError `invalid-input` for a span that ends before it begins or lies outside the video. */
export async function planPictures(source: CutSource, span: Span, ctx: CutContext): Promise<FramePlan> {
  if (!(span.end >= span.start)) throw new AppError('invalid-input', `a clip must end after it begins, found ${span.start} to ${span.end} seconds`);
  const from = Math.max(source.streams.formatStartSeconds, span.start - MARGIN_SECONDS);
  const packets = await readPackets(ctx.tools, source.path, [{ from, to: span.end + MARGIN_SECONDS }], ctx);
  const plan = planFrames(framesByTime(packets, frameSeconds(source)), span);
  if (plan === null) throw new AppError('invalid-input', `a clip must lie inside the video, found ${span.start} to ${span.end} seconds`);
  return plan;
}

/** Containers without an index are found by guess: begin earlier there. */
const UNINDEXED = /^(mpegts|mpeg|flv|h264|hevc|m4v)(,|$)/;

/**
 * The `-ss` from which decoding certainly has all pictures from `frame` on: the key frame at or before it, counted from the file's start.
 * `earlierSeconds` goes further back, for a second attempt.
 */
export function seekSeconds(source: CutSource, frames: readonly FrameTime[], frame: FrameTime, earlierSeconds = 0): number {
  const key = frames.findLast((f) => f.key && f.seconds <= frame.seconds);
  if (key === undefined) return 0;
  const back = earlierSeconds + (UNINDEXED.test(source.streams.container) ? 5 : 0);
  // A part of a picture past the key frame: rounding must not lead to the one before.
  return Math.max(0, key.seconds + frameSeconds(source) / 4 - source.streams.formatStartSeconds - back);
}

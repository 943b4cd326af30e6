/**
 * What a video file is: size, rate, times, whether the page can play it, and how it is shared out in chunks.
 * Reads headers and a few stretches of packets, so a three-hour file takes about as long as a short one. Writes nothing.
 */
import { stat } from 'node:fs/promises';
import path from 'node:path';
import { AppError } from '../../src-shared/app-error.ts';
import type { MediaInfo } from '../../src-shared/domain/video.ts';
import { readPackets, type Packet } from '../ffmpeg/read-packets.ts';
import { readStreams, type MediaStreams, type VideoStream } from '../ffmpeg/read-streams.ts';
import { startFfmpeg } from '../ffmpeg/run-ffmpeg.ts';
import type { StageContext } from '../pipeline/stage.ts';
import { planChunks, wantedBorders } from './chunk-plan.ts';
import { frameTiming } from './frame-timing.ts';
import { playableInPage } from './playable-in-page.ts';

type ProbeContext = Pick<StageContext, 'signal' | 'log' | 'report' | 'tools'>;

/**
 * @throws AppError `video-missing`, `video-empty` (no bytes), `video-unreadable` (no video file, damaged, or without a single picture that decodes),
 * `video-without-picture` (sound only).
 */
export async function probeVideo(videoPath: string, ctx: ProbeContext): Promise<MediaInfo> {
  const name = path.basename(videoPath);
  const bytes = await fileSize(videoPath, name);
  ctx.report(0, 'Looking at the video');
  const streams = await streamsOf(videoPath, name, ctx);
  const video = pictureTrack(streams, name);
  const head = await packetsOf(videoPath, [{ count: HEAD_PACKETS }], name, ctx);
  if (head.length === 0) throw new AppError('video-unreadable', `${name} has a video track without a single picture`);
  await decodeOnePicture(videoPath, name, ctx);
  ctx.report(0.5, 'Looking at the video');
  const startSeconds = Math.min(...head.map((p) => p.seconds));
  const middle = await middleSample(videoPath, streams, startSeconds, name, ctx);
  const timing = frameTiming([settled(head), settled(middle)], [video.realFrameRate, video.averageFrameRate], video.timeBase.numerator / video.timeBase.denominator);
  const frameSeconds = timing.frameRate.denominator / timing.frameRate.numerator;
  const durationSeconds = (await lastPictureEnd(videoPath, streams, [...head, ...middle], frameSeconds, name, ctx)) - startSeconds;
  const wanted = wantedBorders(startSeconds, durationSeconds);
  const chunks = planChunks(startSeconds, durationSeconds, wanted, await keyFramesBefore(videoPath, wanted, name, ctx));
  ctx.report(1, 'Looked at the video');
  return {
    schemaVersion: 1, startSeconds, durationSeconds, ...displaySize(video), rotationDegrees: video.rotationDegrees,
    frameRate: timing.frameRate, variableFrameRate: timing.variable,
    interlaced: ['tt', 'bb', 'tb', 'bt'].includes(video.fieldOrder ?? ''),
    container: streams.container, videoCodec: video.codec, pixelFormat: video.pixelFormat, bitDepth: video.bitDepth,
    audioCodec: streams.audio[0]?.codec ?? null, bytes,
    playableInPage: playableInPage({ container: streams.container, videoCodec: video.codec, pixelFormat: video.pixelFormat }),
    chunks,
  };
}

/** Enough to see the rate and the order of pictures. */
const HEAD_PACKETS = 400;
/** Containers that are pictures, texts or lists of other files, which ffmpeg would read all the same. */
const NOT_VIDEO = /^(tty|image2|gif|hls|concat|sdp|ffmetadata|srt|ass|webvtt|.*_pipe)(,|$)/;

async function fileSize(videoPath: string, name: string): Promise<number> {
  const facts = await stat(videoPath).catch((cause: NodeJS.ErrnoException) => {
    if (cause.code === 'ENOENT' || cause.code === 'ENOTDIR') throw new AppError('video-missing', `${name} is not there any more: ${videoPath}`, { cause });
    throw new AppError('video-unreadable', `${name} may not be read: ${cause.message}`, { cause });
  });
  if (!facts.isFile()) throw new AppError('video-unreadable', `${name} must be a video file, found a ${facts.isDirectory() ? 'folder' : 'device'}`);
  if (facts.size === 0) throw new AppError('video-empty', `${name} has no content: 0 bytes`);
  return facts.size;
}

async function streamsOf(videoPath: string, name: string, ctx: ProbeContext): Promise<MediaStreams> {
  const streams = await readStreams(ctx.tools, videoPath, ctx).catch((error: unknown) => {
    throw unreadable(error, `${name} is not a video that can be read`);
  });
  if (NOT_VIDEO.test(streams.container)) throw new AppError('video-unreadable', `${name} must be a video file, found ${streams.container}`);
  return streams;
}

function pictureTrack(streams: MediaStreams, name: string): VideoStream {
  if (streams.video === null) {
    const found = streams.audio.length > 0 ? `only sound (${streams.audio[0]!.codec})` : 'neither pictures nor sound';
    throw new AppError('video-without-picture', `${name} must have a video track, found ${found}`);
  }
  if (streams.video.codedWidth <= 0 || streams.video.codedHeight <= 0 || streams.video.codec === 'unknown') {
    throw new AppError('video-unreadable', `${name} has a video track that cannot be decoded (${streams.video.codec}, ${streams.video.codedWidth} × ${streams.video.codedHeight})`);
  }
  return streams.video;
}

async function packetsOf(videoPath: string, intervals: { from?: number; to?: number; count?: number }[], name: string, ctx: ProbeContext): Promise<Packet[]> {
  return readPackets(ctx.tools, videoPath, intervals, ctx).catch((error: unknown) => {
    throw unreadable(error, `${name} is damaged: its pictures cannot be found`);
  });
}

/** A header can be whole while the pictures are not. */
async function decodeOnePicture(videoPath: string, name: string, ctx: ProbeContext): Promise<void> {
  const running = startFfmpeg(ctx.tools, ['-v', 'error', '-i', videoPath, '-map', '0:V:0', '-frames:v', '1', '-vf', 'scale=16:16', '-pix_fmt', 'gray', '-f', 'rawvideo', 'pipe:1'], ctx);
  let received = 0;
  running.stdout.on('data', (part: Buffer) => { received += part.length; });
  await running.done.catch((error: unknown) => { throw unreadable(error, `${name} is damaged: its first pictures cannot be decoded`); });
  if (received === 0) throw new AppError('video-unreadable', `${name} is damaged: not one picture could be decoded`);
}

/** Two seconds from the middle: variable rates often begin steadily. */
async function middleSample(videoPath: string, streams: MediaStreams, startSeconds: number, name: string, ctx: ProbeContext): Promise<Packet[]> {
  const length = streams.headerDurationSeconds ?? 0;
  if (length < 20) return [];
  return packetsOf(videoPath, [{ from: startSeconds + length / 2, to: startSeconds + length / 2 + 2 }], name, ctx);
}

/** Times in order without the last ones, whose neighbours in display order may not have been read. */
function settled(packets: readonly Packet[]): number[] {
  const times = packets.map((p) => p.seconds).sort((a, b) => a - b);
  return packets.length >= HEAD_PACKETS || packets.length > 60 ? times.slice(0, -16) : times;
}

async function lastPictureEnd(videoPath: string, streams: MediaStreams, known: readonly Packet[], frameSeconds: number, name: string, ctx: ProbeContext): Promise<number> {
  const wholeFile = streams.headerDurationSeconds === null;
  const headerEnd = streams.formatStartSeconds + (streams.headerDurationSeconds ?? 0);
  let tail = wholeFile ? await packetsOf(videoPath, [], name, ctx) : await packetsOf(videoPath, [{ from: Math.max(streams.formatStartSeconds, headerEnd - 2) }], name, ctx);
  // A file that was cut off, or whose sound runs on, has nothing there: read on from the last picture known.
  if (tail.length === 0) tail = await packetsOf(videoPath, [{ from: Math.max(...known.map((p) => p.seconds)) }], name, ctx).catch(noneThere);
  const packets = [...known, ...tail];
  return packets.reduce((end, p) => Math.max(end, p.seconds + (p.durationSeconds ?? frameSeconds)), -Infinity);
}

function noneThere(error: unknown): Packet[] {
  if (error instanceof AppError && error.code === 'video-unreadable') return [];
  throw error;
}

/** For each time the key frame at or before it; one short read for all. */
async function keyFramesBefore(videoPath: string, times: readonly number[], name: string, ctx: ProbeContext): Promise<(number | null)[]> {
  if (times.length === 0) return [];
  const packets = await packetsOf(videoPath, times.map((from) => ({ from, count: 1 })), name, ctx);
  const keys = packets.filter((p) => p.key).map((p) => p.seconds).sort((a, b) => a - b);
  return times.map((time) => keys.filter((key) => key <= time).at(-1) ?? null);
}

function displaySize(video: VideoStream): { width: number; height: number } {
  const width = Math.max(1, Math.round(video.codedWidth * video.pixelAspect));
  const turned = video.rotationDegrees === 90 || video.rotationDegrees === 270;
  return turned ? { width: video.codedHeight, height: width } : { width, height: video.codedHeight };
}

/** Cancelling, a missing program and one that others ended stay what they are. */
function unreadable(error: unknown, message: string): unknown {
  if (!(error instanceof AppError) || error.code !== 'ffmpeg-failed') return error;
  return new AppError('video-unreadable', message, { details: error.details ?? {}, cause: error });
}

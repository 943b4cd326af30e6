/**
 * Draws what the machine saw over the video: every person's box with track, number and colour score, and the target's state.
 * Same pictures, length and speed as the source whatever the stride. Drawn chunk by chunk, since libass looks at every event for every picture.
 */
import { mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { AppError } from '../../src-shared/app-error.ts';
import type { StateTransition } from '../../src-shared/domain/identity.ts';
import type { ObservationChunk, TrackMap } from '../../src-shared/domain/observation.ts';
import type { Chunk, MediaInfo } from '../../src-shared/domain/video.ts';
import { decodeObservations, decodeTracks } from '../../src-shared/observation-file.ts';
import { readPackets } from '../ffmpeg/read-packets.ts';
import { readStreams } from '../ffmpeg/read-streams.ts';
import { runFfmpeg } from '../ffmpeg/run-ffmpeg.ts';
import type { StageContext } from '../pipeline/stage.ts';
import { assDocument, type LabelledStroke, type Size } from '../drawing/ass-document.ts';
import { ColourTally } from './colour-tally.ts';
import { newTally, numberLabels, tallyNumbers, type NumberLabel } from './number-labels.ts';
import { targetCaptions, type TargetTrack } from './target-captions.ts';
import { strokes, trackOfTracklet, trackPaths } from '../drawing/track-paths.ts';

export interface OverlayRequest {
  videoPath: string;
  media: MediaInfo;
  /** One a chunk, in the order of `media.chunks`. */
  observationFiles: readonly string[];
  tracksFile: string;
  /** In which spans which track is the target. */
  targetTracks: readonly TargetTrack[];
  /** The identity's changes of state, for the caption; may be empty. */
  transitions?: readonly StateTransition[];
  /** The colour asked for, `#rrggbb`; tracks are labelled with how well they fit it. Null: without. */
  jerseyColor?: string | null;
  outFile: string;
}

type OverlayContext = Pick<StageContext, 'signal' | 'log' | 'report' | 'tools'>;

const MAX_WIDTH = 1280;

/** @throws AppError `ffmpeg-failed` (also for an ffmpeg without libass or libx264), `artifact-damaged`, `disk-full`, `cancelled`. `outFile` appears complete or not at all. */
export async function renderOverlay(request: OverlayRequest, ctx: OverlayContext): Promise<{ durationSeconds: number }> {
  const { media, outFile } = request;
  const streams = await readStreams(ctx.tools, request.videoPath, ctx);
  const tracks = decodeTracks(await readFile(request.tracksFile), path.basename(request.tracksFile));
  const labels = await labelsOf(request.observationFiles, tracks, request.jerseyColor ?? null);
  const folder = await mkdtemp(path.join(path.dirname(outFile), '.part-overlay-'));
  try {
    for (const [index, chunk] of media.chunks.entries()) {
      ctx.signal.throwIfAborted();
      const file = request.observationFiles[index];
      const observed = file === undefined ? null : await readChunk(file);
      const size = outputSize(media);
      const boxes = observed === null ? [] : labelledStrokes(observed, tracks, labels, request);
      await writeFile(path.join(folder, `${index}.ass`), assDocument(size, boxes, targetCaptions(chunk, request.transitions ?? [], request.targetTracks)));
      await drawChunk(request, streams.formatStartSeconds, chunk, index === media.chunks.length - 1, size, folder, ctx);
    }
    const part = path.join(folder, 'whole.mp4');
    await joinChunks(request, streams.formatStartSeconds, folder, part, ctx);
    const durationSeconds = await lengthOf(part, ctx);
    // Pictures may be shown longer or shorter by rounding, never the film.
    if (Math.abs(durationSeconds - media.durationSeconds) > Math.max(0.1, (media.chunks.length + 1) / 20)) {
      throw new AppError('ffmpeg-failed', `the overlay video must last ${media.durationSeconds.toFixed(2)} s, found ${durationSeconds.toFixed(2)} s`);
    }
    await rename(part, outFile);
    ctx.report(1, 'Drew the overlay video');
    return { durationSeconds };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function readChunk(file: string): Promise<ObservationChunk> {
  return decodeObservations(await readFile(file), path.basename(file));
}

interface TrackLabels { numbers: ReadonlyMap<number, NumberLabel>; colours: ReadonlyMap<number, number> }

/** One chunk in memory at a time. */
async function labelsOf(files: readonly string[], tracks: TrackMap, jerseyColor: string | null): Promise<TrackLabels> {
  const tally = newTally();
  const colours = jerseyColor === null ? null : new ColourTally(jerseyColor);
  for (const file of files) {
    const chunk = await readChunk(file);
    const trackOf = trackOfTracklet(tracks, chunk.meta.chunkIndex);
    tallyNumbers(tally, chunk, trackOf);
    colours?.add(chunk, trackOf);
  }
  return { numbers: numberLabels(tally), colours: colours?.means() ?? new Map() };
}

function labelledStrokes(chunk: ObservationChunk, tracks: TrackMap, labels: TrackLabels, request: OverlayRequest): LabelledStroke[] {
  const { meta } = chunk;
  const stepSeconds = 1 / meta.analysedFps;
  const options = { stepSeconds, maxGapSeconds: Math.max(0.5, 2.5 * stepSeconds), tolerance: 0.0015 };
  const inside = trackPaths(chunk, trackOfTracklet(tracks, meta.chunkIndex)).flatMap((path) => strokes(path, options)).filter((s) => s.start < meta.end && s.end > meta.start);
  return inside.map((stroke) => {
    const middle = (stroke.start + stroke.end) / 2;
    return {
      ...stroke, label: labelOf(stroke.trackId, labels.numbers.get(stroke.trackId), labels.colours.get(stroke.trackId)),
      isTarget: request.targetTracks.some((t) => t.trackId === stroke.trackId && t.start <= middle && middle <= t.end),
    };
  });
}

/** `12 #17 83% colour 0.91` */
function labelOf(trackId: number, number: NumberLabel | undefined, colour: number | undefined): string {
  return [String(trackId), ...(number === undefined ? [] : [`#${number.text} ${Math.round(number.confidence * 100)}%`]), ...(colour === undefined ? [] : [`colour ${colour.toFixed(2)}`])].join(' ');
}

function outputSize({ width, height }: MediaInfo): Size {
  const scale = Math.min(1, MAX_WIDTH / width);
  const even = (value: number): number => Math.max(2, Math.round((value * scale) / 2) * 2);
  return { width: even(width), height: even(height) };
}

/** Times are rounded somewhere: this much before a picture is still before no other. */
const BORDER_SECONDS = 0.0006;

async function drawChunk({ videoPath, media }: OverlayRequest, formatStart: number, chunk: Chunk, isLast: boolean, size: Size, folder: string, ctx: OverlayContext): Promise<void> {
  const end = isLast ? '' : `:end=${(chunk.end - BORDER_SECONDS).toFixed(6)}`;
  const seek = chunk.index === 0 ? [] : ['-noaccurate_seek', '-ss', Math.max(0, chunk.start - formatStart - 2).toFixed(6)];
  await runFfmpeg(ctx.tools, [
    '-copyts', ...seek, '-i', path.resolve(videoPath), '-map', '0:V:0',
    '-vf', `trim=start=${(chunk.start - BORDER_SECONDS).toFixed(6)}${end},scale=${size.width}:${size.height}:flags=area,setsar=1,format=yuv420p,ass=${chunk.index}.ass,setpts=PTS-STARTPTS`,
    '-c:v', 'libx264', '-preset', 'ultrafast', '-crf', '24', '-fps_mode', 'passthrough', '-enc_time_base', '-1', '-muxdelay', '0', '-muxpreload', '0', '-f', 'mpegts', '-y', `${chunk.index}.ts`,
  ], {
    ...ctx, cwd: folder,
    onProgress: (seconds) => ctx.report(Math.min(0.97, (0.97 * (chunk.start - media.startSeconds + Math.min(seconds, chunk.end - chunk.start))) / media.durationSeconds), 'Drawing the overlay video'),
  });
}

async function joinChunks({ videoPath, media }: OverlayRequest, formatStart: number, folder: string, part: string, ctx: OverlayContext): Promise<void> {
  const list = ['ffconcat version 1.0', ...media.chunks.flatMap((chunk) => [`file ${chunk.index}.ts`, `duration ${(chunk.end - chunk.start).toFixed(6)}`])].join('\n');
  await writeFile(path.join(folder, 'chunks.txt'), `${list}\n`);
  await runFfmpeg(ctx.tools, [
    '-f', 'concat', '-i', 'chunks.txt', '-ss', Math.max(0, media.startSeconds - formatStart).toFixed(6), '-vn', '-i', path.resolve(videoPath),
    '-map', '0:V:0', '-map', '1:a:0?', '-c:v', 'copy', '-c:a', 'aac', '-b:a', '128k', '-t', media.durationSeconds.toFixed(6), '-movflags', '+faststart', '-y', part,
  ], { ...ctx, cwd: folder });
}

async function lengthOf(file: string, ctx: OverlayContext): Promise<number> {
  const packets = await readPackets(ctx.tools, file, [], ctx);
  return packets.reduce((end, p) => Math.max(end, p.seconds + (p.durationSeconds ?? 0)), 0) - packets.reduce((start, p) => Math.min(start, p.seconds), Infinity);
}

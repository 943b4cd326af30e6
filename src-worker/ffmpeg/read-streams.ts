/** What a media file's header says of its streams. Not a judgement: the probe stage decides whether it can be used. */
import { z } from 'zod';
import type { ToolPaths } from '../pipeline/stage.ts';
import { runFfprobe, type RunOptions } from './run-ffmpeg.ts';

export interface Rational { numerator: number; denominator: number }

export interface VideoStream {
  /** Index among all streams of the file. */
  index: number;
  codec: string;
  profile: string | null;
  /** Stored size in pixels, before rotation and pixel shape. */
  codedWidth: number;
  codedHeight: number;
  /** Width of one pixel ÷ its height. */
  pixelAspect: number;
  /** Clockwise turn a player applies, 0–359. */
  rotationDegrees: number;
  pixelFormat: string;
  bitDepth: number;
  fieldOrder: string | null;
  timeBase: Rational;
  /** As guessed from timestamps and as averaged over the file; null where not known. */
  realFrameRate: Rational | null;
  averageFrameRate: Rational | null;
  /** Colour tags as ffmpeg names them; null where untagged. */
  color: { range: string | null; space: string | null; transfer: string | null; primaries: string | null };
}

export interface AudioStream { index: number; codec: string; sampleRate: number; channels: number }

export interface MediaStreams {
  /** ffmpeg's name of the container: `mov,mp4,m4a,3gp,3g2,mj2`. */
  container: string;
  /** Earliest time of any stream: what ffmpeg's `-ss` counts from. */
  formatStartSeconds: number;
  /** As the header says; null where it does not. */
  headerDurationSeconds: number | null;
  /** The first real video track; cover pictures do not count. */
  video: VideoStream | null;
  audio: AudioStream[];
}

const Text = z.string().optional();
const Stream = z.object({
  index: z.number(), codec_type: Text, codec_name: Text, profile: Text, width: z.number().optional(), height: z.number().optional(),
  sample_aspect_ratio: Text, pix_fmt: Text, bits_per_raw_sample: Text, field_order: Text, time_base: Text, r_frame_rate: Text, avg_frame_rate: Text,
  color_range: Text, color_space: Text, color_transfer: Text, color_primaries: Text, sample_rate: Text, channels: z.number().optional(),
  disposition: z.record(z.string(), z.number()).optional(),
  side_data_list: z.array(z.looseObject({ rotation: z.number().optional() })).optional(),
});
const Answer = z.object({
  streams: z.array(Stream).default([]),
  format: z.object({ format_name: z.string(), start_time: Text, duration: Text }),
});

/** @throws AppError `ffmpeg-failed` when ffprobe can make nothing of the file. */
export async function readStreams(tools: ToolPaths, videoPath: string, options: RunOptions): Promise<MediaStreams> {
  const answer = Answer.parse(await runFfprobe(tools, ['-v', 'error', '-show_format', '-show_streams', '-i', videoPath], options));
  const video = answer.streams.find((s) => s.codec_type === 'video' && s.disposition?.['attached_pic'] !== 1);
  return {
    container: answer.format.format_name,
    formatStartSeconds: numberOr(answer.format.start_time, 0),
    headerDurationSeconds: numberOr(answer.format.duration, null),
    video: video === undefined ? null : videoStream(video),
    audio: answer.streams.filter((s) => s.codec_type === 'audio' && s.codec_name !== undefined).map((s) => ({
      index: s.index, codec: s.codec_name ?? 'unknown', sampleRate: numberOr(s.sample_rate, 0), channels: s.channels ?? 0,
    })),
  };
}

function videoStream(s: z.infer<typeof Stream>): VideoStream {
  const aspect = rational(s.sample_aspect_ratio?.replace(':', '/'));
  const turn = s.side_data_list?.find((data) => data.rotation !== undefined)?.rotation ?? 0;
  const pixelFormat = s.pix_fmt ?? 'unknown';
  const tag = (value: string | undefined): string | null => (value === undefined || value === 'unknown' || value === 'reserved' ? null : value);
  return {
    index: s.index, codec: s.codec_name ?? 'unknown', profile: s.profile ?? null, codedWidth: s.width ?? 0, codedHeight: s.height ?? 0,
    pixelAspect: aspect === null ? 1 : aspect.numerator / aspect.denominator,
    rotationDegrees: ((-Math.round(turn) % 360) + 360) % 360, // ffprobe counts counter-clockwise
    pixelFormat, bitDepth: bitDepthOf(pixelFormat, s.bits_per_raw_sample),
    fieldOrder: s.field_order ?? null,
    timeBase: rational(s.time_base) ?? { numerator: 1, denominator: 1_000_000 },
    realFrameRate: rational(s.r_frame_rate), averageFrameRate: rational(s.avg_frame_rate),
    color: { range: tag(s.color_range), space: tag(s.color_space), transfer: tag(s.color_transfer), primaries: tag(s.color_primaries) },
  };
}

function bitDepthOf(pixelFormat: string, raw: string | undefined): number {
  const named = /p0?(9|10|12|14|16)(le|be)?$/.exec(pixelFormat)?.[1];
  return named === undefined ? numberOr(raw, 8) || 8 : Number(named);
}

/** `30000/1001`; null for `0/0` and the like. */
function rational(text: string | undefined): Rational | null {
  const [numerator, denominator] = (text ?? '').split('/').map(Number);
  return numerator !== undefined && denominator !== undefined && numerator > 0 && denominator > 0 ? { numerator, denominator } : null;
}

function numberOr<Other>(text: string | undefined, other: Other): number | Other {
  const value = Number(text ?? 'none');
  return Number.isFinite(value) ? value : other;
}

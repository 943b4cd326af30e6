/** How a clip is encoded so that it looks and behaves like its source. Pure. */
import type { HdrLight } from '../ffmpeg/read-hdr-light.ts';
import type { AudioStream, VideoStream } from '../ffmpeg/read-streams.ts';
import { lightOptions } from './keep-light.ts';
import { VAAPI_DEVICE, type VideoEncoder } from './choose-encoder.ts';

export interface EncodedLook {
  /** Filters that make the picture encodable; often none. */
  filters: string[];
  /** Encoder options: format, fields, colour tags. */
  options: string[];
}

/** How well, and by what. */
export interface Encoding {
  encoder: VideoEncoder;
  /** Null: constant quality. */
  bitsPerSecond: number | null;
}

export const usualEncoding: Encoding = { encoder: 'libx264', bitsPerSecond: null };

/** H.264 with the source's depth, fields, colour tags and HDR data. 4:2:0 always, since players insist on it; odd sizes lose their last line or column. */
export function encodedLook(video: VideoStream, interlaced: boolean, { encoder, bitsPerSecond }: Encoding = usualEncoding, light: HdrLight | null = null): EncodedLook {
  const { range, space, transfer, primaries } = video.color;
  const tag = (option: string, value: string | null): string[] => (value === null ? [] : [option, value]);
  const odd = video.codedWidth % 2 === 1 || video.codedHeight % 2 === 1;
  const quality = bitsPerSecond === null ? qualityOf[encoder] : ['-b:v', String(Math.round(bitsPerSecond))];
  const pixels = encoder === 'libx264' ? ['-pix_fmt', video.bitDepth > 8 ? 'yuv420p10le' : 'yuv420p'] : encoder === 'h264_vaapi' ? [] : ['-pix_fmt', 'yuv420p'];
  return {
    filters: [...(odd ? ['crop=trunc(iw/2)*2:trunc(ih/2)*2:0:0'] : []), ...(encoder === 'h264_vaapi' ? ['format=nv12', 'hwupload'] : [])],
    options: [
      '-c:v', encoder, ...presetOf[encoder], ...quality, ...pixels,
      ...(interlaced ? ['-flags', '+ilme+ildct'] : []),
      ...tag('-color_range', range), ...tag('-colorspace', space), ...tag('-color_trc', transfer), ...tag('-color_primaries', primaries),
      ...(encoder === 'libx264' ? lightOptions(light) : []),
    ],
  };
}

/** Encoders of graphics cards know neither ten bits nor fields everywhere. */
export function canUseHardware(video: VideoStream, interlaced: boolean): boolean {
  return video.bitDepth === 8 && !interlaced;
}

/** Before the input. */
export function deviceArguments(encoder: VideoEncoder): string[] {
  return encoder === 'h264_vaapi' ? ['-vaapi_device', VAAPI_DEVICE] : [];
}

/** Quality that looks like x264's crf 19; by the makers' scales, not measured. */
const qualityOf: Record<VideoEncoder, string[]> = {
  libx264: ['-crf', '19'], h264_nvenc: ['-rc', 'vbr', '-cq', '21', '-b:v', '0'], h264_qsv: ['-global_quality', '21'],
  h264_vaapi: ['-rc_mode', 'CQP', '-qp', '21'], h264_videotoolbox: ['-q:v', '65'], h264_amf: ['-rc', 'cqp', '-qp_i', '20', '-qp_p', '22'],
};
const presetOf: Record<VideoEncoder, string[]> = { libx264: ['-preset', 'veryfast'], h264_nvenc: ['-preset', 'p4'], h264_qsv: [], h264_vaapi: [], h264_videotoolbox: [], h264_amf: [] };

/** Every sound track by its own number: a track of unknown coding (some phones write one) must not fail the clip. */
export function audioMaps(audio: readonly AudioStream[], input: number): string[] {
  return audio.flatMap(({ index }) => ['-map', `${input}:${index}`]);
}

export type AudioChoice = 'all' | 'first' | 'none';

export function chosenAudio(audio: readonly AudioStream[], choice: AudioChoice): readonly AudioStream[] {
  switch (choice) {
    case 'all': return audio;
    case 'first': return audio.slice(0, 1);
    case 'none': return [];
  }
}

export const AUDIO_ENCODER = ['-c:a', 'aac', '-b:a', '192k'];
/** Bits a second of sound where every byte counts. */
export const SMALL_AUDIO_BITS = 96_000;

export function audioEncoder(bitsPerSecond: number | null): string[] {
  return bitsPerSecond === null ? AUDIO_ENCODER : ['-c:a', 'aac', '-ac', '2', '-b:a', String(bitsPerSecond)];
}

/** The container's own wishes: the index in front, so that playing begins at once. */
export function containerOptions(file: string): string[] {
  return /\.(mp4|mov)$/i.test(file) ? ['-movflags', '+faststart'] : [];
}

/** How a clip is encoded so that it looks and behaves like its source. Pure. */
import type { AudioStream, VideoStream } from '../ffmpeg/read-streams.ts';

export interface EncodedLook {
  /** Filters that make the picture encodable; often none. */
  filters: string[];
  /** Encoder options: format, fields, colour tags. */
  options: string[];
}

/** H.264 with the source's depth, fields and colour tags. 4:2:0 always, since players insist on it; odd sizes lose their last line or column. */
export function encodedLook(video: VideoStream, interlaced: boolean): EncodedLook {
  const { range, space, transfer, primaries } = video.color;
  const tag = (option: string, value: string | null): string[] => (value === null ? [] : [option, value]);
  const odd = video.codedWidth % 2 === 1 || video.codedHeight % 2 === 1;
  return {
    filters: odd ? ['crop=trunc(iw/2)*2:trunc(ih/2)*2:0:0'] : [],
    options: [
      '-c:v', 'libx264', '-preset', 'veryfast', '-crf', '19', '-pix_fmt', video.bitDepth > 8 ? 'yuv420p10le' : 'yuv420p',
      ...(interlaced ? ['-flags', '+ilme+ildct'] : []),
      ...tag('-color_range', range), ...tag('-colorspace', space), ...tag('-color_trc', transfer), ...tag('-color_primaries', primaries),
    ],
  };
}

/** Every sound track by its own number: a track of unknown coding (some phones write one) must not fail the clip. */
export function audioMaps(audio: readonly AudioStream[], input: number): string[] {
  return audio.flatMap(({ index }) => ['-map', `${input}:${index}`]);
}

export const AUDIO_ENCODER = ['-c:a', 'aac', '-b:a', '192k'];

/** The container's own wishes: the index in front, so that playing begins at once. */
export function containerOptions(file: string): string[] {
  return /\.(mp4|mov)$/i.test(file) ? ['-movflags', '+faststart'] : [];
}

import { expect, it } from 'vitest';
import type { VideoStream } from '../ffmpeg/read-streams.ts';
import { audioMaps, containerOptions, encodedLook } from './encoder-arguments.ts';

const plain: VideoStream = {
  index: 0, codec: 'h264', profile: 'High', codedWidth: 1920, codedHeight: 1080, pixelAspect: 1, rotationDegrees: 0, pixelFormat: 'yuv420p', bitDepth: 8, fieldOrder: null,
  timeBase: { numerator: 1, denominator: 15360 }, realFrameRate: null, averageFrameRate: null, color: { range: null, space: null, transfer: null, primaries: null },
};

it.each<[string, Partial<VideoStream>, boolean, string]>([
  ['8 bits stay 8 bits', {}, false, '-pix_fmt yuv420p'],
  ['10 bits stay 10 bits', { bitDepth: 10, pixelFormat: 'yuv420p10le' }, false, '-pix_fmt yuv420p10le'],
  ['fields stay fields', {}, true, '-flags +ilme+ildct'],
  ['colour tags are kept', { color: { range: 'tv', space: 'bt2020nc', transfer: 'arib-std-b67', primaries: 'bt2020' } }, false, '-color_range tv -colorspace bt2020nc -color_trc arib-std-b67 -color_primaries bt2020'],
])('%s', (_, video, interlaced, options) => {
  expect(encodedLook({ ...plain, ...video }, interlaced).options.join(' ')).toContain(options);
});

it('an even picture is not touched, an odd one loses its last line or column', () => {
  expect(encodedLook(plain, false).filters).toEqual([]);
  expect(encodedLook({ ...plain, codedWidth: 191 }, false).filters).toEqual(['crop=trunc(iw/2)*2:trunc(ih/2)*2:0:0']);
});

it('sound tracks are named one by one, the index is put in front where there is one', () => {
  expect(audioMaps([{ index: 1, codec: 'aac', sampleRate: 48000, channels: 2 }, { index: 4, codec: 'aac', sampleRate: 48000, channels: 1 }], 0)).toEqual(['-map', '0:1', '-map', '0:4']);
  expect([containerOptions('a.MP4'), containerOptions('a.mkv')]).toEqual([['-movflags', '+faststart'], []]);
});

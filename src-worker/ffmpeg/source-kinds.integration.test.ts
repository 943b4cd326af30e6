/** Films of every kind that people bring, made tiny: each is looked at with exact pictures at exact times, or refused clearly. */
import { execFileSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { afterAll, describe, expect, it } from 'vitest';
import { Settings } from '../../src-shared/domain/settings.ts';
import { framesPerSecond, type MediaInfo } from '../../src-shared/domain/video.ts';
import { frameRing, type Picture } from '../inference/frame-ring.ts';
import { decodeRequestOf } from '../observe/watch-chunk.ts';
import { probeVideo } from '../probe/probe-stage.ts';
import { H264, makeCountedVideo, type CountedVideo } from '../testing/counted-video.ts';
import { testContext, testFolder, testTools } from '../testing/test-tools.ts';
import { decodeFrames } from './decode-frames.ts';

const folder = testFolder('source-kinds');
const ctx = testContext();
const encoders = execFileSync(testTools().ffmpeg, ['-hide_banner', '-encoders']).toString();
afterAll(() => rmSync(folder, { recursive: true }));

const BITS = 12;
const FRAMES = 24;
const HEVC = ['-c:v', 'libx265', '-preset', 'ultrafast', '-x265-params', 'log-level=error:pools=1:keyint=24'];
const VP9 = ['-c:v', 'libvpx-vp9', '-deadline', 'realtime', '-cpu-used', '8', '-b:v', '1M', '-g', '24'];
const AV1 = ['-c:v', 'libsvtav1', '-preset', '12', '-g', '24', '-svtav1-params', 'lp=1'];

const kinds: [string, CountedVideo, { counted?: boolean; size?: [number, number] }?][] = [
  ['H.264 in mp4', { file: 'h264.mp4' }],
  ['H.264 in mov without sound', { file: 'h264.mov', audio: 'none' }],
  ['H.264 in mkv at 23.976', { file: 'film.mkv', rate: '24000/1001' }],
  ['H.264 in a transport stream at 25', { file: 'h264.ts', rate: '25' }],
  ['H.264 in a camera\'s mts at 29.97', { file: 'h264.mts', rate: '30000/1001', more: ['-f', 'mpegts'] }],
  ['H.264 at 59.94', { file: 'fast.mp4', rate: '60000/1001' }],
  ['H.264 at 120', { file: 'faster.mp4', rate: '120', frames: 48 }],
  ['H.264 with 10 bits', { file: 'deep.mp4', more: ['-pix_fmt', 'yuv420p10le'] }],
  ['H.264 in fields', { file: 'fields.mp4', video: [...H264, '-flags', '+ilme+ildct'], filter: 'setfield=tff' }],
  ['H.264 at a varying rate', { file: 'varying.mp4', filter: "select='not(eq(mod(n,5),3))'", more: ['-enc_time_base', '1/90000'] }],
  ['H.264 filmed upright', { file: 'upright.mp4', rotate: 90 }, { counted: false, size: [108, 192] }],
  ['H.264 of an odd size', { file: 'odd.mkv', filter: 'crop=189:105:0:0', more: ['-pix_fmt', 'yuv444p'] }, { counted: false, size: [190, 106] }],
  ['HEVC in mp4', { file: 'hevc.mp4', video: HEVC }],
  ['HEVC with 10 bits', { file: 'hevc10.mp4', video: HEVC, more: ['-pix_fmt', 'yuv420p10le'] }],
  ['VP9 in webm', { file: 'vp9.webm', video: VP9, audio: 'none' }],
  ['AV1 in mp4', { file: 'av1.mp4', video: AV1, audio: 'none' }],
  ['MPEG-2 in a transport stream', { file: 'mpeg2.ts', video: ['-c:v', 'mpeg2video', '-q:v', '3', '-g', '15'], rate: '25' }],
  ['ProRes in mov', { file: 'prores.mov', video: ['-c:v', 'prores_ks', '-profile:v', '0'], more: ['-pix_fmt', 'yuv422p10le'] }],
  // AVI keeps no presentation times: ffmpeg's guess may be a picture off.
  ['MPEG-4 in an old avi', { file: 'old.avi', video: ['-c:v', 'mpeg4', '-q:v', '3', '-g', '15'] }, { counted: false }],
];

// Side by side: each film is a handful of short programs, one after the other.
describe.concurrent('a film of each kind', { timeout: 60_000 }, () => {
  it.each(kinds)('%s', async (_, video, { counted = true, size = [192, 108] } = {}) => {
    const encoder = video.video?.[1];
    if (encoder !== undefined && !new RegExp(`\\b${encoder}\\b`).test(encoders)) return; // this ffmpeg can not make one
    const videoPath = await makeCountedVideo(folder, { frames: FRAMES, ...video });
    const media = await probeVideo(videoPath, ctx);
    const seen = await look(videoPath, media);
    const seconds = (video.frames ?? FRAMES) / rateOf(video);
    expect(seen.length).toBeGreaterThanOrEqual(Math.floor(seconds * 8));
    expect(seen.every(({ pts }, i) => i === 0 || pts > seen[i - 1]!.pts)).toBe(true);
    expect([seen[0]!.width, seen[0]!.height]).toEqual(size);
    if (counted) expect(seen.map(({ counter }) => counter)).toEqual(seen.map(({ pts }) => Math.round((pts - media.startSeconds) * rateOf(video))));
  });
});

function rateOf({ rate = '30' }: CountedVideo): number {
  const [numerator = 30, denominator = 1] = rate.split('/').map(Number);
  return numerator / denominator;
}

/** Times and burned-in numbers of the pictures that would be analysed. */
async function look(videoPath: string, media: MediaInfo): Promise<{ pts: number; counter: number; width: number; height: number }[]> {
  const chunk = { ...media.chunks[0]!, observeEnd: media.startSeconds + media.durationSeconds + 1 };
  const request = decodeRequestOf({ videoPath, media, chunk, setup: Settings.parse({}) });
  expect(framesPerSecond(media) / request.stride).toBeLessThan(16);
  const ring = frameRing(request.layout);
  const decoder = decodeFrames(request, ring, 1, () => undefined, ctx);
  const seen = [];
  try {
    for (let frame = await decoder.next(); frame !== null; frame = await decoder.next()) {
      const picture = ring.pictures[frame.slot]!;
      seen.push({ pts: frame.pts, counter: counterOf(picture), width: picture.width, height: picture.height });
      decoder.release(frame);
    }
    expect(decoder.problem()).toBeNull();
  } finally {
    await decoder.stop();
  }
  return seen;
}

function counterOf({ y, width }: Picture): number {
  let value = 0;
  for (let bit = 0; bit < BITS; bit += 1) if (y[15 * width + Math.floor(((bit + 0.5) * width) / BITS)]! > 128) value |= 1 << bit;
  return value;
}

import { copyFileSync, mkdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { MediaInfo } from '../../src-shared/domain/video.ts';
import { MediaInfo as MediaInfoSchema } from '../../src-shared/domain/video.ts';
import { runFfmpeg } from '../ffmpeg/run-ffmpeg.ts';
import { H264, makeCountedVideo, type CountedVideo } from '../testing/counted-video.ts';
import { testContext, testFolder } from '../testing/test-tools.ts';
import { probeVideo } from './probe-stage.ts';

const folder = testFolder('probe');
const ctx = testContext();
afterAll(() => rmSync(folder, { recursive: true }));

describe('what a video is', () => {
  it.each<[string, CountedVideo, Partial<MediaInfo>]>([
    ['an ordinary mp4', { file: 'plain.mp4' }, { startSeconds: 0, durationSeconds: 8, width: 192, height: 108, frameRate: { numerator: 30, denominator: 1 }, variableFrameRate: false, playableInPage: true, audioCodec: 'aac', videoCodec: 'h264', bitDepth: 8, interlaced: false, rotationDegrees: 0 }],
    ['23.976 in Matroska, without sound', { file: 'film.mkv', rate: '24000/1001', audio: 'none' }, { frameRate: { numerator: 24000, denominator: 1001 }, variableFrameRate: false, audioCodec: null, playableInPage: true }],
    ['59.94 in a transport stream that begins later', { file: 'late.ts', rate: '60000/1001', more: ['-output_ts_offset', '10'] }, { frameRate: { numerator: 60000, denominator: 1001 }, variableFrameRate: false, playableInPage: false }],
    ['variable rate', { file: 'vfr.mp4', filter: "select='not(eq(mod(n,5),3))'", more: ['-enc_time_base', '1/90000'] }, { variableFrameRate: true }],
    ['a phone held upright', { file: 'upright.mp4', rotate: 90 }, { width: 108, height: 192, rotationDegrees: 90 }],
    ['wide pixels', { file: 'anamorphic.mp4', filter: 'setsar=4/3' }, { width: 256, height: 108 }],
    ['10 bits', { file: 'deep.mp4', more: ['-pix_fmt', 'yuv420p10le'] }, { bitDepth: 10, pixelFormat: 'yuv420p10le', playableInPage: true }],
    ['interlaced', { file: 'fields.mp4', video: [...H264, '-flags', '+ilme+ildct'], filter: 'setfield=tff' }, { interlaced: true, frameRate: { numerator: 30, denominator: 1 } }],
    ['an old AVI', { file: 'old.avi', video: ['-c:v', 'mpeg4', '-q:v', '3'] }, { playableInPage: false, videoCodec: 'mpeg4', frameRate: { numerator: 30, denominator: 1 } }],
    ['one picture', { file: 'one.mp4', frames: 1, audio: 'none' }, { durationSeconds: 1 / 30 }],
  ])('%s', async (_, video, facts) => {
    const media = await probeVideo(await makeCountedVideo(folder, video), ctx);
    expect(MediaInfoSchema.parse(media)).toMatchObject({ ...facts, ...(facts.durationSeconds === undefined ? {} : { durationSeconds: expect.closeTo(facts.durationSeconds, 3) as number }) });
  });

  it('begins with the first picture, not at zero', async () => {
    const file = await makeCountedVideo(folder, { file: 'offset.mp4', more: ['-output_ts_offset', '2.5'] });
    const media = await probeVideo(file, ctx);
    expect(media.startSeconds).toBeCloseTo(2.5, 1);
    expect(media.durationSeconds).toBeCloseTo(8, 2);
    expect(media.chunks[0]?.start).toBe(media.startSeconds);
  });

  it('ends with the last picture where the sound runs on', async () => {
    const file = path.join(folder, 'sound-longer.mp4');
    await runFfmpeg(ctx.tools, ['-f', 'lavfi', '-i', 'testsrc=s=64x36:r=25:d=2', '-f', 'lavfi', '-i', 'sine=d=9', '-c:v', 'libx264', '-y', file], ctx);
    expect((await probeVideo(file, ctx)).durationSeconds).toBeCloseTo(2, 3);
  });
});

describe('how it is shared out', () => {
  it('borders of chunks are key frames, twice the same', async () => {
    const file = path.join(folder, 'long.mp4');
    await runFfmpeg(ctx.tools, ['-f', 'lavfi', '-i', 'color=gray:s=32x18:r=10:d=200', '-c:v', 'libx264', '-preset', 'ultrafast', '-g', '47', '-y', file], ctx);
    const [once, twice] = [await probeVideo(file, ctx), await probeVideo(file, ctx)];
    expect(once).toEqual(twice);
    expect(once.chunks.map((chunk) => chunk.start)).toEqual([0, expect.closeTo(65.8, 6), expect.closeTo(131.6, 6)]); // 14 × 4.7 ≤ 66.7, 28 × 4.7 ≤ 133.3
    expect(once.chunks.at(-1)?.end).toBeCloseTo(200, 6);
  });
});

describe('what is no video is refused by name', () => {
  const written = (name: string, content: string | Buffer): string => {
    const file = path.join(folder, name);
    writeFileSync(file, content);
    return file;
  };
  it.each([
    ['a missing file', () => path.join(folder, 'nowhere.mp4'), 'video-missing'],
    ['an empty file', () => written('empty.mp4', ''), 'video-empty'],
    ['a text called .mp4', () => written('letter.mp4', 'Dear coach, '.repeat(500)), 'video-unreadable'],
    ['a text called .txt', () => written('letter.txt', 'Dear coach, '.repeat(500)), 'video-unreadable'],
    ['random bytes', () => written('noise.mp4', Buffer.from(Array.from({ length: 20_000 }, (_, i) => (i * 7919) % 251))), 'video-unreadable'],
    ['a folder', () => { mkdirSync(path.join(folder, 'folder.mp4')); return path.join(folder, 'folder.mp4'); }, 'video-unreadable'],
  ])('%s', async (_, make, code) => {
    await expect(probeVideo(make(), ctx)).rejects.toMatchObject({ code });
  });

  it('sound alone', async () => {
    const file = path.join(folder, 'song.mp4');
    await runFfmpeg(ctx.tools, ['-f', 'lavfi', '-i', 'sine=d=1', '-c:a', 'aac', '-y', file], ctx);
    await expect(probeVideo(file, ctx)).rejects.toMatchObject({ code: 'video-without-picture' });
  });

  it('a picture', async () => {
    const file = path.join(folder, 'still.png');
    await runFfmpeg(ctx.tools, ['-f', 'lavfi', '-i', 'testsrc=s=64x36', '-frames:v', '1', '-y', file], ctx);
    await expect(probeVideo(file, ctx)).rejects.toMatchObject({ code: 'video-unreadable' });
  });

  it('a file cut off before its index', async () => {
    const file = await makeCountedVideo(folder, { file: 'whole.mp4' });
    const half = path.join(folder, 'half.mp4');
    copyFileSync(file, half);
    truncateSync(half, Math.floor(readFileSync(file).length / 2));
    await expect(probeVideo(half, ctx)).rejects.toMatchObject({ code: 'video-unreadable' });
  });

  it('a good header over destroyed pictures', async () => {
    const file = await makeCountedVideo(folder, { file: 'front.mp4', audio: 'none', more: ['-movflags', '+faststart'] });
    const bytes = readFileSync(file);
    bytes.fill(0, bytes.indexOf('mdat') + 4);
    await expect(probeVideo(written('destroyed.mp4', bytes), ctx)).rejects.toMatchObject({ code: 'video-unreadable' });
  });

  it('a cancelled look stays cancelled', async () => {
    await expect(probeVideo(await makeCountedVideo(folder, { file: 'c.mp4', frames: 10 }), testContext({ signal: AbortSignal.abort() }))).rejects.toMatchObject({ code: 'cancelled' });
  });
});

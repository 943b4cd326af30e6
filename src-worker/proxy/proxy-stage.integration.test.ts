import { existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { readPackets } from '../ffmpeg/read-packets.ts';
import { probeVideo } from '../probe/probe-stage.ts';
import { makeCountedVideo, readCounters, type CountedVideo } from '../testing/counted-video.ts';
import { testContext, testFolder } from '../testing/test-tools.ts';
import { extractFrame } from './extract-frame.ts';
import { makeProxy } from './proxy-stage.ts';

const folder = testFolder('proxy');
const ctx = testContext();
afterAll(() => rmSync(folder, { recursive: true }));

describe('a proxy', () => {
  it.each<[string, CountedVideo]>([
    ['of an old AVI', { file: 'old.avi', video: ['-c:v', 'mpeg4', '-q:v', '2'] }],
    ['of a video that begins at 2.5 s', { file: 'late.mp4', more: ['-output_ts_offset', '2.5'] }],
    ['of a transport stream at 29.97', { file: 'stream.ts', rate: '30000/1001' }],
    ['of variable rate, odd size, without sound', { file: 'odd.mkv', audio: 'none', video: ['-c:v', 'mpeg4', '-q:v', '2'], filter: "scale=191:107,select='not(eq(mod(n,5),3))'" }],
  ])('%s shows every picture at the source\'s time', async (_, video) => {
    const file = await makeCountedVideo(folder, { ...video, frames: 60 });
    const media = await probeVideo(file, ctx);
    const outFile = path.join(folder, `${video.file}.proxy.mp4`);
    expect(await makeProxy({ videoPath: file, media, outFile }, ctx)).toEqual({ made: true });
    expect(await readCounters(outFile)).toEqual(await readCounters(file));
    const times = async (of: string): Promise<number[]> => (await readPackets(ctx.tools, of, [], ctx)).map((p) => p.seconds).sort((a, b) => a - b);
    const [own, source] = [await times(outFile), await times(file)];
    expect(Math.max(...own.map((time, i) => Math.abs(time - source[i]!)))).toBeLessThan(0.002);
    expect(await probeVideo(outFile, ctx)).toMatchObject({ playableInPage: true, pixelFormat: 'yuv420p', audioCodec: video.audio === 'none' ? null : 'aac' });
  });

  it('that cannot be made is a word, not an error, and leaves nothing behind', async () => {
    const file = path.join(folder, 'broken.mp4');
    const media = await probeVideo(await makeCountedVideo(folder, { file: 'whole.mp4', frames: 30 }), ctx);
    writeFileSync(file, 'no video');
    const outFile = path.join(folder, 'none.mp4');
    expect(await makeProxy({ videoPath: file, media, outFile }, ctx)).toMatchObject({ made: false });
    expect(existsSync(outFile)).toBe(false);
    expect(readdirSync(folder).filter((name) => name.startsWith('.part'))).toEqual([]);
  });
});

describe('one picture', () => {
  it.each([[31.5 / 30, 31], [0.499, 14], [0.5, 15], [99, 59], [-1, 0]])('at %d s is number %d', async (timeSeconds, number) => {
    const file = await makeCountedVideo(folder, { file: 'stills.mp4', frames: 60, audio: 'none' });
    const outFile = path.join(folder, 'still.jpg');
    await extractFrame({ videoPath: file, timeSeconds, outFile }, ctx);
    expect(await readCounters(outFile)).toEqual([number]);
  });
});

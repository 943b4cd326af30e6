import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { frameRing } from '../inference/frame-ring.ts';
import { inputShapes } from '../inference/input-shape.ts';
import { testContext, testFolder, testTools } from '../testing/test-tools.ts';
import { decodeFrames, type FrameDecoder } from './decode-frames.ts';
import { runFfmpeg } from './run-ffmpeg.ts';

const folder = testFolder('decode');
const video = path.join(folder, 'video.mp4');
const pidFile = path.join(folder, 'pid');
/** The real ffmpeg, which also writes down which process it is. */
const known = path.join(folder, 'ffmpeg.sh');
const media = { startSeconds: 0, interlaced: false, frameRate: { numerator: 25, denominator: 1 } };

beforeAll(async () => {
  await runFfmpeg(testTools(), ['-f', 'lavfi', '-i', 'testsrc2=size=320x180:rate=25:duration=20', '-pix_fmt', 'yuv420p', '-preset', 'ultrafast', '-y', video], testContext());
  writeFileSync(known, `#!/bin/sh\necho $$ > '${pidFile}'\nexec '${testTools().ffmpeg}' "$@"\n`, { mode: 0o755 });
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('decoding', () => {
  it('ends after the last frame, with nothing to complain of', async () => {
    const { decoder } = decoding({ until: 2 });
    expect(await count(decoder)).toBe(50);
    expect(decoder.problem()).toBeNull();
  });

  it.skipIf(process.platform === 'win32').each(['SIGKILL', 'SIGTERM'] as const)('does not take an ffmpeg that others ended (%s) for the end of the video', async (signal) => {
    const { decoder } = decoding({ until: 20, tools: { ...testTools(), ffmpeg: known } });
    const first = await decoder.next();
    expect(first?.pts).toBe(0);
    expect(existsSync(pidFile)).toBe(true);
    process.kill(Number(readFileSync(pidFile, 'utf8')), signal);
    decoder.release(first!);
    await expect(count(decoder)).rejects.toMatchObject({ code: 'ffmpeg-killed' });
    await decoder.stop();
  });
});

function decoding({ until, tools = testTools() }: { until: number; tools?: ReturnType<typeof testTools> }): { decoder: FrameDecoder } {
  const ring = frameRing({ slots: 4, shape: inputShapes(320, 180).coarse, pictureWidth: 320, pictureHeight: 180 });
  const request = { videoPath: video, media, from: 0, until, stride: 1, layout: ring.layout, thumb: { width: 64, height: 36 } };
  return { decoder: decodeFrames(request, ring, 2, () => undefined, testContext({ tools })) };
}

async function count(decoder: FrameDecoder): Promise<number> {
  let frames = 0;
  for (let frame = await decoder.next(); frame !== null; frame = await decoder.next()) {
    decoder.release(frame);
    frames += 1;
  }
  return frames;
}

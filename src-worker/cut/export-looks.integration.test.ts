/** Changed pictures, sizes, lists and bundles: what was asked for is in the files. */
import { existsSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ExportOptionsInput } from '../../src-shared/contract/export-options.ts';
import { Work, type WorkOf } from '../../src-shared/contract/queue.ts';
import type { HandOffList } from '../../src-shared/hand-off/hand-off-list.ts';
import type { MediaInfo } from '../../src-shared/domain/video.ts';
import { parseMotFile } from '../../scripts/evaluate/mot-file.ts';
import type { SeenFiles } from '../drawing/player-points.ts';
import { readStreams } from '../ffmpeg/read-streams.ts';
import { runFfmpeg, runFfprobe, startFfmpeg } from '../ffmpeg/run-ffmpeg.ts';
import { probeVideo } from '../probe/probe-stage.ts';
import { makeCountedVideo, readCounters } from '../testing/counted-video.ts';
import { testContext, testFolder } from '../testing/test-tools.ts';
import { walkerX, writeWalker } from '../testing/walker.ts';
import { exportClips } from './export-clips.ts';

const folder = testFolder('looks');
const ctx = testContext();
let file: string;
let media: MediaInfo;
let seen: SeenFiles;

beforeAll(async () => {
  file = await makeCountedVideo(folder, { file: 'game.mp4', frames: 150, more: ['-output_ts_offset', '1'] });
  media = await probeVideo(file, ctx);
  seen = { chunks: media.chunks, ...writeWalker(folder, 'game', media.chunks, media.startSeconds) };
});
afterAll(() => rmSync(folder, { recursive: true }));

const at = (frame: number): number => media.startSeconds + frame / 30;
const range = (first: number, end: number): number[] => Array.from({ length: end - first }, (_, i) => first + i);

async function write(name: string, frames: [number, number][], options: ExportOptionsInput, video: { file: string; media: MediaInfo } = { file, media }) {
  const id = '0'.repeat(26);
  const pieces = frames.map(([first, end], i) => ({ segmentId: `s${i}`, start: at(first), end: at(end), fileName: `clip ${i + 1}`, trackIds: [5], label: `#17 0${i + 1}` }));
  const list: HandOffList = {
    game: 'Bears <b>', player: '#17', videoPath: video.file, durationSeconds: media.durationSeconds, frameRate: media.frameRate, width: media.width, height: media.height, hasAudio: true,
    entries: pieces.map(({ segmentId, label, start, end }) => ({ segmentId, label, start: start - media.startSeconds, end: end - media.startSeconds, onScreenStart: start, onScreenEnd: end, verdict: 'accepted', tags: [], stars: 0, note: 'a "note"', confidence: 1, clipName: null })),
  };
  const work = Work.parse({ kind: 'export', jobId: id, videoPath: video.file, exportId: id, folder: path.join(folder, name), pieces, combinedName: 'all', options, list }) as WorkOf<'export'>;
  return exportClips(work, video.media, ctx, seen);
}

describe('looks', () => {
  it('a still opening, then half speed, then both joined with chapters: every picture where it belongs', async () => {
    const { files, warnings } = await write('slow', [[30, 50], [90, 105]], { combined: true, look: { freezeOpening: true, speed: 0.5, nameStrip: '{player}' } });
    expect(warnings).toEqual([]);
    const [first, second, film] = files.map((one) => one.path);
    const counted = [[...Array.from({ length: 36 }, () => 30), ...range(30, 50)], [...Array.from({ length: 36 }, () => 90), ...range(90, 105)]];
    expect(await readCounters(first!)).toEqual(counted[0]);
    expect(await readCounters(film!)).toEqual(counted.flat());
    expect(files[0]!.durationSeconds).toBeCloseTo(1.2 + 20 / 15, 1);
    expect(files[2]!.durationSeconds).toBeCloseTo(files[0]!.durationSeconds + files[1]!.durationSeconds, 1);
    const { chapters } = await runFfprobe(ctx.tools, ['-show_chapters', '-i', film!], ctx) as { chapters: { start_time: string; tags: { title: string } }[] };
    expect(chapters.map((chapter) => [Number(chapter.start_time).toFixed(1), chapter.tags.title])).toEqual([['0.0', '#17 01'], [files[0]!.durationSeconds.toFixed(1), '#17 02']]);
    expect(existsSync(second!)).toBe(true);
  });

  it('the portrait crop goes with him, and the ring is at his feet', async () => {
    const walker = await makeWalkerVideo();
    const { files } = await write('portrait', [[10, 130]], { look: { crop: 'portrait', spotlight: true } }, walker);
    const { video } = await readStreams(ctx.tools, files[0]!.path, ctx);
    expect([video!.codedWidth, video!.codedHeight]).toEqual([202, 360]);
    const pictures = await rgb(files[0]!.path);
    for (const frame of [5, 40, 60, 80, 115]) {
      const columns = whiteColumns(pictures, frame, 202, 360);
      expect(columns.length, `he is in picture ${frame}`).toBeGreaterThan(40);
    }
    expect(goldPixels(pictures, 60, 202, 360)).toBeGreaterThan(30);
  });

  it('upright phone video is turned before it is drawn on', async () => {
    const turned = await makeCountedVideo(folder, { file: 'upright.mp4', frames: 150, rotate: 90, more: ['-output_ts_offset', '1'] });
    const { files } = await write('upright', [[10, 40]], { maxHeight: 144 }, { file: turned, media: await probeVideo(turned, ctx) });
    const { video } = await readStreams(ctx.tools, files[0]!.path, ctx);
    expect([video!.codedWidth, video!.codedHeight, video!.rotationDegrees]).toEqual([80, 144, 0]);
  });
});

describe('a size', () => {
  it('that is asked for is kept, and said to be too small where it is', async () => {
    const noisy = path.join(folder, 'noisy.mp4');
    await runFfmpeg(ctx.tools, ['-f', 'lavfi', '-i', 'testsrc2=s=640x360:r=30:d=6,noise=alls=40:allf=t', '-c:v', 'libx264', '-preset', 'ultrafast', '-crf', '12', '-output_ts_offset', '1', '-y', noisy], ctx);
    const noisyMedia = await probeVideo(noisy, ctx);
    const { files } = await write('small', [[10, 70], [80, 150]], { maxMegabytes: 1, combined: true, separate: false }, { file: noisy, media: noisyMedia });
    const { size } = statSync(files[0]!.path);
    expect(size).toBeLessThanOrEqual(1e6);
    expect(size).toBeGreaterThan(6e5);
    const long = { ...noisyMedia, durationSeconds: 90_000 };
    await expect(write('tiny', [[10, 150]], { maxMegabytes: 1, look: { speed: 0.25 }, preRollSeconds: 0 }, { file: noisy, media: { ...long, frameRate: { numerator: 30_000, denominator: 1 } } })).rejects.toMatchObject({ code: 'invalid-input' });
  });
});

describe('beside the clips', () => {
  it('lists, a film\'s chapters and a bundle whose page names every clip; asked again, nothing is replaced', async () => {
    const options = { handOff: ['csv', 'edl', 'mot', 'youtube'], shareBundle: true, combined: true, mode: 'smart' } as const;
    const { documents, files } = await write('beside', [[10, 30], [40, 60]], { ...options, handOff: [...options.handOff] });
    const out = path.join(folder, 'beside');
    expect(documents.map((one) => path.relative(out, one)).sort()).toEqual(['Bears b #17 chapters.txt', 'Bears b #17 mot.txt', 'Bears b #17 share/index.html', 'Bears b #17.csv', 'Bears b #17.edl', 'all chapters.txt']);
    expect(files).toHaveLength(3);
    const page = readFileSync(path.join(out, 'Bears b #17 share', 'index.html'), 'utf8');
    expect(readdirSync(path.join(out, 'Bears b #17 share', 'clips')).sort()).toEqual(['clip 1.mp4', 'clip 2.mp4']);
    for (const name of ['clips/clip%201.mp4', 'clips/clip%202.mp4', 'Bears &lt;b&gt;']) expect(page).toContain(name);
    const boxes = parseMotFile(readFileSync(path.join(out, 'Bears b #17 mot.txt'), 'utf8'), 'mot');
    expect(boxes.filter((box) => box.id === 6)[0]).toMatchObject({ frame: 1, x: Number((walkerX(0) * 192).toFixed(2)), w: 19.2 });
    const again = await write('beside', [[10, 30], [40, 60]], { handOff: ['csv'], shareBundle: true, separate: false });
    expect(again.documents.map((one) => path.relative(out, one)).sort()).toEqual(['Bears b #17 (2).csv', 'Bears b #17 share (2)/index.html']);
    expect(readdirSync(out).filter((name) => name.startsWith('.'))).toEqual([]);
  });

  it('lists alone cut nothing', async () => {
    const { files } = await write('lists', [[10, 30]], { separate: false, handOff: ['otio'] });
    expect([files, readdirSync(path.join(folder, 'lists'))]).toEqual([[], ['Bears b #17.otio']]);
  });
});

/** A white person walks over a dark picture just as the observations say. */
async function makeWalkerVideo(): Promise<{ file: string; media: MediaInfo }> {
  const walker = path.join(folder, 'walker.mp4');
  await runFfmpeg(ctx.tools, [
    '-f', 'lavfi', '-i', 'color=0x203040:s=640x360:r=30:d=5,noise=alls=8:allf=t', '-f', 'lavfi', '-i', 'color=white:s=64x144:r=30:d=5', '-filter_complex', "[0][1]overlay=x='64+64*t':y=180",
    '-c:v', 'libx264', '-preset', 'ultrafast', '-g', '30', '-pix_fmt', 'yuv420p', '-output_ts_offset', '1', '-y', walker,
  ], ctx);
  return { file: walker, media: await probeVideo(walker, ctx) };
}

async function rgb(of: string): Promise<Buffer> {
  const running = startFfmpeg(ctx.tools, ['-v', 'error', '-i', of, '-map', '0:v', '-fps_mode', 'passthrough', '-pix_fmt', 'rgb24', '-f', 'rawvideo', 'pipe:1'], ctx);
  const parts: Buffer[] = [];
  for await (const part of running.stdout) parts.push(part as Buffer);
  await running.done;
  return Buffer.concat(parts);
}

/** Columns in which the middle of his body is white. */
function whiteColumns(pictures: Buffer, frame: number, width: number, height: number): number[] {
  const row = (frame * height + 230) * width;
  return Array.from({ length: width }, (_, x) => x).filter((x) => [0, 1, 2].every((channel) => pictures[(row + x) * 3 + channel]! > 200));
}

function goldPixels(pictures: Buffer, frame: number, width: number, height: number): number {
  let count = 0;
  for (let i = frame * width * height; i < (frame + 1) * width * height; i += 1) {
    const [r, g, b] = [pictures[i * 3]!, pictures[i * 3 + 1]!, pictures[i * 3 + 2]!];
    if (r > 150 && g > 120 && b < 110) count += 1;
  }
  return count;
}

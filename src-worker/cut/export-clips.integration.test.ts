import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ExportOptions, Work, type WorkOf } from '../../src-shared/contract/queue.ts';
import { createLogger } from '../../src-shared/logger.ts';
import type { MediaInfo } from '../../src-shared/domain/video.ts';
import { runFfmpeg, runFfprobe, startFfmpeg } from '../ffmpeg/run-ffmpeg.ts';
import { probeVideo } from '../probe/probe-stage.ts';
import { makeCountedVideo, readCounters } from '../testing/counted-video.ts';
import { testContext, testFolder } from '../testing/test-tools.ts';
import { combineClips } from './combine-clips.ts';
import { cutClips } from './cut-stage.ts';
import { openCutSource, planPictures } from './cut-source.ts';
import { exactCut } from './exact-cut.ts';
import { exportClips } from './export-clips.ts';
import { monoSound, MONO_RATE } from './mono-sound.ts';
import { audioOffset } from './audio-offset.ts';
import { putInPlace } from './put-in-place.ts';
import { verifyClip } from './verify-clip.ts';

const folder = testFolder('export');
const ctx = testContext();
let file: string;
let media: MediaInfo;

beforeAll(async () => {
  file = await makeCountedVideo(folder, { file: 'game.mp4', frames: 180, rate: '30000/1001' });
  media = await probeVideo(file, ctx);
});
afterAll(() => rmSync(folder, { recursive: true }));

const at = (frame: number): number => (frame * 1001) / 30000;
const range = (first: number, end: number): number[] => Array.from({ length: end - first }, (_, i) => first + i);
const piece = (id: string, first: number, end: number, fileName = id) => ({ segmentId: id, start: at(first), end: at(end), fileName });

function work(name: string, pieces: ReturnType<typeof piece>[], options: Partial<ExportOptions>, combinedName: string | null = null): WorkOf<'export'> {
  const id = '0'.repeat(26);
  return Work.parse({ kind: 'export', jobId: id, videoPath: file, exportId: id, folder: path.join(folder, name), pieces, combinedName, options: ExportOptions.parse(options) }) as WorkOf<'export'>;
}

describe('an export', () => {
  it('writes clips and film; the film is the clips in order and as long as all of them', async () => {
    const result = await exportClips(work('both', [piece('a', 10, 40), piece('b', 95, 140)], { combined: true, mode: 'smart' }, 'All of him'), media, ctx);
    expect(readdirSync(path.join(folder, 'both')).sort()).toEqual(['All of him.mp4', 'a.mp4', 'b.mp4']);
    expect(result.files.map((f) => [path.basename(f.path), f.segmentIds, f.verified])).toEqual([['a.mp4', ['a'], true], ['b.mp4', ['b'], true], ['All of him.mp4', ['a', 'b'], true]]);
    const film = path.join(folder, 'both', 'All of him.mp4');
    expect(await readCounters(film)).toEqual([...range(10, 40), ...range(95, 140)]);
    expect(result.files[2]!.durationSeconds).toBeCloseTo(result.files[0]!.durationSeconds + result.files[1]!.durationSeconds, 2);
    // The second clip's sound begins where its pictures begin.
    const [meant, found] = [await monoSound(file, 0, { from: at(95), seconds: 1.4 }, ctx), await monoSound(film, 0, { from: at(30), seconds: 1.4 }, ctx)];
    expect(Math.abs(audioOffset(meant, found, MONO_RATE, 0.1) ?? 1)).toBeLessThanOrEqual(0.005);
  });

  it('shows no passage twice in the film, and one clip for each piece', async () => {
    await exportClips(work('overlap', [piece('b', 40, 60), piece('a', 20, 50)], { combined: true }), media, ctx);
    expect(await readCounters(path.join(folder, 'overlap', 'b.mp4'))).toEqual(range(40, 60));
    expect(await readCounters(path.join(folder, 'overlap', 'combined.mp4'))).toEqual(range(20, 60));
  });

  it('never replaces a file, and makes names safe', async () => {
    const out = path.join(folder, 'again');
    mkdirSync(out);
    writeFileSync(path.join(out, 'NHL 3.mp4'), 'mine');
    const result = await exportClips(work('again', [piece('a', 10, 20, 'NHL/3'), piece('b', 30, 40, '..\\NHL/3.mp4')], {}), media, ctx);
    expect(readFileSync(path.join(out, 'NHL 3.mp4'), 'utf8')).toBe('mine');
    expect(result.files.map((f) => path.basename(f.path))).toEqual(['NHL 3 (2).mp4', 'NHL 3 (3).mp4']);
    expect(readdirSync(out)).toHaveLength(3);
  });

  it.each([['mov', 'smart'], ['mkv', 'exact'], ['mkv', 'smart']] as const)('writes %s too: %s', async (container, mode) => {
    const fallBacks: string[] = [];
    const log = createLogger('test', 'warn', ({ message }) => fallBacks.push(message));
    const result = await exportClips(work(`${container}-${mode}`, [piece('a', 25, 100)], { container, mode }), media, testContext({ log }));
    expect(fallBacks).toEqual([]);
    expect(await readCounters(result.files[0]!.path)).toEqual(range(25, 100));
    expect(result.files[0]!.path).toMatch(new RegExp(`\\.${container}$`));
  });

  it('cancelled, it leaves no part of a file', async () => {
    const control = new AbortController();
    const started = exportClips(work('cancelled', [piece('a', 0, 170)], {}), media, testContext({ signal: control.signal, report: () => setTimeout(() => control.abort(), 300) }));
    await expect(started).rejects.toMatchObject({ code: 'cancelled' });
    expect(readdirSync(path.join(folder, 'cancelled'))).toEqual([]);
  });

  it('a passage outside the video is refused', async () => {
    await expect(exportClips(work('outside', [piece('a', 500, 600)], {}), media, ctx)).rejects.toMatchObject({ code: 'invalid-input' });
  });
});

describe('copying', () => {
  it('begins at the key frame before, and says so', async () => {
    const outDir = path.join(folder, 'copy');
    const [clip] = await cutClips({ videoPath: file, media, spans: [{ segmentId: 'a', start: at(40), end: at(100) }], outDir, mode: 'copy' }, ctx);
    expect(clip!.start).toBeCloseTo(at(30), 4);
    expect((await readCounters(path.join(outDir, 'clip_001.mp4')))[0]).toBe(30);
  });
});

describe('smart cutting', () => {
  it('copies whole groups of pictures bit by bit and encodes only the edges', async () => {
    const outDir = path.join(folder, 'smart');
    await cutClips({ videoPath: file, media, spans: [{ segmentId: 'a', start: at(25), end: at(100) }], outDir, mode: 'smart' }, ctx);
    const [source, clip] = [await pictureHashes(file), await pictureHashes(path.join(outDir, 'clip_001.mp4'))];
    const equal = clip.map((hash, i) => hash === source[25 + i]);
    expect(clip).toHaveLength(75);
    expect([equal.indexOf(true), equal.lastIndexOf(true), equal.filter(Boolean).length]).toEqual([5, 64, 60]); // key frames 30 and 90
  });
});

async function pictureHashes(of: string): Promise<string[]> {
  const running = startFfmpeg(ctx.tools, ['-v', 'error', '-i', of, '-map', '0:V:0', '-fps_mode', 'passthrough', '-f', 'framemd5', 'pipe:1'], ctx);
  let text = '';
  for await (const part of running.stdout) text += String(part);
  await running.done;
  return text.split('\n').filter((line) => line !== '' && !line.startsWith('#')).map((line) => line.split(',').at(-1)!.trim());
}

describe('the proof catches a clip that is not as meant', () => {
  it('first picture off by one, last picture off by one, pictures missing, broken data, late sound', async () => {
    const source = await openCutSource(file, media, ctx);
    const plan = await planPictures(source, { start: at(40), end: at(80) }, ctx);
    const problemsOf = async (clip: string): Promise<string> => (await verifyClip(source, plan, clip, ctx)).problems.join('; ');
    const cut = async (first: number, last: number): Promise<string> => {
      const out = path.join(folder, `moved${first}-${last}.mp4`);
      await exactCut(source, { ...plan, first: plan.first + first, last: plan.last + last }, out, ctx);
      return out;
    };
    expect(await problemsOf(await cut(0, 0))).toBe('');
    expect(await problemsOf(await cut(-1, -1))).toMatch(/first picture is wrong.*last picture is wrong/);
    expect(await problemsOf(await cut(1, 0))).toMatch(/39 pictures and must have 40.*first picture is wrong/);
    const broken = path.join(folder, 'broken.mp4');
    const bytes = readFileSync(await cut(0, 0));
    bytes.fill(0x55, bytes.indexOf('mdat') + 400, bytes.indexOf('mdat') + 4000);
    writeFileSync(broken, bytes);
    await expect(problemsOf(broken)).resolves.toMatch(/picture/);
    const lateFile = path.join(folder, 'late.mp4');
    await runFfmpeg(ctx.tools, ['-i', await cut(0, 0), '-af', 'adelay=60:all=1', '-c:v', 'copy', '-movflags', '+faststart', '-y', lateFile], ctx);
    expect((await verifyClip(source, plan, lateFile, ctx)).problems.join()).toMatch(/sound is (59|60|61) ms off/);
  });
});

describe('a damaged recording', () => {
  it('gives its clip without the pictures that nobody can decode', async () => {
    const damaged = path.join(folder, 'damaged.mp4');
    const bytes = readFileSync(file);
    const packets = (await packetPlaces(file)).filter((_, i) => i >= 50 && i < 54);
    for (const { pos, size } of packets) bytes.fill(0, pos, pos + size);
    writeFileSync(damaged, bytes);
    const outDir = path.join(folder, 'damaged');
    const [clip] = await cutClips({ videoPath: damaged, media, spans: [{ segmentId: 'a', start: at(30), end: at(80) }], outDir, mode: 'exact' }, ctx);
    const seen = await readCounters(path.join(outDir, 'clip_001.mp4'));
    expect(clip).toMatchObject({ verified: true });
    expect([seen[0], seen.at(-1)]).toEqual([30, 79]);
    expect(seen.length).toBeLessThan(50);
  });
});

async function packetPlaces(of: string): Promise<{ pos: number; size: number }[]> {
  const answer = await runFfprobe(ctx.tools, ['-select_streams', 'V:0', '-show_entries', 'packet=pos,size', '-i', of], ctx) as { packets: { pos: string; size: string }[] };
  return answer.packets.map((packet) => ({ pos: Number(packet.pos), size: Number(packet.size) }));
}

describe('combining', () => {
  it('nothing is refused', async () => {
    await expect(combineClips([], path.join(folder, 'none.mp4'), ctx)).rejects.toMatchObject({ code: 'invalid-input' });
    expect(existsSync(path.join(folder, 'none.mp4'))).toBe(false);
  });
});

describe('putting a file in place', () => {
  it('two at once get two names', async () => {
    const out = path.join(folder, 'place');
    mkdirSync(out);
    for (const part of ['x', 'y']) writeFileSync(path.join(folder, part), part);
    const placed = await Promise.all(['x', 'y'].map((part) => putInPlace(path.join(folder, part), out, 'clip.mp4')));
    expect(placed.map((p) => path.basename(p)).sort()).toEqual(['clip (2).mp4', 'clip.mp4']);
  });
});

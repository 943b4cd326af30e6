import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { iou, type Box } from '../../src-shared/domain/geometry.ts';
import { PALETTE_FLOATS, type ObservationChunk } from '../../src-shared/domain/observation.ts';
import { Settings } from '../../src-shared/domain/settings.ts';
import type { MediaInfo } from '../../src-shared/domain/video.ts';
import { decodeObservations } from '../../src-shared/observation-file.ts';
import { runFfmpeg } from '../ffmpeg/run-ffmpeg.ts';
import { closeInference } from '../inference/inference-client.ts';
import { useInferenceBundle } from '../testing/inference-bundle.ts';
import { testContext, testFolder, testTools } from '../testing/test-tools.ts';
import { labDistance, rgbToLab, type Lab } from './evidence/lab.ts';
import { observeChunk } from './observe-stage.ts';

const resources = process.env['SHIFTCLIPPER_RESOURCES'] ?? 'resources';
const demo = path.join(resources, 'demo/rink-demo');
const video = path.join(demo, 'video.mp4');
const folder = testFolder('observe');
const broadcast = Settings.parse({});
const media: MediaInfo = {
  schemaVersion: 1, startSeconds: 0, durationSeconds: 24, width: 1280, height: 720, rotationDegrees: 0,
  frameRate: { numerator: 30, denominator: 1 }, variableFrameRate: false, interlaced: false, container: 'mp4', videoCodec: 'h264',
  pixelFormat: 'yuv420p', bitDepth: 8, audioCodec: null, bytes: 1, playableInPage: true,
  chunks: [{ index: 0, start: 0, end: 24, observeStart: 0, observeEnd: 24 }],
};

beforeAll(useInferenceBundle);
afterAll(async () => {
  await closeInference();
  rmSync(folder, { recursive: true });
});

async function observed(name: string, from: number, until: number, changes: { videoPath?: string; index?: number } = {}): Promise<{ chunk: ObservationChunk; bytes: Buffer; reused: boolean }> {
  const outFile = path.join(folder, `${name}.arrow`);
  const chunk = { index: changes.index ?? 0, start: from, end: until, observeStart: from, observeEnd: until };
  const { reused } = await observeChunk({ videoPath: changes.videoPath ?? video, media, chunk, setup: broadcast, outFile }, testContext());
  const bytes = readFileSync(outFile);
  return { chunk: decodeObservations(bytes, name), bytes, reused };
}

describe.skipIf(!existsSync(path.join(resources, 'models/prepared/manifest.json')))('observing a chunk (skipped without prepared models: run "npm run setup")', { timeout: 120_000 }, () => {
  it('finds the people of the demo where they are, at exact times', async () => {
    const { chunk } = await observed('start', 0, 3);
    expect([...chunk.frames.pts]).toEqual(Array.from({ length: 30 }, (_, i) => expect.closeTo(i / 10, 6) as number));
    expect([...chunk.frames.frameIndex]).toEqual(Array.from({ length: 30 }, (_, i) => i * 3));
    expect(recall(chunk, groundTruth())).toBeGreaterThan(0.85);
  });

  it('sees red and white jerseys as red and white, though the ice is white', async () => {
    const { chunk } = await observed('start', 0, 3);
    const seen = mainColours(chunk);
    const isRed = ({ l, a }: Lab): boolean => l < 60 && labDistance({ l: 0, a, b: 0 }, { l: 0, a: rgbToLab(0xb3, 0x13, 0x1f).a, b: 0 }) < 25;
    const isWhite = ({ l, a, b }: Lab): boolean => l > 50 && Math.hypot(a, b) < 12;
    expect(seen.red.length).toBeGreaterThan(5);
    expect(seen.white.length).toBeGreaterThan(5);
    expect(seen.red.filter(isRed).length / seen.red.length).toBeGreaterThan(0.8);
    expect(seen.white.filter(isWhite).length / seen.white.length).toBeGreaterThan(0.8);
  });

  it('finds the cuts to the crowd and back at their exact frames, and calls nobody of the crowd a player', async () => {
    const { chunk } = await observed('cuts', 10.5, 13);
    expect([...chunk.cuts.pts]).toEqual([expect.closeTo(11, 6), expect.closeTo(12.5, 6)]);
    const shots = [...chunk.frames.pts].filter((_, i) => chunk.frames.cut[i] === 1);
    expect(shots).toEqual([expect.closeTo(11, 6), expect.closeTo(12.5, 6)]);
    const crowd = [...chunk.detections.frame].flatMap((frame, i) => (chunk.frames.pts[frame]! >= 11 && chunk.frames.pts[frame]! < 12.5 ? [chunk.detections.onField[i]!] : []));
    expect(crowd.reduce((sum, on) => sum + on, 0)).toBeLessThanOrEqual(crowd.length / 20);
  });

  it('gives the same bytes again, and looks only once', async () => {
    const first = await observed('again', 16, 18);
    const reused = await observed('again', 16, 18);
    expect(reused.reused).toBe(true);
    rmSync(path.join(folder, 'again.arrow'));
    const second = await observed('again', 16, 18);
    expect(second.reused).toBe(false);
    expect(second.bytes.equals(first.bytes)).toBe(true);
  });

  it('looks at the same frames in the second that two chunks share', async () => {
    const [first, second] = [await observed('before', 15.5, 17.03, { index: 0 }), await observed('after', 16.03, 17.03, { index: 1 })];
    const shared = (chunk: ObservationChunk) => [...chunk.frames.frameIndex].filter((index) => index / 30 >= 16.03);
    expect(shared(second.chunk)).toEqual(shared(first.chunk));
    expect(shared(second.chunk).length).toBeGreaterThan(8);
  });

  it('stops within a second when cancelled and leaves nothing behind', { retry: 2 }, async () => {
    const control = new AbortController();
    const outFile = path.join(folder, 'cancelled/0000.arrow');
    const chunk = media.chunks[0]!;
    let asked = 0;
    const report = (fraction: number): void => {
      if (fraction <= 0.02 || asked > 0) return;
      asked = performance.now();
      control.abort();
    };
    const running = observeChunk({ videoPath: video, media, chunk, setup: broadcast, outFile }, testContext({ signal: control.signal, report }));
    await expect(running).rejects.toMatchObject({ code: 'cancelled' });
    expect(performance.now() - asked).toBeLessThan(1000);
    expect(existsSync(path.dirname(outFile)) ? readdirSync(path.dirname(outFile)) : []).toEqual([]);
  });

  it('keeps what was seen before a damaged stretch, and says so', async () => {
    const whole = path.join(folder, 'whole.ts');
    await runFfmpeg(testTools(), ['-i', video, '-t', '4', '-c', 'copy', whole], testContext());
    const bytes = readFileSync(whole);
    const damaged = path.join(folder, 'damaged.ts');
    writeFileSync(damaged, bytes.subarray(0, Math.floor(bytes.length / 2)));
    const outFile = path.join(folder, 'damaged.arrow');
    const start = 1.4; // of this container
    const chunk = { index: 0, start, end: start + 4, observeStart: start, observeEnd: start + 4 };
    await observeChunk({ videoPath: damaged, media: { ...media, startSeconds: start, durationSeconds: 4 + 3 }, chunk: { ...chunk, observeEnd: start + 6 }, setup: broadcast, outFile }, testContext());
    const seen = decodeObservations(readFileSync(outFile), 'damaged');
    expect(seen.frames.pts.length).toBeGreaterThan(5);
    expect(seen.meta.warnings.join()).toMatch(/no pictures between/);
  });

  it('refuses what is no video, with what ffmpeg said', async () => {
    const file = path.join(folder, 'text.mp4');
    writeFileSync(file, 'this is no video');
    await expect(observed('text', 0, 2, { videoPath: file })).rejects.toMatchObject({ code: 'video-unreadable', details: { ffmpeg: expect.stringContaining('nvalid data') as string } });
  });
});

interface Person extends Box { team: 'red' | 'white' | 'other' }

/** By frame index: people of whom at least half is visible. */
function groundTruth(): Map<number, Person[]> {
  const { players } = JSON.parse(readFileSync(path.join(demo, 'truth.json'), 'utf8')) as { players: { id: number; team: Person['team'] }[] };
  const people = new Map<number, Person[]>();
  for (const line of readFileSync(path.join(demo, 'gt.txt'), 'utf8').trim().split('\n')) {
    const [frame = 0, id, x = 0, y = 0, w = 0, h = 0, , , visible = 0] = line.split(',').map(Number);
    if (visible < 0.5) continue;
    const team = players.find((player) => player.id === id)?.team ?? 'other';
    people.set(frame - 1, [...(people.get(frame - 1) ?? []), { x: x / 1280, y: y / 720, w: w / 1280, h: h / 720, team }]);
  }
  return people;
}

function boxOf({ detections: d }: ObservationChunk, i: number): Box {
  return { x: d.x[i]!, y: d.y[i]!, w: d.w[i]!, h: d.h[i]! };
}

function recall(chunk: ObservationChunk, truth: Map<number, Person[]>): number {
  let found = 0;
  let all = 0;
  chunk.frames.frameIndex.forEach((index, frame) => {
    const seen = [...chunk.detections.frame].flatMap((row, i) => (row === frame ? [boxOf(chunk, i)] : []));
    for (const person of truth.get(index) ?? []) {
      all += 1;
      if (seen.some((box) => iou(box, person) >= 0.5)) found += 1;
    }
  });
  return found / all;
}

/** Largest colour of each sample of a player, by his team. */
function mainColours(chunk: ObservationChunk): { red: Lab[]; white: Lab[] } {
  const truth = groundTruth();
  const colours: { red: Lab[]; white: Lab[] } = { red: [], white: [] };
  chunk.samples.detection.forEach((detection, sample) => {
    const index = chunk.frames.frameIndex[chunk.detections.frame[detection]!]!;
    const person = (truth.get(index) ?? []).find((each) => iou(each, boxOf(chunk, detection)) >= 0.6);
    const [l = 0, a = 0, b = 0] = chunk.samples.palette.subarray(sample * PALETTE_FLOATS, sample * PALETTE_FLOATS + 3);
    if (person?.team === 'red' || person?.team === 'white') colours[person.team].push({ l, a, b });
  });
  return colours;
}

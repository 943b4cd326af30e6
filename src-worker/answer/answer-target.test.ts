import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DebugFile, SegmentsFile, ShiftsFile } from '../../src-shared/contract/artifacts.ts';
import { Setup, type SetupInput } from '../../src-shared/domain/job.ts';
import { Rejected } from '../../src-shared/domain/segment.ts';
import { MediaInfo } from '../../src-shared/domain/video.ts';
import { silentLogger } from '../../src-shared/logger.ts';
import { encodeObservations } from '../../src-shared/observation-file.ts';
import { makeChunks, walking } from '../game/testing/make-observations.ts';
import { linkTracks } from '../link/link-stage.ts';
import type { StageContext } from '../pipeline/stage.ts';
import { answerTarget, type Answer } from './answer-target.ts';
import { boundDebug } from './bound-debug.ts';

const media = MediaInfo.parse({
  schemaVersion: 1, startSeconds: 0, durationSeconds: 30, width: 1280, height: 720, rotationDegrees: 0, frameRate: { numerator: 30, denominator: 1 }, variableFrameRate: false, interlaced: false,
  container: 'mp4', videoCodec: 'h264', pixelFormat: 'yuv420p', bitDepth: 8, audioCodec: null, bytes: 1, playableInPage: true, chunks: [{ index: 0, start: 0, end: 30, observeStart: 0, observeEnd: 30 }],
});
const ctx: StageContext = { signal: new AbortController().signal, log: silentLogger, report: () => undefined, tools: { ffmpeg: '', ffprobe: '', env: {} }, resourcesDir: '', device: 'cpu', effort: 'all-cores' };
let folder = '';
const observationFiles = (): string[] => [0, 1, 2].map((i) => path.join(folder, `000${i}.arrow`));

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'answer-'));
  const chunks = makeChunks({ seconds: 30, chunkSeconds: 10, actors: [{ seen: [[2, 14], [20, 28]], at: walking(0.3), jersey: '#b3131f', reads: [{ from: 5, to: 8, text: '17' }, { from: 22, to: 25, text: '17' }] }, { seen: [[0, 30]], at: walking(0.7), jersey: '#1b4fa8' }] });
  for (const [i, file] of observationFiles().entries()) await writeFile(file, encodeObservations(chunks[i]!));
  await linkTracks({ observationFiles: observationFiles(), media, outFile: path.join(folder, 'tracks.arrow') }, ctx);
});
afterAll(async () => { await rm(folder, { recursive: true }); });

const answer = (setup: SetupInput): Promise<Answer> => answerTarget({ observationFiles: observationFiles(), tracksFile: path.join(folder, 'tracks.arrow'), media, setup: Setup.parse(setup), clicks: [] }, ctx);

describe('an answer', () => {
  it('comes from files across chunks, and its parts fit their contracts', async () => {
    const found = await answer({ target: { jerseyNumber: '17' }, settings: { mode: 'shift' } });
    expect(found.segments.map(({ start, end }) => [start, end])).toEqual([[2, 14], [20, 28]]);
    expect(found.summary).toBe('Number 17 is on screen in 2 passages, 0:20 in all.');
    expect(found.times).toMatchObject({ onScreenSeconds: 20, onIceSeconds: 26 });
    SegmentsFile.parse({ schemaVersion: 1, segments: found.segments });
    ShiftsFile.parse({ schemaVersion: 1, shifts: found.shifts, times: found.times });
    DebugFile.parse(found.debug);
    for (const rejected of found.rejected) Rejected.parse(rejected);
  });

  it('that finds nothing says so in a plain sentence', async () => {
    const found = await answer({ target: { jerseyNumber: '99' } });
    expect([found.segments, found.shifts]).toEqual([[], null]);
    expect(found.summary).toMatch(/^Number 99 was not found: the number was never read clearly enough/);
    expect((await answer({})).summary).toMatch(/nothing was given to find him by/);
  });

  it('names the file that is missing', async () => {
    await expect(answerTarget({ observationFiles: [path.join(folder, 'gone.arrow')], tracksFile: path.join(folder, 'tracks.arrow'), media, setup: Setup.parse({}), clicks: [] }, ctx)).rejects.toThrow(/gone\.arrow/);
  });

  it('keeps debug.json below 5 MB however much there is to tell', async () => {
    const { debug } = await answer({ target: { jerseyNumber: '17' } });
    const evidence = Array.from({ length: 12 }, () => ({ kind: 'number' as const, logOdds: 3.25, note: 'read "17" 12 times, read another number 3 times' }));
    const crops = Array.from({ length: 3 }, () => ({ timeSeconds: 1234.567, box: { x: 0.1234, y: 0.1234, w: 0.1234, h: 0.1234 }, text: '17' }));
    const many = <T>(item: T): T[] => Array.from({ length: 40_000 }, () => item);
    const bounded = boundDebug({
      ...debug,
      transitions: many({ timeSeconds: 1234.567, from: 'searching', to: 'locked', reason: 'the same unbroken path is confirmed at 1234.5 s', trackId: 12345 }),
      readings: many({ timeSeconds: 1234.567, trackId: 12345, text: '17', confidence: 0.987, counted: true }),
      rejected: many({ start: 1234.567, end: 1235.567, observedSeconds: 1.234, why: 'not-enough-evidence', confidence: 0.456, evidence, crops, trackIds: [12345] }),
      couldNotSee: many({ start: 1234.567, end: 1235.567, why: 'number-unreadable' }),
      confidence: many({ timeSeconds: 1234.567, confidence: 0.55 }),
      targetTracks: many({ trackId: 12345, start: 1234.567, end: 1235.567, logOdds: 3.45 }),
      mergeEvents: many({ prevEnd: 1234.567, nextStart: 1235.567, gap: 1 }), rawSegments: many({ start: 1234.567, end: 1235.567 }), mergedSegments: many({ start: 1234.567, end: 1235.567 }),
      cuts: many(1234.567), clickProblems: many('the click at 20:34.5 hit nobody'),
    });
    expect(JSON.stringify(bounded, null, 1).length).toBeLessThan(5_000_000);
  });
});

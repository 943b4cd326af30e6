import { describe, expect, it } from 'vitest';
import { PALETTE_FLOATS, type ObservationChunk } from '../../src-shared/domain/observation.ts';
import { boxesAt, trailOf } from './boxes-at.ts';
import { indexChunk } from '../stores/observation-index.ts';
import { chunksToKeep, tracksByChunk } from '../stores/observations-store.ts';
import { colourScore, labOfHex } from '../../src-shared/colour-score.ts';
import { frameAt, seekPoint, stepTime, type FrameRaster } from './frame-times.ts';
import { playbackStep } from './playback-plan.ts';
import { fasterSpeed, shuttleSpeed, slowerSpeed } from './shuttle.ts';
import { boxUnder, nameBoxes, targetSpans } from './target-boxes.ts';

describe('frames', () => {
  const raster = (framesPerSecond: number, startSeconds = 0): FrameRaster => ({ startSeconds, endSeconds: startSeconds + 10, framesPerSecond, knownTimes: null });
  it.each([[30, 0], [30_000 / 1001, 0], [24_000 / 1001, 1.4], [60_000 / 1001, 0.08]])('at %d per second from %d s, each is found from its own rounded start', (rate, start) => {
    const one = raster(rate, start);
    for (let frame = 0; frame < 100; frame += 1) expect(frameAt(one, Math.round((start + frame / rate) * 90_000) / 90_000)).toBe(frame);
  });
  it('a seek aims at the middle of the frame', () => expect(seekPoint(raster(25), 0.4)).toBeCloseTo(10.5 / 25));
  it('a step from any time inside a frame goes to the start of the next', () => {
    expect(stepTime(raster(25), 0.43, 1)).toBeCloseTo(0.44);
    expect(stepTime(raster(25), 0.43, -1)).toBeCloseTo(0.36);
  });
  it('steps stop at the first and last frame', () => {
    expect(stepTime(raster(25), 0, -1)).toBe(0);
    expect(stepTime(raster(25), 9.96, 1)).toBeCloseTo(9.96);
  });
  it('where the rate varies, steps follow the times that were seen', () => {
    const varying = { ...raster(30), knownTimes: Float64Array.of(0, 0.033, 0.1, 0.3) };
    expect([stepTime(varying, 0.033, 1), stepTime(varying, 0.1, 1), stepTime(varying, 0.3, -1)]).toEqual([0.1, 0.3, 0.1]);
  });
});

describe('playback', () => {
  const only = [{ start: 2, end: 4 }, { start: 8, end: 9 }];
  it.each([
    ['before the first passage it jumps there', { within: null, only }, 0, { kind: 'jump', toSeconds: 2 }],
    ['inside a passage it goes on', { within: null, only }, 3, { kind: 'go-on' }],
    ['at the end of a passage it jumps to the next', { within: null, only }, 4, { kind: 'jump', toSeconds: 8 }],
    ['after the last it stops', { within: null, only }, 9, { kind: 'stop' }],
    ['a loop starts again', { within: { span: only[0]!, atEnd: 'again' as const }, only: null }, 4.01, { kind: 'jump', toSeconds: 2 }],
    ['one passage stops at its end', { within: { span: only[0]!, atEnd: 'stop' as const }, only }, 3.99, { kind: 'stop' }],
    ['everything goes on', { within: null, only: null }, 5, { kind: 'go-on' }],
  ])('%s', (_, plan, time, step) => expect(playbackStep(plan, time, 0.04)).toEqual(step));
  it('L L J walks up and one down; J from standing goes back', () => {
    expect([shuttleSpeed(0, 'forward'), shuttleSpeed(1, 'forward'), shuttleSpeed(8, 'forward'), shuttleSpeed(4, 'back'), shuttleSpeed(1, 'back'), shuttleSpeed(0, 'back'), shuttleSpeed(-1, 'back')]).toEqual([1, 2, 8, 2, 0, -1, -2]);
  });
  it('speeds stop at their ends', () => expect([slowerSpeed(0.1), fasterSpeed(8), slowerSpeed(1), fasterSpeed(1)]).toEqual([0.1, 8, 0.75, 1.5]));
});

/** Two tracklets: 0 walks right over frames 0…2 with a hole at frame 1, 1 stands in frame 1 only. */
const chunk: ObservationChunk = {
  meta: { schemaVersion: 1, chunkIndex: 0, start: 10, end: 11, width: 100, height: 100, analysedFps: 10, detector: 'd', numberReader: null, appearanceDimensions: 0, provider: 'cpu', inputKey: 'k', warnings: [] },
  frames: { pts: Float64Array.of(10, 10.1, 10.2), frameIndex: Int32Array.of(0, 3, 6), cameraDx: new Float32Array(3), cameraDy: new Float32Array(3), cameraScale: new Float32Array(3), cameraConfidence: new Float32Array(3), cut: new Uint8Array(3), luma: new Float32Array(3) },
  cuts: { pts: new Float64Array(0), score: new Float32Array(0) },
  detections: { frame: Int32Array.of(0, 1, 2), tracklet: Int32Array.of(0, 1, 0), x: Float32Array.of(0, 0.5, 0.5), y: new Float32Array(3), w: Float32Array.of(0.25, 0.25, 0.25), h: Float32Array.of(0.5, 0.5, 0.5), confidence: Float32Array.of(0.5, 1, 1), onField: new Uint8Array(3), overlap: new Float32Array(3) },
  tracklets: { firstFrame: Int32Array.of(0, 1), lastFrame: Int32Array.of(2, 1), startReason: new Uint8Array(2), endReason: new Uint8Array(2) },
  samples: { detection: Int32Array.of(0, 2), quality: new Float32Array(2), palette: new Float32Array(PALETTE_FLOATS * 2), appearance: new Float32Array(0), numberTried: new Uint8Array(2), numberPixels: new Float32Array(2) },
  readings: { sample: Int32Array.of(0, 0, 1), text: ['17', '11', '17'], probability: Float32Array.of(0.5, 0.25, 1) },
  surfaces: { frame: new Int32Array(0), l: new Float32Array(0), a: new Float32Array(0), b: new Float32Array(0), share: new Float32Array(0) },
};
const index = indexChunk(chunk);

describe('boxes over the picture', () => {
  const at = (time: number) => boxesAt(index, time).map(({ tracklet, box }) => [tracklet, Math.round(box.x * 1000) / 1000]);
  it.each([
    ['on an analysed frame they are the detector\'s own', 10, [[0, 0]]],
    ['a hole in a tracklet is bridged by a straight line', 10.1, [[0, 0.25], [1, 0.5]]],
    ['between frames they are between', 10.05, [[0, 0.125]]],
    ['the last sighting stays until the next analysed frame would come', 10.25, [[0, 0.5]]],
    ['and no longer', 10.31, []],
    ['before the first frame there is nobody', 9.9, []],
  ])('%s', (_, time, expected) => expect(at(time)).toEqual(expected));
  it('a trail holds the steps before the moment', () => expect(trailOf(index, 0, 10.15, 1)).toEqual([{ x: 0.125, y: 0.5 }]));
  it('numbers are voted over all readings of a tracklet', () => expect(index.numbers.get(0)).toEqual({ text: '17', confidence: 0.75 }));
  it('only the target\'s track is highlighted, and only in its span', () => {
    const tracks = tracksByChunk({ members: { chunk: Int32Array.of(0, 0), tracklet: Int32Array.of(0, 1), track: Int32Array.of(7, 8) } }).get(0)!;
    const target = targetSpans([{ trackId: 7, start: 10, end: 10.15 }], []);
    const named = (timeSeconds: number) => nameBoxes(boxesAt(index, timeSeconds), index, { tracks, target, wanted: null, timeSeconds }).map(({ track, isTarget }) => [track, isTarget]);
    expect([named(10.1), named(10.2)]).toEqual([[[7, true], [8, false]], [[7, false]]]);
  });
  it('a click means the smaller of two overlapping people', () => {
    const named = (x: number, w: number) => ({ box: { x, y: 0, w, h: 1 }, tracklet: w, track: null, isTarget: false, number: null, colour: null, confidence: 1 });
    expect(boxUnder([named(0, 0.5), named(0.25, 0.125)], { x: 0.3, y: 0.5 })?.tracklet).toBe(0.125);
    expect(boxUnder([named(0, 0.5)], { x: 0.9, y: 0.5 })).toBe(null);
  });
});

describe('chunks in memory', () => {
  const chunks = Array.from({ length: 4 }, (_, index) => ({ index, start: index * 60, end: (index + 1) * 60, observeStart: 0, observeEnd: 0 }));
  it.each([[30, [0]], [50, [0, 1]], [61, [0, 1]], [65, [1]], [239, [3]]])('at %d s they are %j', (time, kept) => expect(chunksToKeep(chunks, time)).toEqual(kept));
});

describe('colour score', () => {
  const palette = (...hex: string[]) => {
    const values = new Float32Array(PALETTE_FLOATS);
    hex.forEach((one, i) => { const { l, a, b } = labOfHex(one); values.set([l, a, b, 1 / hex.length], i * 4); });
    return values;
  };
  it('white is L 100 without hue', () => {
    const { l, a, b } = labOfHex('#ffffff');
    expect([l, a, b].map((value) => Math.round(value * 10) / 10 + 0)).toEqual([100, 0, 0]);
  });
  it('counts the share of the torso that has the colour', () => {
    expect(colourScore(palette('#b3131f'), labOfHex('#b3131f'))).toBeCloseTo(1);
    expect(colourScore(palette('#b3131f', '#ffffff'), labOfHex('#b3131f'))).toBeCloseTo(0.5, 1);
    expect(colourScore(palette('#ffffff'), labOfHex('#b3131f'))).toBeLessThan(0.1);
  });
});

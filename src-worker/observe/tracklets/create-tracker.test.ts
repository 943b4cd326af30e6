import { describe, expect, it } from 'vitest';
import { createTracker, type TrackerBox, type TrackerFrame } from './create-tracker.ts';

/** A standing person: a tenth of the picture wide, three tenths tall. */
const person = (x: number, y = 0.4, confidence = 0.8): TrackerBox => ({ x, y, w: 0.1, h: 0.3, confidence });
const frame = (pts: number, boxes: TrackerBox[], changes: Partial<TrackerFrame> = {}): TrackerFrame => ({ pts, boxes, aspect: 16 / 9, camera: null, cut: false, ...changes });
/** Ids frame by frame at ten frames a second. */
const follow = (frames: TrackerBox[][], tracker = createTracker()) => frames.map((boxes, index) => tracker.update(frame(index / 10, boxes)));

describe('the tracker', () => {
  it('keeps one id on one person who walks', () => {
    expect(follow([[person(0.1)], [person(0.13)], [person(0.16)], [person(0.19)]])).toEqual([[0], [0], [0], [0]]);
  });

  it('follows somebody faster than his own width once it knows his velocity', () => {
    expect(follow([0.1, 0.15, 0.23, 0.33, 0.45, 0.58].map((x) => [person(x)])).flat()).toEqual([0, 0, 0, 0, 0, 0]);
  });

  it('tells two people who pass each other apart by their velocities', () => {
    const tracker = createTracker({ ambiguityMargin: 0 });
    const steps = Array.from({ length: 9 }, (_, i) => [person(0.2 + 0.05 * i), person(0.6 - 0.05 * i)]);
    expect(follow(steps, tracker).every(([a, b]) => a === 0 && b === 1)).toBe(true);
  });

  it('ends both tracklets when two people stand where either could be either', () => {
    const tracker = createTracker();
    follow([[person(0.3), person(0.38)], [person(0.3), person(0.38)]], tracker);
    // One above the other, exactly between where the two were.
    const ids = tracker.update(frame(0.2, [person(0.34, 0.34), person(0.34, 0.46)]));
    const rows = tracker.finish();
    expect(ids.every((id) => id !== null && id > 1)).toBe(true);
    expect(rows.slice(0, 2).every((row) => row.lastFrame === 1)).toBe(true);
  });

  it('ends tracklets whose people merge into one box, and begins a new one for reason of ambiguity', () => {
    const tracker = createTracker();
    follow([[person(0.4), person(0.46)], [person(0.4), person(0.46)]], tracker);
    const [id] = tracker.update(frame(0.2, [person(0.43)]));
    expect(tracker.finish().map(({ endReason, startReason }) => [startReason, endReason])).toEqual([['chunk-start', 'ambiguity'], ['chunk-start', 'ambiguity'], ['ambiguity', 'chunk-end']]);
    expect(id).toBe(2);
  });

  it('bridges a second without a box and not more', () => {
    const tracker = createTracker();
    follow([[person(0.4)], [person(0.4)]], tracker);
    const waitUntil = (from: number, to: number) => { for (let pts = from; pts < to - 0.05; pts += 0.1) tracker.update(frame(pts, [])); };
    waitUntil(0.2, 1);
    expect(tracker.update(frame(1, [person(0.4)]))).toEqual([0]);
    waitUntil(1.1, 2.2);
    expect(tracker.update(frame(2.2, [person(0.4)]))).toEqual([1]);
    expect(tracker.finish().map((row) => row.endReason)).toEqual(['lost', 'chunk-end']);
  });

  it('still follows somebody when frames are farther apart than a lost person is waited for', () => {
    const tracker = createTracker();
    expect([0, 2, 4, 6].map((pts) => tracker.update(frame(pts, [person(0.4)])))).toEqual([[0], [0], [0], [0]]);
  });

  it('ends everything at a cut, and says so', () => {
    const tracker = createTracker();
    follow([[person(0.4)], [person(0.4)]], tracker);
    expect(tracker.update(frame(0.2, [person(0.4)], { cut: true }))).toEqual([1]);
    expect(tracker.finish().map(({ startReason, endReason }) => [startReason, endReason])).toEqual([['chunk-start', 'cut'], ['cut', 'chunk-end']]);
  });

  it('lets weak boxes go on with a live tracklet but never begin one', () => {
    const tracker = createTracker();
    follow([[person(0.4)], [person(0.4)]], tracker);
    expect(tracker.update(frame(0.2, [person(0.4, 0.4, 0.12), person(0.7, 0.4, 0.2)]))).toEqual([0, null]);
  });

  it('reports one person seen twice once', () => {
    expect(follow([[person(0.4), person(0.405)]])).toEqual([[0, null]]);
  });

  it('keeps still people through a pan that the camera reports', () => {
    const tracker = createTracker();
    const camera = { dx: 0.2, dy: 0, scale: 1, confidence: 0.9 };
    follow([[person(0.1), person(0.4)], [person(0.1), person(0.4)]], tracker);
    expect(tracker.update(frame(0.2, [person(0.3), person(0.6)], { camera }))).toEqual([0, 1]);
  });

  it('does not believe a camera that would throw everybody off', () => {
    const tracker = createTracker();
    const camera = { dx: 0.2, dy: 0, scale: 1, confidence: 0.9 };
    follow([[person(0.1), person(0.4)], [person(0.1), person(0.4)]], tracker);
    expect(tracker.update(frame(0.2, [person(0.1), person(0.4)], { camera }))).toEqual([0, 1]);
  });

  it('uses appearance where position says too little', () => {
    const red = [1, 0];
    const blue = [0, 1];
    const dressed = (x: number, appearance: number[]) => ({ ...person(x), appearance });
    const tracker = createTracker({ ambiguityMargin: 0, appearanceWeight: 0.5 });
    follow([[dressed(0.4, red), dressed(0.46, blue)], [dressed(0.4, red), dressed(0.46, blue)]], tracker);
    expect(tracker.update(frame(0.2, [dressed(0.42, blue), dressed(0.44, red)]))).toEqual([1, 0]);
  });

  it('counts ids and frames by instance, and from zero after a reset', () => {
    const tracker = createTracker();
    follow([[person(0.1)], [person(0.1)]], tracker);
    expect(createTracker().update(frame(0, [person(0.5)]))).toEqual([0]);
    tracker.reset();
    expect(tracker.update(frame(5, [person(0.5)]))).toEqual([0]);
    expect(tracker.finish()).toEqual([{ firstFrame: 0, lastFrame: 0, observations: 1, startReason: 'chunk-start', endReason: 'chunk-end' }]);
  });

  it('stays quick with thirty people in the picture', { retry: 2 }, () => {
    const tracker = createTracker();
    const crowd = (step: number) => Array.from({ length: 30 }, (_, i) => ({ x: ((i * 0.13 + step * 0.01) % 1) * 0.9, y: (i % 5) * 0.15, w: 0.05, h: 0.15, confidence: 0.8 }));
    follow(Array.from({ length: 50 }, (_, step) => crowd(step)), tracker);
    const began = performance.now();
    for (let step = 50; step < 150; step += 1) tracker.update(frame(step / 10, crowd(step)));
    // Generous for a busy machine; alone it is well below one millisecond.
    expect((performance.now() - began) / 100).toBeLessThan(10);
  });
});

/**
 * Joins the boxes of neighbouring frames into pure tracklets: cascade of grown-box IoU with plain constant velocity.
 * Not an identity: whenever two readings of who is who are about as good, a tracklet ends, and later evidence joins the pieces.
 */
import type { Box } from '../../../src-shared/domain/geometry.ts';
import type { trackletEnds, trackletStarts } from '../../../src-shared/domain/observation.ts';
import { findAmbiguous } from './ambiguity.ts';
import { createAssigner } from './assign.ts';
import { crowdVelocity, explainedOverlap } from './crowd.ts';
import { followCamera, grownIou, observe, predict, startMotion, type CameraShift, type Motion } from './motion.ts';
import { defaultTrackerOptions, type TrackerOptions } from './tracker-options.ts';

export interface TrackerBox extends Box {
  /** 0–1. */
  confidence: number;
  /** Any unit vector that tells people apart; all boxes of one tracker carry equally long ones, or none. */
  appearance?: ArrayLike<number>;
}

export interface TrackerFrame {
  /** Presentation time in seconds, rising from call to call. */
  pts: number;
  boxes: readonly TrackerBox[];
  /** Width / height of the picture. */
  aspect: number;
  /** Movement of the content since the previous frame; null when unknown. */
  camera: CameraShift | null;
  /** True when this frame is the first after a scene cut. */
  cut: boolean;
}

export interface TrackletRow {
  /** Frames counted by calls of `update`, from 0. */
  firstFrame: number;
  lastFrame: number;
  /** Number of boxes. */
  observations: number;
  startReason: (typeof trackletStarts)[number];
  endReason: (typeof trackletEnds)[number];
}

export interface Tracker {
  /** Tracklet id of each box, null where a box is too weak to count. */
  update(frame: TrackerFrame): (number | null)[];
  /** Every tracklet so far, row = id; those still alive end with the chunk. Changes nothing. */
  finish(): TrackletRow[];
  /** Forgets everything; ids begin at 0 again. */
  reset(): void;
}

interface Live {
  id: number;
  row: TrackletRow;
  motion: Motion;
  /** Seconds. */
  seenAt: number;
  expected: Box;
  appearance: Float64Array | null;
}

export function createTracker(changes: Partial<TrackerOptions> = {}): Tracker {
  const options = { ...defaultTrackerOptions, ...changes };
  const assign = createAssigner();
  let rows: TrackletRow[] = [];
  let live: Live[] = [];
  let frameNumber = 0;
  let lastPts: number | null = null;
  let crowd = { velocity: { x: 0, y: 0 }, own: { x: 0, y: 0 } };
  let scores = new Float64Array(0);
  let benefits = new Float64Array(0);

  const end = (tracklet: Live, reason: TrackletRow['endReason']): void => { tracklet.row.endReason = reason; };

  const begin = (box: TrackerBox, pts: number, startReason: TrackletRow['startReason']): number => {
    const row: TrackletRow = { firstFrame: frameNumber, lastFrame: frameNumber, observations: 1, startReason, endReason: 'chunk-end' };
    const { x, y, w, h } = box;
    const id = rows.push(row) - 1;
    live.push({
      id, row, seenAt: pts, motion: startMotion(box, crowd.velocity, crowd.own), expected: { x, y, w, h },
      appearance: box.appearance ? Float64Array.from(box.appearance) : null,
    });
    return id;
  };

  const extend = (tracklet: Live, box: TrackerBox, pts: number, aspect: number): void => {
    observe(tracklet.motion, box, pts - tracklet.seenAt, tracklet.row.observations === 1, aspect, options.motion);
    tracklet.seenAt = pts;
    tracklet.row.lastFrame = frameNumber;
    tracklet.row.observations += 1;
    if (tracklet.appearance && box.appearance) blend(tracklet.appearance, box.appearance);
  };

  /** One stage of the cascade; `free` lists box indices, `waiting` tracklets; matched ones are taken out of both. */
  const matchStage = (frame: TrackerFrame, waiting: Live[], free: number[], stage: number, ids: (number | null)[], restart: Set<number>): void => {
    const size = waiting.length * free.length;
    if (size === 0) return;
    if (scores.length < size) {
      scores = new Float64Array(size * 2);
      benefits = new Float64Array(size * 2);
    }
    const least = options.leastIou[stage]!;
    for (let t = 0; t < waiting.length; t += 1) {
      const tracklet = waiting[t]!;
      const widening = Math.min(options.widestGrowth, (frame.pts - tracklet.seenAt) / options.growthSeconds);
      const growth = options.growths[stage]! * widening;
      for (let b = 0; b < free.length; b += 1) {
        const box = frame.boxes[free[b]!]!;
        const overlap = grownIou(tracklet.expected, box, growth);
        const score = overlap < least ? 0 : similarity(overlap, tracklet, box, options.appearanceWeight);
        scores[t * free.length + b] = score;
        benefits[t * free.length + b] = score;
      }
    }
    const pairs = assign(benefits, waiting.length, free.length);
    const sameBox = (a: number, b: number): boolean => grownIou(frame.boxes[free[a]!]!, frame.boxes[free[b]!]!, 0) > options.duplicateIou;
    const ambiguous = findAmbiguous(pairs, scores, waiting.length, free.length, options.ambiguityMargin, sameBox);
    const takenBoxes = new Set<number>();
    const settled = new Set<Live>();
    for (let t = 0; t < waiting.length; t += 1) {
      const tracklet = waiting[t]!;
      const b = pairs[t] ?? null;
      if (ambiguous.has(t)) {
        end(tracklet, 'ambiguity');
        settled.add(tracklet);
        live.splice(live.indexOf(tracklet), 1);
        if (b !== null) restart.add(free[b]!);
      } else if (b !== null) {
        extend(tracklet, frame.boxes[free[b]!]!, frame.pts, frame.aspect);
        ids[free[b]!] = tracklet.id;
        settled.add(tracklet);
      }
      if (b !== null) takenBoxes.add(b);
    }
    removeWhere(waiting, (tracklet) => settled.has(tracklet));
    let position = 0;
    removeWhere(free, () => takenBoxes.has(position++));
  };

  const update = (frame: TrackerFrame): (number | null)[] => {
    const ids: (number | null)[] = frame.boxes.map(() => null);
    if (frame.cut) {
      for (const tracklet of live) end(tracklet, 'cut');
      live = [];
    }
    retireLost(frame.pts);
    expectBoxes(frame);

    const waiting = live.slice();
    const strong = indicesWhere(frame.boxes, (box) => box.confidence >= options.newConfidence);
    const weak = indicesWhere(frame.boxes, (box) => box.confidence < options.newConfidence && box.confidence >= options.keepConfidence);
    const restart = new Set<number>();
    crowd = crowdVelocity(live.filter((tracklet) => tracklet.row.observations > 1).map((tracklet) => tracklet.motion));
    for (let stage = 0; stage < options.growths.length; stage += 1) matchStage(frame, waiting, strong, stage, ids, restart);
    const recent = waiting.filter((tracklet) => tracklet.row.observations > 1 && frame.pts - tracklet.seenAt <= options.weakGapSeconds);
    matchStage(frame, recent, weak, 0, ids, restart);

    for (const index of restart) ids[index] = begin(frame.boxes[index]!, frame.pts, 'ambiguity');
    const reason = frameNumber === 0 ? 'chunk-start' : frame.cut ? 'cut' : 'appeared';
    for (const index of strong) {
      const box = frame.boxes[index]!;
      const seenTwice = frame.boxes.some((other, at) => ids[at] !== null && grownIou(box, other, 0) > options.duplicateIou);
      if (!seenTwice) ids[index] = begin(box, frame.pts, reason);
    }
    frameNumber += 1;
    return ids;
  };

  /**
   * Camera motion is measured on the whole picture and at times wrong (a static caption, a repeated pattern).
   * Whichever lays more expected boxes on seen ones is believed: the camera's word, or velocities on the screen alone.
   */
  const expectBoxes = (frame: TrackerFrame): void => {
    const camera = frame.camera && frame.camera.confidence >= options.cameraConfidence ? frame.camera : null;
    const expectAll = (withCamera: boolean): void => {
      for (const tracklet of live) predict(tracklet.motion, frame.pts - tracklet.seenAt, withCamera, tracklet.expected);
    };
    if (camera) {
      const fresh = live.filter((tracklet) => tracklet.row.lastFrame === frameNumber - 1).map((tracklet) => tracklet.expected);
      expectAll(false);
      const still = explainedOverlap(fresh, frame.boxes);
      for (const tracklet of live) followCamera(tracklet.motion, camera);
      expectAll(true);
      if (explainedOverlap(fresh, frame.boxes) >= still) return;
    }
    for (const tracklet of live) followCamera(tracklet.motion, null);
    expectAll(false);
  };

  const retireLost = (pts: number): void => {
    const interval = lastPts === null ? 0 : pts - lastPts;
    lastPts = pts;
    removeWhere(live, (tracklet) => {
      const allowed = tracklet.row.observations > 1 ? options.longestGapSeconds : options.unconfirmedGapSeconds;
      // However far apart frames are, the next one may still find him.
      const patience = Math.max(allowed, 1.5 * interval);
      const lost = pts - tracklet.seenAt > patience + 1e-6;
      if (lost) end(tracklet, 'lost');
      return lost;
    });
  };

  return {
    update,
    finish: () => rows.map((row) => ({ ...row })),
    reset: () => {
      rows = [];
      live = [];
      frameNumber = 0;
      lastPts = null;
    },
  };
}

function similarity(overlap: number, tracklet: Live, box: TrackerBox, appearanceWeight: number): number {
  if (!tracklet.appearance || !box.appearance) return overlap;
  let dot = 0;
  for (let i = 0; i < tracklet.appearance.length; i += 1) dot += tracklet.appearance[i]! * box.appearance[i]!;
  return (1 - appearanceWeight) * overlap + appearanceWeight * Math.max(0, dot);
}

/** Running mean of direction: a tenth of the new one, so that one bad crop does not repaint a person. */
function blend(mean: Float64Array, seen: ArrayLike<number>): void {
  let squares = 0;
  for (let i = 0; i < mean.length; i += 1) {
    mean[i] = 0.9 * mean[i]! + 0.1 * seen[i]!;
    squares += mean[i]! ** 2;
  }
  const length = Math.sqrt(squares);
  if (length > 0) for (let i = 0; i < mean.length; i += 1) mean[i]! /= length;
}

function indicesWhere(boxes: readonly TrackerBox[], accept: (box: TrackerBox) => boolean): number[] {
  const indices: number[] = [];
  for (let index = 0; index < boxes.length; index += 1) if (accept(boxes[index]!)) indices.push(index);
  return indices;
}

/** Keeps order; `discard` is asked once for each item, first to last. */
function removeWhere<T>(items: T[], discard: (item: T) => boolean): void {
  let kept = 0;
  for (let index = 0; index < items.length; index += 1) {
    const item = items[index]!;
    if (!discard(item)) items[kept++] = item;
  }
  items.length = kept;
}

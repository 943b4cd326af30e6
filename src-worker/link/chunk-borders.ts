/**
 * Which tracklets of neighbouring chunks are one: both chunks analysed the same frames of about a second, so the same boxes are there twice.
 * Exact by construction; no motion model needed.
 */
import { iou } from '../../src-shared/domain/geometry.ts';
import type { ObservationChunk } from '../../src-shared/domain/observation.ts';
import type { ChunkRows } from '../game/join-chunks.ts';

const SAME_BOX = 0.8;
const SAME_FRAME_SECONDS = 1e-3;

/** Pairs of tracklets, numbered through the game, that share most of their boxes in an overlap. */
export function sameAcrossBorders(ordered: readonly ObservationChunk[], rows: readonly ChunkRows[]): [number, number][] {
  const pairs: [number, number][] = [];
  for (let i = 0; i + 1 < ordered.length; i++) {
    for (const [left, right] of matchBorder(ordered[i]!, ordered[i + 1]!)) pairs.push([rows[i]!.firstTracklet + left, rows[i + 1]!.firstTracklet + right]);
  }
  return pairs;
}

/** Each tracklet has at most one partner: the one with most shared boxes, and at least half of what either has in the overlap. */
function matchBorder(left: ObservationChunk, right: ObservationChunk): [number, number][] {
  const shared = new Map<string, { left: number; right: number; boxes: number }>();
  const inOverlap = { left: new Map<number, number>(), right: new Map<number, number>() };
  const count = (side: 'left' | 'right', tracklet: number): void => { inOverlap[side].set(tracklet, (inOverlap[side].get(tracklet) ?? 0) + 1); };
  const rightRows = rowsByFrame(right);
  const leftRows = rowsByFrame(left);
  for (const [frame, rightFrame] of sharedFrames(left.frames.pts, right.frames.pts)) {
    const others = rightRows.get(rightFrame) ?? [];
    for (const row of others) count('right', right.detections.tracklet[row]!);
    for (const row of leftRows.get(frame) ?? []) {
      const tracklet = left.detections.tracklet[row]!;
      count('left', tracklet);
      for (const other of others) {
        if (iou(boxAt(left, row), boxAt(right, other)) < SAME_BOX) continue;
        const partner = right.detections.tracklet[other]!;
        const key = `${tracklet}:${partner}`;
        const pair = shared.get(key) ?? { left: tracklet, right: partner, boxes: 0 };
        pair.boxes++;
        shared.set(key, pair);
      }
    }
  }
  const taken = { left: new Set<number>(), right: new Set<number>() };
  const matches: [number, number][] = [];
  for (const pair of [...shared.values()].sort((a, b) => b.boxes - a.boxes || a.left - b.left)) {
    const fewest = Math.min(inOverlap.left.get(pair.left)!, inOverlap.right.get(pair.right)!);
    if (taken.left.has(pair.left) || taken.right.has(pair.right) || pair.boxes * 2 < fewest) continue;
    taken.left.add(pair.left);
    taken.right.add(pair.right);
    matches.push([pair.left, pair.right]);
  }
  return matches;
}

function* sharedFrames(a: Float64Array, b: Float64Array): Generator<[number, number]> {
  let [i, j] = [0, 0];
  while (i < a.length && j < b.length) {
    const difference = a[i]! - b[j]!;
    if (Math.abs(difference) < SAME_FRAME_SECONDS) yield [i++, j++];
    else if (difference < 0) i++;
    else j++;
  }
}

function rowsByFrame(chunk: ObservationChunk): Map<number, number[]> {
  const rows = new Map<number, number[]>();
  chunk.detections.frame.forEach((frame, row) => {
    const list = rows.get(frame);
    if (list === undefined) rows.set(frame, [row]); else list.push(row);
  });
  return rows;
}

function boxAt({ detections }: ObservationChunk, row: number): { x: number; y: number; w: number; h: number } {
  return { x: detections.x[row]!, y: detections.y[row]!, w: detections.w[row]!, h: detections.h[row]! };
}

/**
 * Tracklets → tracks, target-blind. Purity first: two pieces are joined when nothing else explains them nearly as well;
 * the doubtful rest is left to identity, which knows more (numbers, clicks).
 */
import type { ObservationChunk, TrackMap } from '../../src-shared/domain/observation.ts';
import { followCamera } from '../game/camera-path.ts';
import { findContinuations } from '../game/continuity.ts';
import { groupRows, rowsOf } from '../game/game.ts';
import type { JoinedChunks } from '../game/join-chunks.ts';
import { learnLikeness } from '../game/likeness.ts';
import { learnMotion } from '../game/motion-model.ts';
import { summarisePath, type PathSummary, type SummarySource } from '../game/path-summary.ts';
import { sameAcrossBorders } from './chunk-borders.ts';
import { disjointSets } from './disjoint-sets.ts';

/** Joined only when at least this sure: a wrong join costs a wrong name, a missed one only work for identity. */
const SURE = 0.93;
/** Gaps longer than this are never joined blindly. */
const LONGEST_BLIND_GAP_SECONDS = 1.5;

/** @param chunks all chunks of the game, in any order. @param joined the same chunks joined. */
export function linkTracklets(chunks: readonly ObservationChunk[], joined: JoinedChunks): TrackMap {
  const ordered = chunks.toSorted((a, b) => a.meta.chunkIndex - b.meta.chunkIndex);
  const tracks = disjointSets(joined.trackletCount);
  for (const [a, b] of sameAcrossBorders(ordered, joined.chunkRows)) tracks.join(a, b);
  joinShortGaps(ordered[0]!.meta, joined, tracks);
  return trackMap(ordered, joined, tracks.find);
}

function joinShortGaps(size: { width: number; height: number }, joined: JoinedChunks, tracks: ReturnType<typeof disjointSets>): void {
  const roots = Int32Array.from(joined.detections.tracklet, (tracklet) => tracks.find(tracklet));
  const source: SummarySource = { width: size.width, height: size.height, frames: { ...joined.frames, ...followCamera(joined.frames, joined.cuts) }, detections: joined.detections, samples: joined.samples, appearanceDimensions: joined.appearanceDimensions };
  const detections = groupRows(roots, joined.trackletCount);
  const samples = groupRows(Int32Array.from(joined.samples.detection, (row) => roots[row]!), joined.trackletCount);
  const present = Array.from({ length: joined.trackletCount }, (_, i) => i).filter((i) => rowsOf(detections, i).length > 0);
  const paths: PathSummary[] = present.map((i) => summarisePath(source, rowsOf(detections, i), rowsOf(samples, i)));
  const likeness = learnLikeness(source, paths, (path) => rowsOf(samples, present[path]!));
  for (const { from, to, probability } of findContinuations(paths, likeness, learnMotion(source, paths))) {
    const gap = paths[to]!.first.timeSeconds - paths[from]!.last.timeSeconds;
    if (probability >= SURE && gap <= LONGEST_BLIND_GAP_SECONDS) tracks.join(present[from]!, present[to]!);
  }
}

/** Tracks in order of their first sighting, so that ids mean the same on every machine. */
function trackMap(ordered: readonly ObservationChunk[], joined: JoinedChunks, find: (tracklet: number) => number): TrackMap {
  const { frame, tracklet } = joined.detections;
  const idOfRoot = new Map<number, number>();
  const start: number[] = [];
  const end: number[] = [];
  const observed: number[] = [];
  const lastFrame: number[] = [];
  for (let row = 0; row < frame.length; row++) {
    const root = find(tracklet[row]!);
    let id = idOfRoot.get(root);
    const time = joined.frames.pts[frame[row]!]!;
    if (id === undefined) {
      id = start.push(time) - 1;
      idOfRoot.set(root, id);
      lastFrame[id] = -1;
      observed[id] = 0;
    }
    end[id] = time;
    if (lastFrame[id] !== frame[row]) observed[id]!++;
    lastFrame[id] = frame[row]!;
  }
  const members = { chunk: [] as number[], tracklet: [] as number[], track: [] as number[] };
  ordered.forEach((chunk, index) => {
    for (let t = 0; t < chunk.tracklets.firstFrame.length; t++) {
      const id = idOfRoot.get(find(joined.chunkRows[index]!.firstTracklet + t));
      if (id === undefined) continue; // seen only in the overlap, which the neighbour speaks for
      members.chunk.push(index);
      members.tracklet.push(t);
      members.track.push(id);
    }
  });
  return {
    meta: { schemaVersion: 1, chunkCount: ordered.length, inputKey: ordered.map((chunk) => chunk.meta.inputKey).join('+').slice(0, 4000) },
    members: { chunk: Int32Array.from(members.chunk), tracklet: Int32Array.from(members.tracklet), track: Int32Array.from(members.track) },
    tracks: { start: Float64Array.from(start), end: Float64Array.from(end), observedFrames: Int32Array.from(observed) },
  };
}

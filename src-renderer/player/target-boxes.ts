/** Which of the boxes on screen belong to the target, and what is written beside each. Pure. */
import type { Span } from '../../src-shared/domain/time.ts';
import type { Box } from '../../src-shared/domain/geometry.ts';
import type { SeenBox } from './boxes-at.ts';
import type { ChunkIndex } from '../stores/observation-index.ts';
import { meanColourScore, type Lab } from '../../src-shared/colour-score.ts';

export interface NamedBox {
  box: Box;
  tracklet: number;
  /** null while the game is still being observed: tracklets are not joined yet. */
  track: number | null;
  isTarget: boolean;
  number: { text: string; confidence: number } | null;
  /** 0–1; null without a colour asked for or a close look. */
  colour: number | null;
  confidence: number;
}

/** Track of each tracklet of one chunk; rows are tracklet ids. */
export type TrackOfTracklet = ReadonlyMap<number, number>;

/** Spans in which a track is the target, by track: from the run's own list and from the segments it made of it. */
export interface TargetSpans {
  byTrack: ReadonlyMap<number, readonly Span[]>;
}

export function targetSpans(
  targetTracks: ReadonlyArray<{ trackId: number; start: number; end: number }>,
  segments: ReadonlyArray<{ trackIds: readonly number[]; start: number; end: number }>,
): TargetSpans {
  const byTrack = new Map<number, Span[]>();
  const add = (track: number, span: Span): void => { byTrack.set(track, [...(byTrack.get(track) ?? []), span]); };
  for (const { trackId, start, end } of targetTracks) add(trackId, { start, end });
  if (targetTracks.length === 0) for (const { trackIds, start, end } of segments) for (const track of trackIds) add(track, { start, end });
  return { byTrack };
}

const edgeSeconds = 0.02;

export function nameBoxes(boxes: readonly SeenBox[], index: ChunkIndex, about: { tracks: TrackOfTracklet | null; target: TargetSpans; wanted: Lab | null; timeSeconds: number }): NamedBox[] {
  return boxes.map(({ box, tracklet, confidence }) => {
    const track = about.tracks?.get(tracklet) ?? null;
    const spans = track === null ? undefined : about.target.byTrack.get(track);
    return {
      box, tracklet, track, confidence,
      isTarget: spans?.some((span) => about.timeSeconds >= span.start - edgeSeconds && about.timeSeconds <= span.end + edgeSeconds) ?? false,
      number: index.numbers.get(tracklet) ?? null,
      colour: about.wanted === null ? null : meanColourScore(index.chunk.samples.palette, index.samplesOf.get(tracklet), about.wanted),
    };
  });
}

/** The box a click means: the smallest one under the pointer, since people overlap and the nearer one hides the other. */
export function boxUnder(boxes: readonly NamedBox[], point: { x: number; y: number }): NamedBox | null {
  const under = boxes.filter(({ box }) => point.x >= box.x && point.x <= box.x + box.w && point.y >= box.y && point.y <= box.y + box.h);
  return under.sort((a, b) => a.box.w * a.box.h - b.box.w * b.box.h)[0] ?? null;
}

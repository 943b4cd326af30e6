/** Everything the timeline draws, sorted and indexed once an answer, so that a frame only looks things up. Pure. */
import type { DebugFile, ResultsFile } from '../../src-shared/contract/artifacts.ts';
import type { CouldNotSee } from '../../src-shared/domain/segment.ts';
import { endSeconds, type MediaInfo } from '../../src-shared/domain/video.ts';
import type { ReviewedSegment } from '../../src-shared/review-layer.ts';
import { stateSpans, type StateSpan } from '../stores/state-spans.ts';
import type { MissedStretch } from '../stores/missed-stretches.ts';
import { curveLevels, type CurveLevels } from './curve-levels.ts';
import type { TimeView } from './time-scale.ts';
import { latestEnds } from './visible-range.ts';

export interface Indexed<Item> { items: readonly Item[]; latestEnd: Float64Array }

export interface TimelineReading { timeSeconds: number; text: string; confidence: number; counted: boolean }

/** What the run says; stays the same while the user edits. */
export interface AnswerScene {
  game: TimeView;
  states: StateSpan[];
  confidence: CurveLevels;
  readings: readonly TimelineReading[];
  readingTimes: Float64Array;
  cuts: Float64Array;
  couldNotSee: Indexed<CouldNotSee>;
}

export interface TimelineScene extends AnswerScene {
  segments: Indexed<ReviewedSegment>;
  missed: Indexed<MissedStretch>;
}

export function answerScene(media: MediaInfo, results: ResultsFile | null, debug: DebugFile | null): AnswerScene {
  const game = { start: media.startSeconds, end: endSeconds(media) };
  const readings = (debug?.readings ?? []).toSorted((a, b) => a.timeSeconds - b.timeSeconds);
  return {
    game,
    states: debug === null ? [] : stateSpans(debug.transitions, game),
    confidence: curveLevels((debug?.confidence ?? []).toSorted((a, b) => a.timeSeconds - b.timeSeconds)),
    readings,
    readingTimes: Float64Array.from(readings, (reading) => reading.timeSeconds),
    cuts: Float64Array.from(debug?.cuts ?? []).sort(),
    couldNotSee: indexed(results?.couldNotSee ?? []),
  };
}

export function indexed<Item extends { start: number; end: number }>(spans: readonly Item[]): Indexed<Item> {
  const items = spans.toSorted((a, b) => a.start - b.start);
  return { items, latestEnd: latestEnds(items) };
}

/** Times that mean something near a view, for snapping: cuts and edges of other segments. */
export function snapTargets(scene: TimelineScene, near: TimeView, exceptSegmentId: string): number[] {
  const inside = (time: number): boolean => time >= near.start && time <= near.end;
  return [...scene.cuts.filter(inside), ...scene.segments.items.filter((segment) => segment.id !== exceptSegmentId).flatMap((segment) => [segment.start, segment.end]).filter(inside)];
}

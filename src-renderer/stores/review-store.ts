/**
 * One game under review: main's answer, the user's deeds on their way to main, and what he has selected.
 * It asks for nothing by itself (review-calls.ts does) and derives the segments shown instead of storing them.
 */
import { create } from 'zustand';
import type { PlainError } from '../../src-shared/app-error.ts';
import type { DebugFile, ResultsFile } from '../../src-shared/contract/artifacts.ts';
import { emptyReview, type Review } from '../../src-shared/domain/review.ts';
import type { MediaInfo } from '../../src-shared/domain/video.ts';
import { applyReview, type ReviewedSegment } from '../../src-shared/review-layer.ts';
import type { KeptAnswer } from './compare-answers.ts';
import type { SegmentFilter, SegmentSort } from './list-order.ts';
import { missedStretches, type MissedStretch } from './missed-stretches.ts';
import { withDeeds, type ReviewDeed } from './pending-review.ts';
import type { SegmentDiff } from './segment-diff.ts';

export type Selection = { kind: 'segment'; id: string } | { kind: 'missed'; id: string } | null;

export interface ReviewState {
  jobId: string | null;
  phase: { state: 'loading' } | { state: 'ready' } | { state: 'failed'; error: PlainError };
  media: MediaInfo | null;
  results: ResultsFile | null;
  runId: string | null;
  /** As main knows it. */
  review: Review;
  /** Done by the user, not yet answered by main. */
  deeds: readonly ReviewDeed[];
  debug: DebugFile | null;
  /** A new answer is being worked out. */
  resolving: boolean;
  /** What the newest answer changed; stays until closed or overtaken. */
  change: SegmentDiff<ReviewedSegment> | null;
  selection: Selection;
  marks: { start: number | null; end: number | null };
  panel: 'why' | 'question' | 'ask' | 'compare' | 'export';
  /** Answer A of a comparison; B is the present one. */
  keptAnswer: KeptAnswer | null;
  filter: SegmentFilter;
  sort: SegmentSort;
  /** Words looked for in the list. */
  query: string;
  listView: 'rows' | 'cards';
  /** Segments that the next deed is done to, all at once; empty: only the selected one. */
  picked: ReadonlySet<string>;
  /** Asked in a window of its own: who the chosen segments show instead, or their tags. */
  dialog: 'reassign' | 'tags' | null;
  /** Rows under the timeline. */
  showFilm: boolean;
  showPlayers: boolean;
  /** What a click on a box says. */
  tool: 'look' | 'him' | 'not-him';
  /** The box chosen by keyboard, by tracklet in the chunk at the playhead. */
  pickedTracklet: number | null;
}

export const emptyReviewState: ReviewState = {
  jobId: null, phase: { state: 'loading' }, media: null, results: null, runId: null, review: emptyReview, deeds: [], debug: null, resolving: false,
  change: null, selection: null, marks: { start: null, end: null }, panel: 'why', keptAnswer: null, filter: 'all', sort: 'time', query: '', listView: 'rows', picked: new Set(), dialog: null, showFilm: false, showPlayers: false, tool: 'look', pickedTracklet: null,
};

export const useReview = create<ReviewState>()(() => emptyReviewState);

type Layered = Pick<ReviewState, 'results' | 'review' | 'deeds'>;

let layered: { from: Layered; segments: ReviewedSegment[] } | null = null;

/** The segments as the user's edits make them; the same array as long as nothing changed. */
export function shownSegments(state: Layered): ReviewedSegment[] {
  const { results, review, deeds } = state;
  if (layered === null || layered.from.results !== results || layered.from.review !== review || layered.from.deeds !== deeds) {
    layered = { from: { results, review, deeds }, segments: applyReview(results?.segments ?? [], withDeeds(review, deeds)) };
  }
  return layered.segments;
}

export function useSegments(): ReviewedSegment[] {
  return useReview(shownSegments);
}

export function selectedSegment(state: ReviewState): ReviewedSegment | null {
  const { selection } = state;
  return selection?.kind === 'segment' ? (shownSegments(state).find((segment) => segment.id === selection.id) ?? null) : null;
}

let missed: { results: ReviewState['results']; debug: ReviewState['debug']; segments: ReviewedSegment[]; stretches: MissedStretch[] } | null = null;

/** Where he may have been missed, most to be won first; the same array as long as nothing changed. */
export function missedOf(state: Layered & Pick<ReviewState, 'debug'>): readonly MissedStretch[] {
  const segments = shownSegments(state);
  const { results, debug } = state;
  if (missed === null || missed.results !== results || missed.debug !== debug || missed.segments !== segments) missed = { results, debug, segments, stretches: missedStretches(state, segments) };
  return missed.stretches;
}

export function selectedMissed(state: ReviewState): MissedStretch | null {
  const { selection } = state;
  return selection?.kind === 'missed' ? (missedOf(state).find((stretch) => stretch.id === selection.id) ?? null) : null;
}

export function canUndo(state: ReviewState): boolean {
  return withDeeds(state.review, state.deeds).edits.length > 0;
}

export function canRedo(state: ReviewState): boolean {
  return withDeeds(state.review, state.deeds).undone.length > 0;
}

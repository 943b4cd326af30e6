/** The named boxes of the frame on screen, put together from the stores. Not drawing. */
import type { IdentityState } from '../../src-shared/domain/identity.ts';
import { useObservations, chunkAt, type ObservationsState } from '../stores/observations-store.ts';
import { stateAt, stateSpans, type StateSpan } from '../stores/state-spans.ts';
import { usePlayhead } from '../stores/playhead.ts';
import { useReview, type ReviewState } from '../stores/review-store.ts';
import type { ChunkIndex } from '../stores/observation-index.ts';
import { boxesAt } from './boxes-at.ts';
import { labOfHex } from '../../src-shared/colour-score.ts';
import { nameBoxes, targetSpans, type NamedBox, type TargetSpans } from './target-boxes.ts';

export interface BoxesNow {
  timeSeconds: number;
  chunk: ChunkIndex | null;
  boxes: NamedBox[];
  /** null while there is no answer. */
  state: IdentityState | null;
}

export function boxesNow(): BoxesNow {
  const playhead = usePlayhead.getState();
  return boxesAtTime(playhead.shownSeconds ?? playhead.timeSeconds, useReview.getState(), useObservations.getState());
}

function boxesAtTime(timeSeconds: number, review: ReviewState, observations: ObservationsState): BoxesNow {
  const at = review.media === null ? null : chunkAt(review.media.chunks, timeSeconds);
  const chunk = (at === null ? null : observations.chunks.get(at.index)) ?? null;
  const answer = answerOf(review);
  const state = review.debug === null ? null : stateAt(answer.states, timeSeconds);
  if (chunk === null || at === null) return { timeSeconds, chunk: null, boxes: [], state };
  const tracks = observations.tracks?.get(at.index) ?? null;
  return { timeSeconds, chunk, state, boxes: nameBoxes(boxesAt(chunk, timeSeconds), chunk, { tracks, target: answer.target, wanted: answer.wanted, timeSeconds }) };
}

interface AnswerFacts { debug: ReviewState['debug']; results: ReviewState['results']; target: TargetSpans; states: StateSpan[]; wanted: ReturnType<typeof labOfHex> | null }
let facts: AnswerFacts | null = null;

/** What stays the same from frame to frame is worked out once an answer. */
function answerOf({ debug, results, media }: ReviewState): AnswerFacts {
  if (facts === null || facts.debug !== debug || facts.results !== results) {
    const game = { start: media?.startSeconds ?? 0, end: (media?.startSeconds ?? 0) + (media?.durationSeconds ?? 0) };
    const colour = results?.target.jerseyColor ?? null;
    facts = { debug, results, target: targetSpans(debug?.targetTracks ?? [], results?.segments ?? []), states: stateSpans(debug?.transitions ?? [], game), wanted: colour === null ? null : labOfHex(colour) };
  }
  return facts;
}

/** Choosing segments: one to look at, several for the next deed; and what the list shows of them. */
import type { ReviewedSegment } from '../../../src-shared/review-layer.ts';
import { notify } from '../../stores/app-store.ts';
import { listedSegments, segmentFilters, segmentSorts } from '../../stores/list-order.ts';
import { usePlayhead } from '../../stores/playhead.ts';
import { missedOf, selectedSegment, shownSegments, useReview, type ReviewState } from '../../stores/review-store.ts';
import { texts } from '../../texts.ts';
import { seekTo } from './play-deeds.ts';

const words = texts.review;

export function selectSegment(id: string, atSeconds?: number): void {
  useReview.setState(({ panel }) => ({ selection: { kind: 'segment', id }, panel: panel === 'question' ? panel : 'why', pickedTracklet: null, picked: new Set() }));
  usePlayhead.setState({ onceSegmentId: null });
  const segment = shownSegments(useReview.getState()).find((one) => one.id === id);
  if (segment !== undefined) seekTo(atSeconds ?? segment.start);
}

export function selectMissed(id: string): void {
  const stretch = missedOf(useReview.getState()).find((one) => one.id === id);
  if (stretch === undefined) return;
  useReview.setState(({ panel }) => ({ selection: { kind: 'missed', id }, panel: panel === 'question' ? panel : 'why', pickedTracklet: null, picked: new Set() }));
  usePlayhead.setState({ onceSegmentId: null });
  seekTo(stretch.start);
}

/** The neighbour in the list as it is shown. */
export function selectBeside(step: 1 | -1): void {
  const state = useReview.getState();
  if (state.filter === 'missed') {
    const stretches = missedOf(state);
    const at = state.selection?.kind === 'missed' ? stretches.findIndex((one) => one.id === state.selection?.id) + step : 0;
    const next = stretches[Math.min(Math.max(0, at), stretches.length - 1)];
    return next === undefined ? undefined : selectMissed(next.id);
  }
  const next = besideOf(listedNow(), selectedIdOf(state), step);
  if (next !== undefined) selectSegment(next.id);
}

/** Shift and an arrow: the next one as well, for the next deed. */
export function pickNeighbour(step: 1 | -1): void {
  const state = useReview.getState();
  const listed = listedNow();
  const id = selectedIdOf(state);
  const next = besideOf(listed, id, step);
  if (next === undefined || id === null) return selectBeside(step);
  const picked = new Set(state.picked.size === 0 ? [id] : state.picked);
  // Going back over what was picked lets go of it.
  if (picked.has(next.id)) picked.delete(id);
  else picked.add(next.id);
  useReview.setState({ selection: { kind: 'segment', id: next.id }, picked: picked.size < 2 ? new Set() : picked });
  seekTo(next.start);
}

/** A click with Ctrl adds or removes one, with Shift everything from the selected one to it. */
export function pickByClick(id: string, how: 'toggle' | 'range'): void {
  const state = useReview.getState();
  const selectedId = selectedIdOf(state);
  if (selectedId === null) return selectSegment(id);
  const picked = new Set(state.picked.size === 0 ? [selectedId] : state.picked);
  if (how === 'toggle') {
    if (picked.has(id)) picked.delete(id);
    else picked.add(id);
  } else {
    const listed = listedNow();
    const [from, to] = [listed.findIndex((one) => one.id === selectedId), listed.findIndex((one) => one.id === id)].sort((a, b) => a - b) as [number, number];
    for (const segment of listed.slice(Math.max(0, from), to + 1)) picked.add(segment.id);
  }
  useReview.setState({ picked });
}

export function pickAll(): void {
  const listed = listedNow();
  if (useReview.getState().filter === 'missed' || listed.length === 0) return;
  useReview.setState(({ selection }) => ({ picked: new Set(listed.map((segment) => segment.id)), selection: selection?.kind === 'segment' ? selection : { kind: 'segment', id: listed[0]!.id } }));
  notify({ level: 'info', message: words.pickedHint(listed.length) });
}

/** What the next deed is done to: the picked ones, else the selected one. */
export function chosenSegments(): ReviewedSegment[] {
  const state = useReview.getState();
  if (state.picked.size > 0) return shownSegments(state).filter((segment) => state.picked.has(segment.id));
  const segment = selectedSegment(state);
  return segment === null ? [] : [segment];
}

/** The segments that the list shows; the selected one stays until the user leaves it. */
export function listedNow(): ReviewedSegment[] {
  return listedOf(useReview.getState());
}

export function listedOf(state: ReviewState): ReviewedSegment[] {
  const { filter, sort, query } = state;
  return listedSegments(shownSegments(state), { filter, sort, query, keepId: query === '' ? selectedIdOf(state) : null }, wordsOf);
}

/** What the row says in words can be searched for. */
function wordsOf(segment: ReviewedSegment): string {
  return `${words.endShort[segment.endReason]} ${words.verdicts[segment.verdict]} ${segment.edited ? words.yours : ''}`;
}

export function nextFilter(): void {
  useReview.setState(({ filter }) => ({ filter: segmentFilters[(segmentFilters.indexOf(filter) + 1) % segmentFilters.length]! }));
}

export function nextSort(): void {
  const { sort } = useReview.getState();
  const next = segmentSorts[(segmentSorts.indexOf(sort) + 1) % segmentSorts.length]!;
  useReview.setState({ sort: next });
  notify({ level: 'info', message: words.sortedBy(words.sorts[next]) });
}

export function toggleCards(): void {
  useReview.setState(({ listView }) => ({ listView: listView === 'rows' ? 'cards' : 'rows' }));
}

function selectedIdOf(state: Pick<ReviewState, 'selection'>): string | null {
  return state.selection?.kind === 'segment' ? state.selection.id : null;
}

function besideOf(listed: readonly ReviewedSegment[], id: string | null, step: 1 | -1): ReviewedSegment | undefined {
  const at = listed.findIndex((segment) => segment.id === id);
  return at === -1 ? nearestTo(listed, usePlayhead.getState().timeSeconds, step) : listed[at + step];
}

function nearestTo(segments: readonly ReviewedSegment[], time: number, step: 1 | -1): ReviewedSegment | undefined {
  return step === 1 ? (segments.find((segment) => segment.start >= time) ?? segments[0]) : (segments.findLast((segment) => segment.start <= time) ?? segments.at(-1));
}

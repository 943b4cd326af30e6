/** What the user can do to segments, as functions of what is selected and where the playhead is. Keys, buttons and menus all end here. */
import { framesPerSecond } from '../../../src-shared/domain/video.ts';
import type { ReviewedSegment } from '../../../src-shared/review-layer.ts';
import { player } from '../../player/current-player.ts';
import { notify } from '../../stores/app-store.ts';
import { usePlayhead } from '../../stores/playhead.ts';
import { doDeed } from '../../stores/review-calls.ts';
import { needsYou, nextInDoubt } from '../../stores/review-order.ts';
import { missedOf, segmentFilters, selectedSegment, shownSegments, useReview } from '../../stores/review-store.ts';
import { texts } from '../../texts.ts';
import { makeEdit, newSegmentId } from './make-edit.ts';
import { playSegment, seekTo } from './play-deeds.ts';

const words = texts.review;

export function selectSegment(id: string, atSeconds?: number): void {
  useReview.setState({ selection: { kind: 'segment', id }, panel: 'why', pickedTracklet: null });
  usePlayhead.setState({ onceSegmentId: null });
  const segment = shownSegments(useReview.getState()).find((one) => one.id === id);
  if (segment !== undefined) seekTo(atSeconds ?? segment.start);
}

export function selectMissed(index: number): void {
  const missed = missedOf(useReview.getState())[index];
  if (missed === undefined) return;
  useReview.setState({ selection: { kind: 'missed', index }, panel: 'why', pickedTracklet: null });
  seekTo(missed.start);
}

/** The neighbour in the list as it is shown. */
export function selectBeside(step: 1 | -1): void {
  const state = useReview.getState();
  if (state.filter === 'missed') {
    const at = state.selection?.kind === 'missed' ? state.selection.index + step : 0;
    return selectMissed(Math.min(Math.max(0, at), missedOf(state).length - 1));
  }
  const listed = listedSegments();
  const id = state.selection?.kind === 'segment' ? state.selection.id : null;
  const at = listed.findIndex((segment) => segment.id === id);
  const next = at === -1 ? nearestTo(listed, usePlayhead.getState().timeSeconds, step) : listed[at + step];
  if (next !== undefined) selectSegment(next.id);
}

/** The segments that the list shows; the selected one stays until the user leaves it. */
export function listedSegments(): ReviewedSegment[] {
  const state = useReview.getState();
  return filteredSegments(shownSegments(state), state.filter, state.selection?.kind === 'segment' ? state.selection.id : null);
}

export function filteredSegments(segments: ReviewedSegment[], filter: (typeof segmentFilters)[number], keepId: string | null): ReviewedSegment[] {
  switch (filter) {
    case 'all': case 'missed': return segments;
    case 'needs-you': return segments.filter((segment) => needsYou(segment) || segment.id === keepId);
    case 'accepted': return segments.filter((segment) => segment.verdict === 'accepted' || segment.id === keepId);
  }
}

export function nextFilter(): void {
  useReview.setState(({ filter }) => ({ filter: segmentFilters[(segmentFilters.indexOf(filter) + 1) % segmentFilters.length]! }));
}

/** Says yes or no and goes on to the next one that needs a person. */
export function judge(verdict: 'accept' | 'reject'): void {
  const segment = needSelected();
  if (segment === null) return;
  void doDeed({ kind: 'add', edit: makeEdit(verdict, { segmentId: segment.id }) });
  goOn(segment.id);
}

/** The next segment a person should look at; plays it. */
export function goToNextDoubt(): void {
  const state = useReview.getState();
  goOn(state.selection?.kind === 'segment' ? state.selection.id : null);
}

function goOn(fromId: string | null): void {
  const segments = shownSegments(useReview.getState());
  const next = nextInDoubt(segments, fromId) ?? unreviewedAfter(segments, fromId);
  if (next === null) return;
  selectSegment(next.id);
  playSegment();
}

function unreviewedAfter(segments: ReviewedSegment[], id: string | null): ReviewedSegment | null {
  const at = segments.findIndex((segment) => segment.id === id);
  const isOpen = (segment: ReviewedSegment): boolean => segment.verdict === 'unreviewed' && segment.id !== id;
  return segments.slice(at + 1).find(isOpen) ?? segments.find(isOpen) ?? null;
}

/** Accepts everything unreviewed that needs nobody. */
export function acceptSure(): void {
  const sure = shownSegments(useReview.getState()).filter((segment) => segment.verdict === 'unreviewed' && !needsYou(segment));
  for (const segment of sure) void doDeed({ kind: 'add', edit: makeEdit('accept', { segmentId: segment.id }) });
  if (sure.length > 0) notify({ level: 'info', message: words.acceptedSure(sure.length) });
}

export function trim(segmentId: string, start: number, end: number): void {
  if (end > start) void doDeed({ kind: 'add', edit: makeEdit('trim', { segmentId, start, end }) });
}

/** I and O: with a segment under the playhead's hand they move its edge, without one they set marks for a new segment. */
export function setEdgeHere(edge: 'start' | 'end'): void {
  const state = useReview.getState();
  const segment = selectedSegment(state);
  const frame = 1 / framesPerSecond(state.media ?? { frameRate: { numerator: 30, denominator: 1 } });
  const here = hereSeconds();
  // An end includes the frame on screen.
  const time = edge === 'start' ? here : here + frame;
  const isNear = segment !== null && (edge === 'start' ? time < segment.end : time > segment.start);
  if (segment === null || !isNear) return useReview.setState(({ marks }) => ({ marks: { ...marks, [edge]: time } }));
  trim(segment.id, edge === 'start' ? time : segment.start, edge === 'end' ? time : segment.end);
}

export function addFromMarks(): void {
  const { marks, selection } = useReview.getState();
  const { start, end } = marks;
  if (start === null || end === null || end <= start) {
    // Without marks, A starts them: the selection is let go so that I and O mean the new segment.
    if (selection !== null) useReview.setState({ selection: null });
    return void notify({ level: 'info', message: words.markMissing });
  }
  addSegment(start, end);
  useReview.setState({ marks: { start: null, end: null } });
}

export function addSegment(start: number, end: number): void {
  const id = newSegmentId();
  void doDeed({ kind: 'add', edit: makeEdit('add', { newSegmentId: id, start, end }) });
  useReview.setState({ selection: { kind: 'segment', id }, panel: 'why' });
}

export function splitHere(): void {
  const segment = needSelected();
  const time = hereSeconds();
  if (segment === null) return;
  if (time <= segment.start || time >= segment.end) return void notify({ level: 'info', message: words.splitOutside });
  void doDeed({ kind: 'add', edit: makeEdit('split', { segmentId: segment.id, timeSeconds: time }) });
}

export function mergeWithNext(): void {
  const segment = needSelected();
  if (segment === null) return;
  const segments = shownSegments(useReview.getState());
  const next = segments[segments.findIndex((one) => one.id === segment.id) + 1];
  if (next === undefined) return void notify({ level: 'info', message: words.mergeNone });
  void doDeed({ kind: 'add', edit: makeEdit('merge', { segmentId: segment.id, nextSegmentId: next.id }) });
}

export function removeSelected(): void {
  const segment = needSelected();
  if (segment === null) return;
  const listed = listedSegments();
  const at = listed.findIndex((one) => one.id === segment.id);
  const beside = listed[at + 1] ?? listed[at - 1];
  void doDeed({ kind: 'add', edit: makeEdit('delete', { segmentId: segment.id }) });
  useReview.setState({ selection: beside === undefined ? null : { kind: 'segment', id: beside.id } });
}

export function rate(stars: number): void {
  const segment = needSelected();
  if (segment !== null) void doDeed({ kind: 'add', edit: makeEdit('rate', { segmentId: segment.id, stars }) });
}

export function writeNote(segmentId: string, text: string): void {
  void doDeed({ kind: 'add', edit: makeEdit('note', { segmentId, text }) });
}

export function undo(): void {
  void doDeed({ kind: 'undo' });
}

export function redo(): void {
  void doDeed({ kind: 'redo' });
}

/** The start of the frame on screen. */
function hereSeconds(): number {
  player()?.pause();
  const { shownSeconds, timeSeconds } = usePlayhead.getState();
  return shownSeconds ?? timeSeconds;
}

function needSelected(): ReviewedSegment | null {
  const segment = selectedSegment(useReview.getState());
  if (segment === null) notify({ level: 'info', message: words.nothingSelected });
  return segment;
}

function nearestTo(segments: readonly ReviewedSegment[], time: number, step: 1 | -1): ReviewedSegment | undefined {
  return step === 1 ? (segments.find((segment) => segment.start >= time) ?? segments[0]) : (segments.findLast((segment) => segment.start <= time) ?? segments.at(-1));
}

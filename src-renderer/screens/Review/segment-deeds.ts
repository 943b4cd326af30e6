/** Edges and existence of segments, as functions of what is selected and where the playhead is. Keys, buttons and menus all end here. */
import { framesPerSecond } from '../../../src-shared/domain/video.ts';
import { passageOf, type ReviewedSegment } from '../../../src-shared/review-layer.ts';
import { player } from '../../player/current-player.ts';
import { notify } from '../../stores/app-store.ts';
import { usePlayhead } from '../../stores/playhead.ts';
import { doDeed } from '../../stores/review-calls.ts';
import { selectedSegment, shownSegments, useReview } from '../../stores/review-store.ts';
import { texts } from '../../texts.ts';
import { chosenSegments } from './choose-deeds.ts';
import { makeEdit, newSegmentId } from './make-edit.ts';

const words = texts.review;

export function trim(segmentId: string, start: number, end: number): void {
  const segment = shownSegments(useReview.getState()).find((one) => one.id === segmentId);
  if (segment !== undefined && end > start) void doDeed({ kind: 'add', edit: makeEdit('trim', { segmentId, on: passageOf(segment), start, end }) });
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

function addSegment(start: number, end: number): void {
  const id = newSegmentId();
  void doDeed({ kind: 'add', edit: makeEdit('add', { newSegmentId: id, start, end }) });
  useReview.setState({ selection: { kind: 'segment', id }, panel: 'why' });
}

export function splitHere(): void {
  const segment = needSelected();
  const time = hereSeconds();
  if (segment === null) return;
  if (time <= segment.start || time >= segment.end) return void notify({ level: 'info', message: words.splitOutside });
  void doDeed({ kind: 'add', edit: makeEdit('split', { segmentId: segment.id, on: passageOf(segment), timeSeconds: time }) });
}

/** The selected one and the next; with several chosen, all of them. */
export function mergeWithNext(): void {
  const segment = needSelected();
  if (segment === null) return;
  const chosen = chosenSegments();
  if (chosen.length > 1) {
    const [first, ...others] = chosen;
    void doDeed({ kind: 'add', edit: makeEdit('bulk', { edits: others.map((other) => makeEdit('merge', { segmentId: first!.id, on: passageOf(first!), nextSegmentId: other.id })) }) });
    return useReview.setState({ picked: new Set(), selection: { kind: 'segment', id: first!.id } });
  }
  const segments = shownSegments(useReview.getState());
  const next = segments[segments.findIndex((one) => one.id === segment.id) + 1];
  if (next === undefined) return void notify({ level: 'info', message: words.mergeNone });
  void doDeed({ kind: 'add', edit: makeEdit('merge', { segmentId: segment.id, on: passageOf(segment), nextSegmentId: next.id }) });
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

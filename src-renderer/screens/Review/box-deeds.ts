/** "That is him", "that is not him": clicks on boxes, by pointer or by keyboard. Evidence; the answer is worked out anew. */
import type { Point } from '../../../src-shared/domain/geometry.ts';
import { boxesNow } from '../../player/boxes-now.ts';
import { player } from '../../player/current-player.ts';
import { boxUnder, type NamedBox } from '../../player/target-boxes.ts';
import { notify } from '../../stores/app-store.ts';
import { usePlayhead } from '../../stores/playhead.ts';
import { doDeed } from '../../stores/review-calls.ts';
import { useReview } from '../../stores/review-store.ts';
import { texts } from '../../texts.ts';
import { makeEdit } from './make-edit.ts';
import { togglePlay } from './play-deeds.ts';

/** A click in the picture: with a tool it is evidence, on a box it chooses the box, elsewhere it plays or pauses. */
export function clickPicture(point: Point): void {
  const { tool, pickedTracklet } = useReview.getState();
  const now = boxesNow();
  const under = boxUnder(now.boxes, point);
  if (tool !== 'look') {
    if (under === null && now.chunk !== null) return void notify({ level: 'warn', message: texts.review.clickedNobody });
    return say(tool, point);
  }
  if (under !== null && !usePlayhead.getState().playing) return useReview.setState({ pickedTracklet: under.tracklet });
  if (pickedTracklet !== null) return useReview.setState({ pickedTracklet: null });
  togglePlay();
}

/** H: the chosen box is him; without one, the next click in the picture says so. */
export function sayOfPicked(kind: 'him' | 'not-him'): void {
  const { pickedTracklet, tool } = useReview.getState();
  const picked = pickedTracklet === null ? undefined : boxesNow().boxes.find((box) => box.tracklet === pickedTracklet);
  if (picked !== undefined) return say(kind, middleOf(picked));
  player()?.pause();
  useReview.setState({ tool: tool === kind ? 'look' : kind, pickedTracklet: null });
}

/** Boxes from left to right. */
export function pickBeside(step: 1 | -1): void {
  player()?.pause();
  const boxes = boxesNow().boxes.toSorted((a, b) => a.box.x + a.box.w / 2 - (b.box.x + b.box.w / 2));
  if (boxes.length === 0) return void notify({ level: 'info', message: texts.review.clickedNobody });
  const at = boxes.findIndex((box) => box.tracklet === useReview.getState().pickedTracklet);
  const next = at === -1 ? (boxes.findIndex((box) => box.isTarget) === -1 ? 0 : boxes.findIndex((box) => box.isTarget)) : (at + step + boxes.length) % boxes.length;
  useReview.setState({ pickedTracklet: boxes[next]!.tracklet });
}

function say(kind: 'him' | 'not-him', { x, y }: Point): void {
  const { shownSeconds, timeSeconds } = usePlayhead.getState();
  useReview.setState({ tool: 'look', pickedTracklet: null });
  notify({ level: 'info', message: texts.review.clicked[kind] });
  void doDeed({ kind: 'add', edit: makeEdit('click', { click: { timeSeconds: Math.max(0, shownSeconds ?? timeSeconds), x, y, kind } }) });
}

/** Inside the picture even where a box hangs over its edge. */
function middleOf({ box }: NamedBox): Point {
  const clamp = (value: number): number => Math.min(1, Math.max(0, value));
  return { x: clamp(box.x + box.w / 2), y: clamp(box.y + box.h / 2) };
}

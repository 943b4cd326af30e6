/** The user's word on segments: yes, no, cannot tell, somebody else, stars, tags, note. Several at once are one edit, taken back as one. */
import type { Edit, OtherPlayer, SingleEdit } from '../../../src-shared/domain/review.ts';
import { passageOf, type ReviewedSegment } from '../../../src-shared/review-layer.ts';
import { clicksOnViews } from '../../../src-shared/review-evidence.ts';
import { notify } from '../../stores/app-store.ts';
import { doDeed } from '../../stores/review-calls.ts';
import type { MissedStretch } from '../../stores/missed-stretches.ts';
import { missedOf, selectedMissed, shownSegments, useReview } from '../../stores/review-store.ts';
import { needsYou, nextInDoubt } from '../../stores/review-order.ts';
import { texts } from '../../texts.ts';
import { chosenSegments, listedNow, selectMissed, selectSegment } from './choose-deeds.ts';
import { makeEdit, newSegmentId } from './make-edit.ts';
import { playSegment } from './play-deeds.ts';
import { nextQuestion } from './question.ts';

const words = texts.review;
export type Verdict = 'accept' | 'reject' | 'unsure';

/** Says what it is and goes on to the next one that needs a person. */
export function judge(verdict: Verdict): void {
  const stretch = selectedMissed(useReview.getState());
  if (stretch !== null) return judgeMissed(stretch, verdict);
  const segments = chosenOrTell();
  if (segments.length === 0) return;
  doToAll(segments, (segment) => judgement(segment, verdict));
  if (segments.length === 1) goOn(segments[0]!.id);
  else letGo(words.judgedMany(segments.length, words.verdicts[verdict === 'accept' ? 'accepted' : verdict === 'reject' ? 'rejected' : 'unsure']));
}

/** Gives the chosen segments to another player. */
export function reassign(to: OtherPlayer): void {
  const segments = chosenOrTell();
  if (segments.length === 0) return;
  doToAll(segments, (segment) => makeEdit('reassign', { ...of(segment), to, evidence: clicksOnViews(segment, 'not-him') }));
  notify({ level: 'info', message: words.reassigned(segments.length, to.jerseyNumber) });
  if (segments.length === 1) goOn(segments[0]!.id);
  else letGo(null);
}

export function rate(stars: number): void {
  doToAll(chosenOrTell(), (segment) => makeEdit('rate', { ...of(segment), stars }));
}

/** `tags`: all of them from now on. */
export function writeTags(segments: readonly ReviewedSegment[], tagsOf: (segment: ReviewedSegment) => string[]): void {
  doToAll(segments, (segment) => makeEdit('tag', { ...of(segment), tags: tagsOf(segment).slice(0, 20) }));
}

export function writeNote(segment: ReviewedSegment, text: string): void {
  doToAll([segment], () => makeEdit('note', { ...of(segment), text }));
}

export function removeChosen(): void {
  const segments = chosenOrTell();
  if (segments.length === 0) return;
  const gone = new Set(segments.map((segment) => segment.id));
  const listed = listedNow();
  const at = listed.findIndex((segment) => gone.has(segment.id));
  const beside = listed.slice(at + 1).find((segment) => !gone.has(segment.id)) ?? listed.slice(0, Math.max(0, at)).findLast((segment) => !gone.has(segment.id));
  doToAll(segments, (segment) => makeEdit('delete', of(segment)));
  useReview.setState({ selection: beside === undefined ? null : { kind: 'segment', id: beside.id }, picked: new Set() });
  if (segments.length > 1) notify({ level: 'info', message: words.removedMany(segments.length) });
}

/** Accepts everything unreviewed that needs nobody. Says nothing to the machine that it is not sure of already. */
export function acceptSure(): void {
  const sure = shownSegments(useReview.getState()).filter((segment) => segment.verdict === 'unreviewed' && !needsYou(segment));
  doToAll(sure, (segment) => makeEdit('accept', of(segment)));
  if (sure.length > 0) notify({ level: 'info', message: words.acceptedSure(sure.length) });
}

/** The next segment a person should look at; plays it. */
export function goToNextDoubt(): void {
  const { selection } = useReview.getState();
  goOn(selection?.kind === 'segment' ? selection.id : null);
}

export function undo(): void {
  void doDeed({ kind: 'undo' });
}

export function redo(): void {
  void doDeed({ kind: 'redo' });
}

/** A missed stretch: yes makes it a segment, no and cannot tell are kept as the user's word about that passage. */
function judgeMissed(stretch: MissedStretch, verdict: Verdict): void {
  const isOfQuestion = useReview.getState().panel === 'question';
  const at = missedOf(useReview.getState()).findIndex((one) => one.id === stretch.id);
  const id = verdict === 'accept' ? newSegmentId() : stretch.id;
  if (verdict === 'accept') void doDeed({ kind: 'add', edit: makeEdit('add', { newSegmentId: id, start: stretch.start, end: stretch.end, evidence: clicksOnViews(stretch, 'him') }) });
  else void doDeed({ kind: 'add', edit: judgement(stretch, verdict) });
  if (isOfQuestion) return goOn(id);
  const next = missedOf(useReview.getState())[at];
  if (next !== undefined) selectMissed(next.id);
  else if (verdict === 'accept') useReview.setState({ selection: { kind: 'segment', id } });
}

function judgement(segment: Judged, verdict: Verdict): SingleEdit {
  switch (verdict) {
    case 'accept': return makeEdit('accept', { ...of(segment), evidence: clicksOnViews(segment, 'him') });
    case 'reject': return makeEdit('reject', { ...of(segment), evidence: clicksOnViews(segment, 'not-him') });
    case 'unsure': return makeEdit('unsure', of(segment));
  }
}

type Judged = Pick<ReviewedSegment, 'id' | 'start' | 'end' | 'trackIds' | 'crops'>;

function of(segment: Judged): { segmentId: string; on: ReturnType<typeof passageOf> } {
  return { segmentId: segment.id, on: passageOf(segment) };
}

function doToAll<Item extends ReviewedSegment>(segments: readonly Item[], editOf: (segment: Item) => SingleEdit): void {
  const edits = segments.map(editOf);
  const [first] = edits;
  if (first === undefined) return;
  const edit: Edit = edits.length === 1 ? first : makeEdit('bulk', { edits });
  void doDeed({ kind: 'add', edit });
}

function goOn(fromId: string | null): void {
  const state = useReview.getState();
  if (state.panel === 'question') {
    const question = nextQuestion(state, fromId);
    if (question === null) useReview.setState({ selection: null });
    else if (question.kind === 'segment') selectSegment(question.id);
    else selectMissed(question.id);
    return playSegment();
  }
  const segments = shownSegments(state);
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

function chosenOrTell(): ReviewedSegment[] {
  const segments = chosenSegments();
  if (segments.length === 0) notify({ level: 'info', message: words.nothingSelected });
  return segments;
}

function letGo(message: string | null): void {
  useReview.setState({ picked: new Set() });
  if (message !== null) notify({ level: 'info', message });
}

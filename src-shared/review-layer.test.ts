import { describe, expect, it } from 'vitest';
import { emptyReview, Review, type Edit, type SingleEdit } from './domain/review.ts';
import type { Segment } from './domain/segment.ts';
import { applyReview, evidenceClicks, passageOf, type ReviewedSegment } from './review-layer.ts';
import { clicksOnViews } from './review-evidence.ts';

const box = { x: 0.4, y: 0.3, w: 0.1, h: 0.2 };
const segment = (id: string, start: number, end: number, trackIds = [1]): Segment => ({
  id, start, end, observedSeconds: end - start, confidence: 0.8, startReason: 'came-into-view', endReason: 'lost-from-view', trackIds,
  evidence: [{ kind: 'number', logOdds: 3, note: 'read "17" 4 times' }], crops: [{ timeSeconds: start + 0.5, box, text: null }, { timeSeconds: end - 0.5, box, text: '17' }],
});
const run = [segment('a', 0, 5), segment('b', 10, 15, [2]), segment('c', 20, 25, [3])];
let count = 0;
const edit = (what: { kind: SingleEdit['kind'] } & Record<string, unknown>): SingleEdit => ({ id: `e${(count += 1)}`, at: '', ...what }) as unknown as SingleEdit;
const reviewOf = (...edits: Edit[]): Review => Review.parse({ ...emptyReview, edits });
const shown = (segments: Segment[], ...edits: Edit[]): ReviewedSegment[] => applyReview(segments, reviewOf(...edits));
const on = (of: Segment) => ({ segmentId: of.id, on: passageOf(of) });

describe('edits laid over a run', () => {
  it('a segment given to another player is not him, and says who it is', () => {
    const to = { jerseyNumber: '9', jerseyColor: '#b3131f' };
    expect(shown(run, edit({ kind: 'reassign', ...on(run[1]!), to }))[1]).toMatchObject({ verdict: 'rejected', reassignedTo: to });
    expect(shown(run, edit({ kind: 'reassign', ...on(run[1]!), to }), edit({ kind: 'accept', ...on(run[1]!) }))[1]).toMatchObject({ verdict: 'accepted', reassignedTo: null });
  });
  it('halves that are joined again tell each reason and each view once', () => {
    const [whole] = shown(run);
    const [again] = shown(run, edit({ kind: 'split', segmentId: 'a', timeSeconds: 2 }), edit({ kind: 'merge', segmentId: 'a', nextSegmentId: 'a~2000' }));
    expect(again).toEqual({ ...whole, edited: true });
  });
  it('joining over a gap counts what was seen, and of two verdicts the earlier segment\'s', () => {
    expect(shown(run, edit({ kind: 'accept', segmentId: 'a' }), edit({ kind: 'merge', segmentId: 'a', nextSegmentId: 'b' }))[0]).toMatchObject({ id: 'a', start: 0, end: 15, observedSeconds: 10, verdict: 'accepted', trackIds: [1, 2] });
  });
  it('many segments are judged by one edit', () => {
    const bulk: Edit = { id: 'x', at: '', kind: 'bulk', edits: run.map((one) => edit({ kind: 'accept', ...on(one) })) };
    expect(shown(run, bulk).map(({ verdict }) => verdict)).toEqual(['accepted', 'accepted', 'accepted']);
  });
  it('tags are kept once each', () => {
    expect(shown(run, edit({ kind: 'tag', segmentId: 'a', tags: ['goal', 'goal', 'penalty'] }))[0]!.tags).toEqual(['goal', 'penalty']);
  });
  it('a trim that would turn a segment inside out is none', () => {
    expect(shown(run, edit({ kind: 'trim', segmentId: 'a', start: 4, end: 4 }))[0]).toMatchObject({ start: 0, end: 5, edited: false });
  });
});

describe('edits over another run', () => {
  const [, b] = run;
  it('a passage found again under another id keeps verdict, stars and note', () => {
    const edits = [edit({ kind: 'accept', ...on(b!) }), edit({ kind: 'rate', ...on(b!), stars: 4 }), edit({ kind: 'note', ...on(b!), text: 'goal' })];
    expect(shown([segment('new', 10.4, 15.2, [2])], ...edits)).toMatchObject([{ id: 'new', verdict: 'accepted', stars: 4, note: 'goal' }]);
  });
  it('an accepted passage that the machine no longer finds stays', () => {
    expect(shown([], edit({ kind: 'accept', ...on(b!) }))).toMatchObject([{ id: 'b', start: 10, end: 15, verdict: 'accepted', edited: true }]);
  });
  it('trimmed edges are kept when other settings move the machine\'s', () => {
    expect(shown([segment('b', 9, 17, [2])], edit({ kind: 'trim', ...on(b!), start: 11, end: 14 }))).toMatchObject([{ start: 11, end: 14 }]);
  });
  it('"not him" is not said of another person who is found at the same time under the same id', () => {
    const after = shown([segment('b', 11, 15, [7])], edit({ kind: 'reject', ...on(b!) }));
    expect(after.map(({ id, verdict, trackIds }) => ({ id, verdict, trackIds }))).toEqual([{ id: 'b+2', verdict: 'rejected', trackIds: [] }, { id: 'b', verdict: 'unreviewed', trackIds: [7] }]);
  });
  it('an edit written down before passages were waits until its segment is found again', () => {
    expect(shown([segment('z', 50, 55)], edit({ kind: 'accept', segmentId: 'b' })).map(({ id, verdict }) => [id, verdict])).toEqual([['z', 'unreviewed']]);
  });
  it('a deleted passage stays deleted under another id', () => {
    expect(shown([segment('new', 10, 15, [2])], edit({ kind: 'delete', ...on(b!) }))).toEqual([]);
  });
});

describe('what edits say to the machine', () => {
  const [a] = run;
  it('a yes is told by the view on which the number was read, a no by all views', () => {
    expect(clicksOnViews(a!, 'him')).toEqual([{ timeSeconds: 4.5, x: 0.45, y: 0.4, kind: 'him' }]);
    expect(clicksOnViews(a!, 'not-him').map(({ timeSeconds }) => timeSeconds)).toEqual([0.5, 4.5]);
  });
  it('views outside a trimmed passage are not spoken of', () => {
    expect(clicksOnViews({ ...a!, start: 2, end: 3 }, 'not-him')).toEqual([]);
  });
  it('the last judgement on a segment counts, and a deleted one says nothing', () => {
    const no = edit({ kind: 'reject', ...on(a!), evidence: clicksOnViews(a!, 'not-him') });
    const yes = edit({ kind: 'accept', ...on(a!), evidence: clicksOnViews(a!, 'him') });
    expect(evidenceClicks(reviewOf(no, yes)).map(({ kind }) => kind)).toEqual(['him']);
    expect(evidenceClicks(reviewOf(no, edit({ kind: 'delete', ...on(a!) })))).toEqual([]);
    expect(evidenceClicks(reviewOf({ id: 'x', at: '', kind: 'bulk', edits: [no] })).map(({ kind }) => kind)).toEqual(['not-him', 'not-him']);
  });
});

import { describe, expect, it } from 'vitest';
import { emptyReview, type Edit, type Review } from '../../src-shared/domain/review.ts';
import { applyReview, type ReviewedSegment } from '../../src-shared/review-layer.ts';
import type { Segment } from '../../src-shared/domain/segment.ts';
import { resolvesAgain, withDeed, withDeeds, type ReviewDeed } from './pending-review.ts';
import { byDoubt, nextInDoubt, reviewCounts } from './review-order.ts';
import { diffSegments } from './segment-diff.ts';

const segment = (id: string, start: number, end: number, confidence = 0.95): Segment =>
  ({ id, start, end, confidence, observedSeconds: end - start, startReason: 'came-into-view', endReason: 'lost-from-view', evidence: [], crops: [], trackIds: [] });
const shown = (segments: Segment[], edits: Edit[] = []): ReviewedSegment[] => applyReview(segments, { ...emptyReview, edits });
const accept = (id: string): Edit => ({ id: `e-${id}`, at: '', kind: 'accept', segmentId: id });
const click: Edit = { id: 'c', at: '', kind: 'click', click: { timeSeconds: 1, x: 0.5, y: 0.5, kind: 'him' } };
const add = (edit: Edit): ReviewDeed => ({ kind: 'add', edit });

describe('deeds before main has answered', () => {
  it('undo and redo come back to the same review', () => {
    const done = withDeeds(emptyReview, [add(accept('a')), add(accept('b'))]);
    expect(withDeeds(done, [{ kind: 'undo' }, { kind: 'undo' }, { kind: 'redo' }, { kind: 'redo' }])).toEqual(done);
  });
  it('a new deed forgets what was taken back', () => {
    expect(withDeeds(emptyReview, [add(accept('a')), { kind: 'undo' }, add(accept('b'))])).toEqual({ ...emptyReview, edits: [accept('b')] });
  });
  it('a deed that main has already written down is not done twice', () => {
    const review: Review = { ...emptyReview, edits: [accept('a')] };
    expect(withDeed(review, add(accept('a')))).toBe(review);
  });
  it('200 random edits taken back leave exactly the start', () => {
    const deeds = Array.from({ length: 200 }, (_, i) => add({ ...accept(String(i)), id: String(i) }));
    expect(withDeeds(emptyReview, [...deeds, ...deeds.map((): ReviewDeed => ({ kind: 'undo' }))]).edits).toEqual([]);
  });
  it('only clicks are worked out anew, also when taken back', () => {
    const clicked: Review = { ...emptyReview, edits: [accept('a'), click] };
    expect([resolvesAgain(emptyReview, add(click)), resolvesAgain(emptyReview, add(accept('a'))), resolvesAgain(clicked, { kind: 'undo' }), resolvesAgain({ ...emptyReview, edits: [accept('a')] }, { kind: 'undo' })]).toEqual([true, false, true, false]);
  });
});

describe('the order of review', () => {
  const segments = [segment('a', 0, 5, 0.95), segment('b', 10, 15, 0.6), segment('c', 20, 25, 0.4), segment('d', 30, 31, 0.6)];
  it('is by doubt, then by time; sure ones need nobody', () => expect(byDoubt(shown(segments)).map(({ id }) => id)).toEqual(['c', 'b', 'd']));
  it('goes on with the next doubtful one and ends', () => {
    expect(nextInDoubt(shown(segments, [accept('c')]), 'c')?.id).toBe('b');
    expect(nextInDoubt(shown(segments, ['b', 'c', 'd'].map(accept)), 'd')).toBe(null);
  });
  it('an ending that the machine calls ambiguous needs you however sure the rest was', () => {
    expect(byDoubt(shown([{ ...segment('a', 0, 5, 0.99), endReason: 'identity-ambiguous' }])).length).toBe(1);
  });
  it('counts what is left and how long it may take', () => {
    expect(reviewCounts(shown(segments, [accept('b')]))).toEqual({ total: 4, accepted: 1, rejected: 0, needYou: 2, sure: 1, secondsLeft: 12 });
  });
});

describe('what a new answer changed', () => {
  it('tells found, lost and moved passages apart', () => {
    const before = [segment('a', 0, 5), segment('b', 10, 15), segment('c', 20, 25)];
    const after = [segment('a', 0, 5.02), segment('b', 10, 18), segment('n', 40, 45)];
    expect(diffSegments(before, after)).toEqual({ same: 1, moved: [{ before: before[1], after: after[1] }], added: [after[2]], removed: [before[2]] });
  });
  it('knows a passage under another id by its time', () => {
    expect(diffSegments([segment('a', 0, 5)], [segment('x', 1, 5)])).toMatchObject({ added: [], removed: [], moved: [{ after: { id: 'x' } }] });
  });
});

import { describe, expect, it } from 'vitest';
import { emptyReview, type Edit, type Review } from '../../src-shared/domain/review.ts';
import { handOver } from './hand-over.ts';

const nine = { jerseyNumber: '9', jerseyColor: '#b3131f' };
const views = [{ timeSeconds: 12, x: 0.5, y: 0.5, kind: 'not-him' as const }];
const given: Edit = { id: 'e1', at: 'then', kind: 'reassign', segmentId: 's1', on: { start: 10, end: 15, trackIds: [4] }, to: nine, evidence: views };
const accept: Edit = { id: 'e2', at: '', kind: 'accept', segmentId: 's1' };
const review = (...edits: Edit[]): Review => ({ ...emptyReview, edits });

describe('passages given to another player', () => {
  it('become his, with the boxes as evidence that it is him', () => {
    expect(handOver(review(given), emptyReview, nine).edits).toEqual([
      { id: 'from-e1', at: 'then', kind: 'add', newSegmentId: 'from-s1', start: 10, end: 15, evidence: [{ ...views[0], kind: 'him' }] },
    ]);
  });
  it('come once, and not again after they were taken back', () => {
    const once = handOver(review(given), emptyReview, nine);
    expect(handOver(review(given), once, nine)).toBe(once);
    const takenBack: Review = { ...emptyReview, undone: once.edits };
    expect(handOver(review(given), takenBack, nine)).toBe(takenBack);
  });
  it.each([
    ['another number', { ...nine, jerseyNumber: '19' }, 0],
    ['the same number of the other team', { ...nine, jerseyColor: '#f0f0f0' }, 0],
    ['the number without a colour', { ...nine, jerseyColor: null }, 1],
    ['nobody by number', { jerseyNumber: '', jerseyColor: null }, 0],
  ])('asked for %s', (_, player, count) => expect(handOver(review(given), emptyReview, player).edits).toHaveLength(count));
  it('a later word on the segment takes the gift back', () => {
    expect(handOver(review(given, accept), emptyReview, nine)).toBe(emptyReview);
  });
});

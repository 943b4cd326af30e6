import { describe, expect, it } from 'vitest';
import type { ResultsFile } from '../../src-shared/contract/artifacts.ts';
import type { CouldNotSee, Rejected, Segment } from '../../src-shared/domain/segment.ts';
import { emptyReview, type Edit } from '../../src-shared/domain/review.ts';
import { applyReview, type ReviewedSegment } from '../../src-shared/review-layer.ts';
import { listedSegments, type ListWish } from './list-order.ts';
import { missedStretches } from './missed-stretches.ts';
import { byGain, type Doubt } from './review-order.ts';
import { indexSpans } from './span-index.ts';

const segment = (id: string, start: number, end: number, confidence = 0.95): Segment =>
  ({ id, start, end, confidence, observedSeconds: end - start, startReason: 'came-into-view', endReason: 'lost-from-view', evidence: [], crops: [], trackIds: [] });
const shown = (segments: Segment[], edits: Edit[] = []): ReviewedSegment[] => applyReview(segments, { ...emptyReview, edits });
const rejected = (start: number, end: number, confidence: number, why: Rejected['why'] = 'not-enough-evidence'): Rejected => ({ start, end, confidence, why, observedSeconds: end - start, evidence: [], crops: [], trackIds: [] });
const answer = (nearMisses: Rejected[], couldNotSee: CouldNotSee[]) => ({ results: { nearMisses, couldNotSee } as unknown as ResultsFile, debug: null });

describe('where he may have been missed', () => {
  const his = shown([segment('a', 0, 10), segment('b', 15, 20)]);
  it('puts the most seconds to be won first', () => {
    const found = missedStretches(answer([rejected(40, 42, 0.4), rejected(50, 58, 0.3)], []), his);
    expect(found.map(({ id }) => id)).toEqual(['missed-50000', 'missed-40000']);
  });
  it.each([
    ['between two of his segments', { start: 10.2, end: 14.8, why: 'crowded' }, 0.6],
    ['beside one', { start: 20.5, end: 24, why: 'number-unreadable' }, 0.3],
    ['far from all', { start: 40, end: 44, why: 'crowded' }, null],
    ['the picture showed something else', { start: 10.2, end: 14.8, why: 'cutaway' }, null],
    ['longer than anybody stays unseen', { start: 20.5, end: 80, why: 'players-too-small' }, null],
  ] as const)('could not see, %s', (_, stretch, chance) => {
    expect(missedStretches(answer([], [stretch]), his)[0]?.confidence ?? null).toBe(chance);
  });
  it('what was seen there says more than the blindness around it', () => {
    expect(missedStretches(answer([rejected(11, 14, 0.5)], [{ start: 10.5, end: 14.5, why: 'crowded' }]), his).map(({ source }) => source)).toEqual(['held-back']);
  });
  it('passages that the user judged or added are not missed any more', () => {
    const one = rejected(40, 42, 0.4);
    const edits: Edit[] = [{ id: 'e', at: '', kind: 'reject', segmentId: 'missed-40000', on: { start: 40, end: 42, trackIds: [] } }];
    expect(missedStretches(answer([one], []), shown([], edits))).toEqual([]);
    expect(missedStretches(answer([rejected(1, 2, 0.9, 'user')], []), [])).toEqual([]);
  });
});

describe('the order of questions', () => {
  const doubt = (start: number, seconds: number, confidence: number, trackIds: number[] = [], kind: Doubt['kind'] = 'segment'): Doubt => ({ start, end: start + seconds, confidence, trackIds, kind });
  it('asks first where an answer puts most seconds right', () => {
    const [short, long, missed] = [doubt(0, 2, 0.2), doubt(10, 20, 0.7), doubt(40, 10, 0.9, [], 'missed')];
    expect(byGain([short, long, missed])).toEqual([missed, long, short]);
  });
  it('an answer for a track that appears in several passages is worth all of them', () => {
    const [alone, first, second] = [doubt(0, 4, 0.5), doubt(10, 3, 0.5, [7]), doubt(20, 3, 0.5, [7])];
    expect(byGain([alone, first, second])).toEqual([first, second, alone]);
  });
});

describe('the list', () => {
  const accept: Edit = { id: '1', at: '', kind: 'accept', segmentId: 'a' };
  const all = shown([segment('a', 0, 5), segment('b', 70, 72, 0.4), segment('c', 80, 90, 0.6)], [
    accept, { id: '2', at: '', kind: 'tag', segmentId: 'c', tags: ['goal'] }, { id: '3', at: '', kind: 'unsure', segmentId: 'b' }, { id: '4', at: '', kind: 'rate', segmentId: 'c', stars: 4 },
  ]);
  const ids = (wish: Partial<ListWish>): string => listedSegments(all, { filter: 'all', sort: 'time', query: '', keepId: null, ...wish }).map(({ id }) => id).join('');
  it.each([
    [{}, 'abc'], [{ filter: 'accepted' }, 'a'], [{ filter: 'needs-you' }, 'c'], [{ filter: 'rejected' }, 'b'], [{ filter: 'accepted', keepId: 'c' }, 'ac'],
    [{ query: 'GOAL' }, 'c'], [{ query: '1:10' }, 'b'], [{ query: 'goal 1:10' }, ''], [{ sort: 'length' }, 'cab'], [{ sort: 'sureness' }, 'bca'], [{ sort: 'rating' }, 'cab'], [{ sort: 'gain' }, 'cab'],
  ] as const)('%j lists %s', (wish, expected) => expect(ids(wish)).toBe(expected));
});

describe('spans in an index', () => {
  const index = indexSpans([{ start: 20, end: 21 }, { start: 0, end: 100 }, { start: 5, end: 6 }]);
  it('finds what touches a stretch, long spans from far before included', () => {
    expect(index.near({ start: 21, end: 30 })).toEqual([{ start: 0, end: 100 }, { start: 20, end: 21 }]);
    expect(index.coveredSeconds({ start: 5.5, end: 20.5 })).toBe(15 + 0.5 + 0.5);
  });
});

import { describe, expect, it } from 'vitest';
import { Edit, emptyReview, type Review, type SingleEdit } from '../../src-shared/domain/review.ts';
import type { Segment } from '../../src-shared/domain/segment.ts';
import { applyReview, passageOf, type ReviewedSegment } from '../../src-shared/review-layer.ts';
import { withDeed } from './pending-review.ts';

/** Mulberry32: the same numbers for a seed on every machine. */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const run: Segment[] = Array.from({ length: 40 }, (_, i) => ({
  id: `s${i}`, start: i * 10, end: i * 10 + 6, observedSeconds: 5, confidence: 0.5 + (i % 5) / 10, startReason: 'came-into-view', endReason: 'lost-from-view',
  evidence: [{ kind: 'number', logOdds: 2, note: `reading ${i}` }], crops: [{ timeSeconds: i * 10 + 3, box: { x: 0.4, y: 0.4, w: 0.1, h: 0.2 }, text: null }], trackIds: [i],
}));

/** One edit that fits what is shown at the moment, of any kind. */
function randomEdit(shown: readonly ReviewedSegment[], next: () => number, n: number): Edit {
  const base = { id: `e${n}`, at: '' };
  const pick = (): ReviewedSegment => shown[Math.floor(next() * shown.length)]!;
  const segment = shown.length === 0 ? null : pick();
  if (segment === null) return { ...base, kind: 'add', newSegmentId: `user-${n}`, start: next() * 400, end: 400 + next() * 20 };
  const of = { ...base, segmentId: segment.id, on: passageOf(segment) };
  const time = segment.start + next() * (segment.end - segment.start);
  const evidence = [{ timeSeconds: time, x: next(), y: next(), kind: 'him' as const }];
  const edits: Array<() => Edit> = [
    () => ({ ...of, kind: 'accept', evidence }), () => ({ ...of, kind: 'reject', evidence: [] }), () => ({ ...of, kind: 'unsure' }),
    () => ({ ...of, kind: 'reassign', to: { jerseyNumber: '9', jerseyColor: null } }), () => ({ ...of, kind: 'trim', start: time, end: segment.end + next() }),
    () => ({ ...of, kind: 'split', timeSeconds: time }), () => ({ ...of, kind: 'merge', nextSegmentId: pick().id }), () => ({ ...of, kind: 'delete' }),
    () => ({ ...of, kind: 'note', text: `note ${n}` }), () => ({ ...of, kind: 'rate', stars: Math.floor(next() * 6) }), () => ({ ...of, kind: 'tag', tags: [`tag ${n % 7}`] }),
    () => ({ ...base, kind: 'add', newSegmentId: `user-${n}`, start: time, end: time + 2 }), () => ({ ...base, kind: 'click', click: evidence[0]! }),
    () => ({ ...base, kind: 'bulk', edits: shown.slice(0, 5).map((one, i): SingleEdit => ({ id: `e${n}-${i}`, at: '', segmentId: one.id, on: passageOf(one), kind: 'accept' })) }),
  ];
  return Edit.parse(edits[Math.floor(next() * edits.length)]!());
}

describe('200 random edits', () => {
  it.each([1, 7, 20_260_307])('seed %i: undone one by one they lead back to the exact start, redone to the exact end', (seed) => {
    const next = random(seed);
    const states: ReviewedSegment[][] = [applyReview(run, emptyReview)];
    let review: Review = emptyReview;
    for (let n = 0; n < 200; n += 1) {
      review = withDeed(review, { kind: 'add', edit: randomEdit(states.at(-1)!, next, n) });
      states.push(applyReview(run, review));
    }
    expect(states.at(-1)).not.toEqual(states[0]);
    for (const shown of states) {
      expect(new Set(shown.map(({ id }) => id)).size).toBe(shown.length);
      expect(shown.every(({ start, end }) => end > start)).toBe(true);
    }
    for (let n = 199; n >= 0; n -= 1) {
      review = withDeed(review, { kind: 'undo' });
      expect(applyReview(run, review)).toEqual(states[n]);
    }
    expect(review.edits).toEqual([]);
    for (let n = 0; n < 200; n += 1) review = withDeed(review, { kind: 'redo' });
    expect(applyReview(run, review)).toEqual(states[200]);
  });
});

import { describe, expect, it } from 'vitest';
import type { PresencePiece } from '../game/presence.ts';
import { findSegments, type FoundSegments } from './find-segments.ts';
import { findShifts, sumTimes } from './find-shifts.ts';
import { keepIds } from './keep-ids.ts';

const STEP = 0.1;
const times = (from: number, to: number): number[] => Array.from({ length: Math.round((to - from) / STEP) + 1 }, (_, i) => Math.round((from + i * STEP) * 1000) / 1000);
const piece = (from: number, to: number, more: Partial<PresencePiece> = {}): PresencePiece => ({
  trackId: Math.round(from * 10), shot: 0, times: times(from, to), verdict: 'target', confidence: 0.9, evidence: [], crops: [], startReason: 'came-into-view', endReason: 'lost-from-view', ...more,
});
const question = (change: Partial<{ minTrackSeconds: number; gapMergeSeconds: number; lostTimeoutSeconds: number }> = {}) => ({ tuning: { minTrackSeconds: 1.2, gapMergeSeconds: 1, lostTimeoutSeconds: 1, ...change }, video: { start: 0, end: 60 }, frameSeconds: STEP });
const spans = (found: FoundSegments): number[][] => found.segments.map(({ start, end }) => [start, end]);

describe('finding segments', () => {
  it('ends at the last sighting, not after the lost timeout', () => {
    expect(spans(findSegments([piece(10, 12)], question({ lostTimeoutSeconds: 1.5 })))).toEqual([[10, 12]]);
  });

  it.each([0.2, 0.6])('makes one segment over an identity dip of %d s', (dip) => {
    expect(spans(findSegments([piece(2, 4), piece(4 + dip, 8)], question()))).toEqual([[2, 8]]);
  });

  it('makes two segments of presence 2–8 s and 30–38 s, and shift mode 14 s on screen', () => {
    const { segments } = findSegments([piece(2, 8), piece(30, 38)], question());
    expect(segments.map(({ start, end }) => [start, end])).toEqual([[2, 8], [30, 38]]);
    expect(sumTimes(segments, findShifts(segments, []), [])).toEqual({ onScreenSeconds: 14, onIceSeconds: 14, unseenSeconds: 0 });
  });

  it('keeps every present frame either in a segment or in the rejected list', () => {
    const presence = [piece(0, 5), piece(5.5, 5.8), piece(10, 10.4), piece(20, 24, { verdict: 'not-enough-evidence' }), piece(30, 33)];
    const found = findSegments(presence, question());
    const present = presence.reduce((sum, one) => sum + one.times.length * STEP, 0);
    const told = [...found.segments, ...found.rejected].reduce((sum, one) => sum + one.observedSeconds, 0);
    expect(told).toBeCloseTo(present, 6);
    expect(found.rejected.map(({ start, why }) => [start, why])).toEqual([[10, 'too-short'], [20, 'not-enough-evidence']]);
  });

  it('starts anew at a cut, with one reason for each boundary', () => {
    const found = findSegments([piece(2, 6, { endReason: 'scene-cut' }), piece(8, 12, { shot: 1, startReason: 'after-cut' })], question());
    expect(found.segments.map(({ start, end, startReason, endReason }) => [start, end, startReason, endReason])).toEqual([[2, 6, 'came-into-view', 'scene-cut'], [8, 12, 'after-cut', 'lost-from-view']]);
  });

  it('tells each merge and the spans before and after', () => {
    const found = findSegments([piece(2, 4, { endReason: 'scene-cut' }), piece(4.5, 8, { shot: 1 })], question());
    expect(found.mergeEvents).toEqual([{ prevEnd: 4, nextStart: 4.5, gap: 0.5 }]);
    expect([found.rawSegments.length, found.mergedSegments.length]).toEqual([2, 1]);
  });

  it('keeps presence outside the video out of the segments and in the list', () => {
    const found = findSegments([piece(61, 64)], question());
    expect([found.segments.length, found.rejected.length]).toEqual([0, 1]);
  });

  describe('each setting does what it says', () => {
    it('a longer minTrackSeconds drops more', () => {
      const presence = [piece(0, 2), piece(10, 15)];
      expect([1, 3, 9].map((minTrackSeconds) => findSegments(presence, question({ minTrackSeconds })).segments.length)).toEqual([2, 1, 0]);
    });
    it('a longer gapMergeSeconds joins more', () => {
      const presence = [piece(0, 4), piece(6, 9), piece(12, 15)];
      expect([1, 2, 3].map((gapMergeSeconds) => findSegments(presence, question({ gapMergeSeconds })).segments.length)).toEqual([3, 2, 1]);
    });
    it('a longer lostTimeoutSeconds breaks less', () => {
      const presence = [piece(0, 4), piece(6, 9)];
      expect([1, 2.5].map((lostTimeoutSeconds) => findSegments(presence, question({ lostTimeoutSeconds, gapMergeSeconds: 0 })).rawSegments.length)).toEqual([2, 1]);
    });
  });
});

describe('segment ids', () => {
  it('stay when a correction moves the edges', () => {
    const before = findSegments([piece(2, 8), piece(30, 38)], question()).segments;
    const after = keepIds(findSegments([piece(4, 9, { trackId: 999 }), piece(20, 24), piece(30, 39)], question()).segments, before);
    expect([after[0]!.id, after[2]!.id]).toEqual([before[0]!.id, before[1]!.id]);
    expect(new Set(after.map(({ id }) => id)).size).toBe(3);
  });
});

describe('shifts', () => {
  const segment = (start: number, end: number, more: object = {}) => ({ ...findSegments([piece(start, end)], question()).segments[0]!, ...more });
  it('go on over a cutaway and the camera looking elsewhere', () => {
    expect(findShifts([segment(2, 8), segment(14, 20)], []).map(({ start, end, onScreenSeconds, unseenSeconds }) => [start, end, onScreenSeconds, unseenSeconds])).toEqual([[2, 20, 12, 6]]);
    expect(findShifts([segment(2, 8), segment(30, 38)], [{ start: 9, end: 26, why: 'cutaway' }])).toHaveLength(1);
  });
  it('end at the bench however soon he is back', () => {
    expect(findShifts([segment(2, 8, { endReason: 'went-to-bench' }), segment(10, 20)], [])).toHaveLength(2);
  });
  it('end when he is missed for long while the game is shown', () => {
    expect(findShifts([segment(2, 8), segment(30, 38)], [])).toHaveLength(2);
  });
});

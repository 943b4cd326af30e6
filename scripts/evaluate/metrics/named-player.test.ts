import { describe, expect, it } from 'vitest';
import { countPlayer, pool, quantile, score } from './named-player.ts';
import { intersect, normalise, subtract } from './span-sets.ts';

const span = (start: number, end: number) => ({ start, end });
const truth = { visible: [span(10, 20)], cutaways: [], durationSeconds: 60 };
const scored = (found: { start: number; end: number }[], changes = {}) => score(countPlayer({ ...truth, ...changes }, found));

describe('the score of a named player', () => {
  it('is perfect for the truth itself', () => {
    expect(scored([span(10, 20)])).toEqual({
      precision: 1, recall: 1, f1: 1, segmentF1: 1, edgeMedianSeconds: 0, edgeP90Seconds: 0, falseSeconds: 0, falseMinutesPerHour: 0, secondsToFirstLock: 0,
    });
  });
  it('counts seconds: 10–20 against 12–24 is 8 right of 12 and of 10', () => {
    const result = scored([span(12, 24)]);
    expect(result).toMatchObject({ precision: 8 / 12, recall: 0.8, falseSeconds: 4, falseMinutesPerHour: 4, segmentF1: 1, secondsToFirstLock: 2 });
    expect(result.edgeMedianSeconds).toBe(3);
  });
  it('finds no agreeing passage below a tIoU of one half', () => {
    expect(scored([span(10, 14.9)]).segmentF1).toBe(0);
    expect(scored([span(10, 15)]).segmentF1).toBe(1);
  });
  it('leaves out seconds inside cutaways on both sides, and edges that the cutaway made', () => {
    const result = scored([span(10, 17)], { cutaways: [span(14, 16)] });
    expect(result).toMatchObject({ precision: 1, recall: 5 / 8, falseSeconds: 0 });
    // 10–14 agrees (its end is the cutaway's); 16–17 of 16–20 does not reach one half.
    expect(result).toMatchObject({ segmentF1: 0.5, edgeMedianSeconds: 0 });
  });
  it('has no precision when nothing was reported', () => {
    expect(scored([])).toMatchObject({ precision: null, recall: 0, falseSeconds: 0, secondsToFirstLock: null });
  });
  it('does not count a second twice when reported passages overlap', () => {
    expect(scored([span(10, 16), span(14, 20)])).toMatchObject({ precision: 1, recall: 1 });
  });
  it('pools by adding seconds, so that a long presence weighs more', () => {
    const pooled = score(pool([countPlayer(truth, [span(10, 20)]), countPlayer({ ...truth, visible: [span(0, 30)] }, [])]));
    expect(pooled).toMatchObject({ precision: 1, recall: 10 / 40 });
  });
});

describe('sets of seconds', () => {
  it('join what overlaps or touches', () => {
    expect(normalise([span(3, 4), span(0, 1), span(1, 2), span(5, 5)])).toEqual([span(0, 2), span(3, 4)]);
  });
  it('take holes out of spans', () => {
    expect(subtract([span(0, 10)], [span(2, 3), span(9, 12)])).toEqual([span(0, 2), span(3, 9)]);
  });
  it('intersect', () => {
    expect(intersect([span(0, 5), span(6, 9)], [span(4, 7)])).toEqual([span(4, 5), span(6, 7)]);
  });
  it('have quantiles between neighbours', () => {
    expect([quantile([], 0.5), quantile([4, 1], 0.5), quantile([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10], 0.9)]).toEqual([null, 2.5, 9]);
  });
});

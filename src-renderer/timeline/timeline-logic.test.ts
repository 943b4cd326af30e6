import { describe, expect, it } from 'vitest';
import { curveLevels, levelFor } from './curve-levels.ts';
import { hitTest } from './hit-test.ts';
import { laneAt, lanes, laneOf } from './lanes.ts';
import { parseTime } from './parse-time.ts';
import { dragEdge, snapTime } from './snap.ts';
import { stateAt, stateSpans } from '../stores/state-spans.ts';
import { clampView, panBy, rulerTicks, timeToX, viewShowing, xToTime, zoomAt } from './time-scale.ts';
import { latestEnds, visiblePoints, visibleSpans } from './visible-range.ts';

const game = { start: 0, end: 10_800 };

describe('the view of the timeline', () => {
  it('keeps the time under the pointer while zooming', () => {
    const zoomed = zoomAt({ start: 100, end: 200 }, game, 125, 0.5);
    expect(zoomed).toEqual({ start: 112.5, end: 162.5 });
    expect(timeToX(zoomed, 1000, 125)).toBeCloseTo(250);
  });
  it('stays inside the game when zoomed out or moved too far', () => {
    expect(zoomAt({ start: 100, end: 200 }, game, 125, 1e6)).toEqual(game);
    expect(panBy({ start: 100, end: 200 }, game, -500)).toEqual({ start: 0, end: 100 });
    expect(panBy({ start: 100, end: 200 }, game, 1e6)).toEqual({ start: 10_700, end: 10_800 });
  });
  it('is never narrower than two seconds, and the whole of a game shorter than that', () => {
    expect(zoomAt({ start: 100, end: 110 }, game, 105, 1e-6)).toEqual({ start: 104, end: 106 });
    expect(clampView({ start: 0, end: 0.1 }, { start: 0, end: 1 })).toEqual({ start: 0, end: 1 });
  });
  it('respects games that do not begin at zero', () => {
    expect(clampView({ start: 0, end: 10 }, { start: 5, end: 30 })).toEqual({ start: 5, end: 15 });
  });
  it('turns the page only when the playhead leaves it', () => {
    expect(viewShowing({ start: 100, end: 200 }, game, 150)).toEqual({ start: 100, end: 200 });
    expect(viewShowing({ start: 100, end: 200 }, game, 201)).toEqual({ start: 191, end: 291 });
  });
  it('pixels and times are each other\'s inverse', () => {
    expect(xToTime({ start: 3, end: 7 }, 800, timeToX({ start: 3, end: 7 }, 800, 4.2))).toBeCloseTo(4.2);
  });
  it.each([[10, 2], [60, 10], [10_800, 1800]])('labels of a %d s view stand every %d s', (seconds, step) => {
    expect(rulerTicks({ start: 0, end: seconds }, 800).stepSeconds).toBe(step);
  });
});

describe('what is drawn', () => {
  const spans = [{ start: 0, end: 100 }, { start: 10, end: 12 }, { start: 20, end: 30 }, { start: 150, end: 160 }];
  it('finds a long span that began far to the left', () => {
    expect(visibleSpans(spans, latestEnds(spans), 90, 120)).toEqual({ from: 0, to: 3 });
  });
  it('is nothing where nothing is', () => {
    expect(visibleSpans(spans, latestEnds(spans), 110, 140)).toEqual({ from: 3, to: 3 });
  });
  it('takes one point beyond each side so that the line leaves the window', () => {
    expect(visiblePoints([0, 1, 2, 3, 4, 5], 1.5, 3.5)).toEqual({ from: 1, to: 5 });
  });
  it('thins a long curve and keeps its dips', () => {
    const points = Array.from({ length: 100_000 }, (_, i) => ({ timeSeconds: i * 0.1, confidence: i === 50_001 ? 0 : 0.9 }));
    const { level, from, to } = levelFor(curveLevels(points), 0, 10_000, 2000);
    expect(to - from).toBeLessThanOrEqual(2000);
    expect(Math.min(...level.low.subarray(from, to))).toBe(0);
  });
  it('does not thin what fits', () => {
    const points = Array.from({ length: 100 }, (_, i) => ({ timeSeconds: i, confidence: 0.5 }));
    expect(levelFor(curveLevels(points), 0, 100, 2000).to).toBe(100);
  });
  it('lanes do not overlap', () => {
    lanes.slice(1).forEach((lane, i) => expect(lane.top).toBeGreaterThanOrEqual(lanes[i]!.top + lanes[i]!.height));
    expect(laneAt(laneOf('readings').top + 1)?.name).toBe('readings');
  });
});

describe('the pointer on the timeline', () => {
  const segments = [{ id: 'a', start: 10, end: 20 }, { id: 'b', start: 20, end: 30 }, { id: 'c', start: 80, end: 80.2 }];
  const y = laneOf('segments').top + 5;
  const hit = (x: number, selectedId: string | null = null, at = y) => hitTest({ x, y: at }, { view: { start: 0, end: 100 }, width: 1000, segments, latestEnd: latestEnds(segments), selectedId });
  it.each([
    ['the middle of a segment', hit(150), { part: 'body', segmentId: 'a' }],
    ['just outside its start', hit(96), { part: 'start-edge', segmentId: 'a' }],
    ['a shared edge belongs to the earlier one', hit(200), { part: 'end-edge', segmentId: 'a' }],
    ['a shared edge belongs to the selected one', hit(200, 'b'), { part: 'start-edge', segmentId: 'b' }],
    ['a segment of two pixels is met as a whole', hit(804), { part: 'body', segmentId: 'c' }],
    ['nothing', hit(500), { part: 'empty' }],
    ['another lane', hit(150, null, 1), { part: 'empty' }],
  ])('%s', (_, found, expected) => expect(found).toEqual(expected));
  it('snaps to the nearest target within reach', () => {
    expect(snapTime(10.1, [9.9, 10.15, 12], 0.2)).toEqual({ time: 10.15, snapped: true });
    expect(snapTime(11, [9.9, 12], 0.2)).toEqual({ time: 11, snapped: false });
  });
  it('a dragged edge stops one frame before the other edge and at the ends of the game', () => {
    const drag = { segment: { start: 10, end: 20 }, game: { start: 0, end: 24 }, frameSeconds: 0.04 };
    expect(dragEdge({ ...drag, edge: 'start', time: 25 })).toEqual({ start: 19.96, end: 20 });
    expect(dragEdge({ ...drag, edge: 'end', time: 30 })).toEqual({ start: 10, end: 24 });
  });
});

describe('words and states of time', () => {
  it.each([
    ['90', 90], ['2:03.5', 123.5], ['1:02:03', 3723], ['+5', 105], ['-10', 90], ['-500', 0], ['1,5', 1.5], ['12s', 12], ['abc', null], ['', null], ['1:', null],
  ])('%j means %j seconds', (text, seconds) => expect(parseTime(text, 100)).toBe(seconds));
  it('states cover the whole game', () => {
    const transitions = [{ timeSeconds: 3, from: 'searching', to: 'confirmed', reason: 'r', trackId: 1 }, { timeSeconds: 5, from: 'confirmed', to: 'locked', reason: 'r', trackId: 1 }] as const;
    const spans = stateSpans(transitions, { start: 0, end: 9 });
    expect(spans).toEqual([{ start: 0, end: 3, state: 'searching' }, { start: 3, end: 5, state: 'confirmed' }, { start: 5, end: 9, state: 'locked' }]);
    expect([stateAt(spans, 0), stateAt(spans, 3), stateAt(spans, 8.9), stateAt(spans, 99)]).toEqual(['searching', 'confirmed', 'locked', 'searching']);
  });
});

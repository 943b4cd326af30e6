/** Paints the lanes that are in view. Only visible things are looked at; what is thinner than a pixel is painted once. */
import { formatTime } from '../../src-shared/domain/time.ts';
import type { ReviewedSegment } from '../../src-shared/review-layer.ts';
import { needsYou } from '../stores/review-order.ts';
import type { SegmentDiff } from '../stores/segment-diff.ts';
import { levelFor, type CurveLevel } from './curve-levels.ts';
import { laneOf, lanes, lanesHeight } from './lanes.ts';
import type { TimelineColours } from './timeline-colours.ts';
import type { TimelineScene } from './timeline-scene.ts';
import { rulerTicks, timeToX, type TimeView } from './time-scale.ts';
import { firstIndex } from '../stores/first-index.ts';
import { visiblePoints, visibleSpans } from './visible-range.ts';

export interface TimelinePicture {
  scene: TimelineScene;
  view: TimeView;
  /** CSS pixels. */
  width: number;
  selectedId: string | null;
  selectedMissed: string | null;
  marks: { start: number | null; end: number | null };
  /** A segment whose edge is being dragged, as it would become. */
  dragged: { id: string; start: number; end: number } | null;
  change: SegmentDiff<ReviewedSegment> | null;
  colours: TimelineColours;
  font: string;
}

/** What would add less than this to what is painted already is left out: nobody sees it, and three hours have thousands of it. */
const leastPixels = 1.5;

export function drawTimeline(context: CanvasRenderingContext2D, picture: TimelinePicture): void {
  const { width, colours } = picture;
  context.fillStyle = colours.surface;
  context.fillRect(0, 0, width, lanesHeight);
  context.font = picture.font;
  context.textBaseline = 'middle';
  drawGrounds(context, picture);
  drawRuler(context, picture);
  drawCouldNotSee(context, picture);
  drawMarks(context, picture);
  drawGhosts(context, picture);
  drawSegments(context, picture);
  drawStates(context, picture);
  drawConfidence(context, picture);
  drawReadings(context, picture);
  drawCuts(context, picture);
}

function drawGrounds(context: CanvasRenderingContext2D, { width, colours }: TimelinePicture): void {
  context.fillStyle = colours.ground;
  for (const lane of lanes) if (lane.name !== 'ruler') context.fillRect(0, lane.top, width, lane.height);
}

function drawRuler(context: CanvasRenderingContext2D, { view, width, colours }: TimelinePicture): void {
  const lane = laneOf('ruler');
  const { stepSeconds, ticks } = rulerTicks(view, width);
  context.fillStyle = colours.line;
  for (const tick of ticks) {
    const x = Math.round(timeToX(view, width, tick.time));
    context.fillRect(x, lane.top + (tick.major ? 5 : 15), 1, lane.height - (tick.major ? 5 : 15));
    if (tick.major) context.fillRect(x, lane.height, 1, lanesHeight);
  }
  context.fillStyle = colours.faint;
  for (const tick of ticks) if (tick.major) context.fillText(formatTime(tick.time, stepSeconds < 1 ? 1 : 0), Math.round(timeToX(view, width, tick.time)) + 4, lane.top + 10);
}

function drawCouldNotSee(context: CanvasRenderingContext2D, { scene, view, width, colours }: TimelinePicture): void {
  const lane = laneOf('segments');
  const { items, latestEnd } = scene.couldNotSee;
  const range = visibleSpans(items, latestEnd, view.start, view.end);
  const hatching = hatchingOf(context, colours.couldNotSee);
  for (const { left, right } of spansInPixels(items, range, view, width)) {
    context.fillStyle = colours.couldNotSee;
    context.globalAlpha = 0.14;
    context.fillRect(left, lane.top, right - left, lane.height);
    if (hatching === null || right - left < 6) continue;
    context.fillStyle = hatching;
    context.globalAlpha = 0.5;
    context.fillRect(left, lane.top, right - left, lane.height);
  }
  context.globalAlpha = 1;
}

const hatchings = new Map<string, CanvasPattern | null>();

/** Slanted lines as a repeated tile: one fill a stretch instead of a line each seven pixels. */
function hatchingOf(context: CanvasRenderingContext2D, colour: string): CanvasPattern | null {
  const known = hatchings.get(colour);
  if (known !== undefined) return known;
  const tile = document.createElement('canvas');
  tile.width = tile.height = 8;
  const lines = tile.getContext('2d')!;
  lines.strokeStyle = colour;
  for (const offset of [-8, 0, 8]) {
    lines.moveTo(offset - 1, 9);
    lines.lineTo(offset + 9, -1);
  }
  lines.stroke();
  const pattern = context.createPattern(tile, 'repeat');
  hatchings.set(colour, pattern);
  return pattern;
}

function drawMarks(context: CanvasRenderingContext2D, { marks, view, width, colours }: TimelinePicture): void {
  const lane = laneOf('segments');
  const xs = [marks.start, marks.end].map((mark) => (mark === null ? null : timeToX(view, width, mark)));
  if (xs[0] != null && xs[1] != null) {
    context.globalAlpha = 0.22;
    context.fillStyle = colours.playhead;
    context.fillRect(xs[0], lane.top, xs[1] - xs[0], lane.height);
    context.globalAlpha = 1;
  }
  context.fillStyle = colours.playhead;
  xs.forEach((x, i) => {
    if (x === null) return;
    context.fillRect(Math.round(x), lane.top - 3, 1.5, lane.height + 6);
    context.fillRect(i === 0 ? x : x - 6, lane.top - 3, 7, 2);
  });
}

/** Where segments were before the newest answer. */
function drawGhosts(context: CanvasRenderingContext2D, { change, view, width, colours }: TimelinePicture): void {
  if (change === null) return;
  const lane = laneOf('segments');
  context.setLineDash([3, 3]);
  context.lineWidth = 1;
  context.strokeStyle = colours.bad;
  for (const gone of [...change.removed, ...change.moved.map(({ before }) => before)]) {
    if (gone.end < view.start || gone.start > view.end) continue;
    const left = timeToX(view, width, gone.start);
    context.strokeRect(left + 0.5, lane.top + 0.5, Math.max(2, timeToX(view, width, gone.end) - left), lane.height - 1);
  }
  context.setLineDash([]);
}

function drawSegments(context: CanvasRenderingContext2D, picture: TimelinePicture): void {
  const { scene, view, width, colours, selectedId, dragged, change } = picture;
  const lane = laneOf('segments');
  const { items, latestEnd } = scene.segments;
  const range = visibleSpans(items, latestEnd, view.start, view.end);
  const isNew = new Set([...(change?.added ?? []), ...(change?.moved.map(({ after }) => after) ?? [])].map((segment) => segment.id));
  let paintedTo = Number.NEGATIVE_INFINITY;
  for (let i = range.from; i < range.to; i += 1) {
    const segment = items[i]!;
    const span = dragged?.id === segment.id ? dragged : segment;
    const left = Math.round(timeToX(view, width, span.start));
    const right = Math.max(left + 2, Math.round(timeToX(view, width, span.end)));
    const isSelected = segment.id === selectedId;
    // Seen from far, many share a pixel: painting the first is enough, except the one the user looks for.
    if (right - paintedTo < leastPixels && !isSelected) continue;
    paintedTo = Math.max(paintedTo, right);
    drawSegment(context, segment, { left, right, top: lane.top + 4, height: lane.height - 8 }, { isSelected, isNew: isNew.has(segment.id), n: i + 1 }, colours);
  }
}

function drawSegment(context: CanvasRenderingContext2D, segment: ReviewedSegment, place: { left: number; right: number; top: number; height: number }, about: { isSelected: boolean; isNew: boolean; n: number }, colours: TimelineColours): void {
  const { left, right, top, height } = place;
  const wide = right - left;
  const colour = segment.verdict === 'accepted' ? colours.accepted : segment.verdict === 'rejected' ? colours.rejected : colours.segment;
  context.fillStyle = colour;
  context.globalAlpha = segment.verdict === 'unreviewed' ? 0.35 + 0.65 * segment.confidence ** 2 : segment.verdict === 'rejected' ? 0.6 : 1;
  if (wide > 8) {
    context.beginPath();
    context.roundRect(left, top, wide, height, 3);
    context.fill();
  } else context.fillRect(left, top, wide, height);
  context.globalAlpha = 1;
  if (needsYou(segment)) {
    context.fillStyle = colours.warn;
    context.fillRect(left, top + height - 3, wide, 3);
  }
  if (about.isNew) {
    context.fillStyle = colours.good;
    context.fillRect(left, top, wide, 3);
  }
  if (about.isSelected) {
    context.strokeStyle = colours.text;
    context.lineWidth = 2;
    context.strokeRect(left - 1, top - 2, wide + 2, height + 4);
    if (wide > 14) {
      context.fillStyle = colours.text;
      context.fillRect(left + 2, top + 8, 2, height - 16);
      context.fillRect(right - 4, top + 8, 2, height - 16);
    }
  }
  if (wide > 34) {
    context.save();
    context.beginPath();
    context.rect(left, top, wide - 4, height);
    context.clip();
    context.fillStyle = segment.verdict === 'rejected' ? colours.faint : '#ffffff';
    const mark = verdictMarks[segment.verdict];
    context.fillText(`${mark}${about.n}${segment.stars > 0 ? ` ${'★'.repeat(segment.stars)}` : ''}`, left + 8, top + height / 2);
    context.restore();
  }
}

const verdictMarks: Record<ReviewedSegment['verdict'], string> = { unreviewed: '', accepted: '✓ ', rejected: '✕ ', unsure: '? ' };

function drawStates(context: CanvasRenderingContext2D, { scene, view, width, colours }: TimelinePicture): void {
  const lane = laneOf('state');
  const { states } = scene;
  let paintedTo = Number.NEGATIVE_INFINITY;
  for (let i = firstIndex(states.length, (at) => states[at]!.end >= view.start); i < states.length && states[i]!.start <= view.end; i += 1) {
    const span = states[i]!;
    const left = Math.round(timeToX(view, width, span.start));
    const right = Math.max(left + 1, Math.round(timeToX(view, width, span.end)));
    if (right - paintedTo < leastPixels || span.state === 'searching') continue;
    paintedTo = right;
    context.fillStyle = colours.states[span.state];
    context.fillRect(left, lane.top, right - left, lane.height);
  }
}

/**
 * A line where points are few; where they are many, a bar from lowest to highest for each point of the thinned curve.
 * Three hours on 1,500 pixels, painted in software on two busy cores: 179 ms a frame (median) with a stroked zigzag and hatch lines,
 * 57 ms with bars and a hatch tile, 16 ms once things thinner than a pixel and a half are left out and edges lie on whole pixels.
 */
function drawConfidence(context: CanvasRenderingContext2D, { scene, view, width, colours }: TimelinePicture): void {
  const lane = laneOf('confidence');
  const { level, from, to } = levelFor(scene.confidence, view.start, view.end, width / 2);
  if (to - from < 1) return;
  const y = (value: number): number => lane.top + 2 + (1 - value) * (lane.height - 4);
  const x = (i: number): number => timeToX(view, width, level.times[i]!);
  context.fillStyle = colours.accent;
  // A thinned curve has a lowest and a highest at each point: as a line its dips would be lost.
  if (level !== scene.confidence.levels[0] || to - from > width / 3) {
    const bars = confidenceBars(level, { from, to }, x, y, width);
    context.globalAlpha = 0.16;
    for (const { left, wide, top } of bars) context.fillRect(left, top, wide, lane.top + lane.height - top);
    context.globalAlpha = 0.9;
    for (const { left, wide, top, tall } of bars) context.fillRect(left, top, wide, tall);
    context.globalAlpha = 1;
    return;
  }
  context.beginPath();
  for (let i = from; i < to; i += 1) context.lineTo(x(i), y(level.high[i]!));
  context.strokeStyle = colours.accent;
  context.lineWidth = 1.25;
  context.stroke();
  context.lineTo(x(to - 1), lane.top + lane.height);
  context.lineTo(x(from), lane.top + lane.height);
  context.globalAlpha = 0.16;
  context.fill();
  context.globalAlpha = 1;
}

interface ConfidenceBar { left: number; wide: number; top: number; tall: number }

/** On whole pixels, since half-covered ones cost several times as much to fill; neighbours that look alike are one bar. */
function confidenceBars({ high, low }: CurveLevel, { from, to }: { from: number; to: number }, x: (i: number) => number, y: (value: number) => number, width: number): ConfidenceBar[] {
  const bars: ConfidenceBar[] = [];
  let left = Math.round(x(from));
  for (let i = from; i < to; i += 1) {
    const right = i + 1 < to ? Math.round(x(i + 1)) : width;
    const top = Math.round(y(high[i]!));
    const tall = Math.max(1, Math.round(Math.min(y(low[i]!) - top, 14)));
    const last = bars[bars.length - 1];
    if (last !== undefined && last.top === top && last.tall === tall) last.wide = right - last.left;
    else if (right > left) bars.push({ left, wide: right - left, top, tall });
    left = right;
  }
  return bars;
}

function drawReadings(context: CanvasRenderingContext2D, { scene, view, width, colours }: TimelinePicture): void {
  const lane = laneOf('readings');
  const range = visiblePoints(scene.readingTimes, view.start, view.end);
  let marksTo = Number.NEGATIVE_INFINITY;
  let wordsTo = Number.NEGATIVE_INFINITY;
  for (let i = range.from; i < range.to; i += 1) {
    const reading = scene.readings[i]!;
    const x = timeToX(view, width, reading.timeSeconds);
    if (x - marksTo < 2) continue;
    marksTo = x;
    const colour = reading.counted ? colours.good : colours.faint;
    context.fillStyle = colour;
    const tall = Math.round(reading.confidence * 6) + 1;
    context.fillRect(Math.round(x), lane.top + lane.height - 1 - tall, 1, tall);
    if (x - 8 < wordsTo) continue;
    const words = context.measureText(reading.text).width;
    context.fillText(reading.text, x - words / 2, lane.top + 6);
    wordsTo = x + words;
  }
}

function drawCuts(context: CanvasRenderingContext2D, { scene, view, width, colours }: TimelinePicture): void {
  const lane = laneOf('shots');
  const range = visiblePoints(scene.cuts, view.start, view.end);
  context.fillStyle = colours.soft;
  let paintedTo = Number.NEGATIVE_INFINITY;
  for (let i = range.from; i < range.to; i += 1) {
    const x = Math.round(timeToX(view, width, scene.cuts[i]!));
    if (x - paintedTo < 2) continue;
    paintedTo = x;
    context.fillRect(x, lane.top, 1, lane.height);
  }
  const { items, latestEnd } = scene.couldNotSee;
  context.fillStyle = colours.couldNotSee;
  context.globalAlpha = 0.7;
  for (const { left, right } of spansInPixels(items, visibleSpans(items, latestEnd, view.start, view.end), view, width)) context.fillRect(left, lane.top + lane.height - 4, right - left, 4);
  const missed = scene.missed;
  context.fillStyle = colours.warn;
  for (const { left, right } of spansInPixels(missed.items, visibleSpans(missed.items, missed.latestEnd, view.start, view.end), view, width)) context.fillRect(left, lane.top, right - left, 3);
  context.globalAlpha = 1;
}

/** Spans as pixels inside the window; those hidden under the one before are left out. */
function* spansInPixels(items: ReadonlyArray<{ start: number; end: number }>, range: { from: number; to: number }, view: TimeView, width: number): Generator<{ left: number; right: number }> {
  let paintedTo = Number.NEGATIVE_INFINITY;
  for (let i = range.from; i < range.to; i += 1) {
    const left = Math.max(0, timeToX(view, width, items[i]!.start));
    const right = Math.min(width, Math.max(left + 1, timeToX(view, width, items[i]!.end)));
    if (right - paintedTo < leastPixels) continue;
    paintedTo = right;
    yield { left, right };
  }
}

/** Which stretch of the game the timeline shows, and where a time lies on it in pixels. Not what is drawn there. */

export interface TimeView {
  /** Seconds of presentation time at the left edge. */
  start: number;
  /** Seconds of presentation time at the right edge; always after `start`. */
  end: number;
}

/** Closer than this nothing new can be seen: two seconds fill the window with frames. */
const minSpanSeconds = 2;

/** CSS pixels from the left edge; outside the view it is negative or beyond `width`. */
export function timeToX(view: TimeView, width: number, time: number): number {
  return ((time - view.start) / (view.end - view.start)) * width;
}

export function xToTime(view: TimeView, width: number, x: number): number {
  return view.start + (x / width) * (view.end - view.start);
}

/** The view moved and shortened so that it lies within the game. */
export function clampView(view: TimeView, game: TimeView): TimeView {
  const whole = Math.max(game.end - game.start, 1e-3);
  const span = Math.min(Math.max(view.end - view.start, Math.min(minSpanSeconds, whole)), whole);
  const start = Math.min(Math.max(view.start, game.start), game.end - span);
  return { start, end: start + span };
}

/** Zooms so that the time under the pointer stays under the pointer. `factor` below 1 comes closer. */
export function zoomAt(view: TimeView, game: TimeView, anchorTime: number, factor: number): TimeView {
  const whole = game.end - game.start;
  const old = view.end - view.start;
  const span = Math.min(Math.max(old * factor, Math.min(minSpanSeconds, whole)), whole);
  const share = (anchorTime - view.start) / old;
  const start = anchorTime - share * span;
  return clampView({ start, end: start + span }, game);
}

export function panBy(view: TimeView, game: TimeView, seconds: number): TimeView {
  return clampView({ start: view.start + seconds, end: view.end + seconds }, game);
}

/** A span with some air at both sides. */
export function viewAround(span: TimeView, game: TimeView, air = 0.35): TimeView {
  const length = Math.max(span.end - span.start, 1);
  return clampView({ start: span.start - length * air, end: span.end + length * air }, game);
}

/** Turns the page so that `time` is in view; the same view when it already is. */
export function viewShowing(view: TimeView, game: TimeView, time: number): TimeView {
  if (time >= view.start && time <= view.end) return view;
  const span = view.end - view.start;
  return clampView({ start: time - span * 0.1, end: time + span * 0.9 }, game);
}

export interface Tick { time: number; major: boolean }

const steps = [0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600] as const;
const subdivisions: Record<number, number> = { 15: 3, 30: 3, 60: 4, 120: 4, 900: 3, 1800: 3, 3600: 4 };

/** Marks of the ruler: labelled ones at least `minPixels` apart, small ones between them. */
export function rulerTicks(view: TimeView, width: number, minPixels = 84): { stepSeconds: number; ticks: Tick[] } {
  const perPixel = (view.end - view.start) / width;
  const step = steps.find((one) => one / perPixel >= minPixels) ?? steps[steps.length - 1]!;
  const parts = subdivisions[step] ?? 5;
  const small = step / parts;
  const ticks: Tick[] = [];
  for (let i = Math.ceil(view.start / small - 1e-9); i * small <= view.end + 1e-9; i += 1) ticks.push({ time: i * small, major: i % parts === 0 });
  return { stepSeconds: step, ticks };
}

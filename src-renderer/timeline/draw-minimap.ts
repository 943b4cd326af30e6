/** The whole game in one thin line, with the window of the timeline on it. Painted per pixel column, so its cost does not grow with the game. */
import { needsYou } from '../stores/review-order.ts';
import type { TimelineColours } from './timeline-colours.ts';
import type { TimelineScene } from './timeline-scene.ts';
import { timeToX, type TimeView } from './time-scale.ts';

export const minimapHeight = 18;

/** The game's passages without the window; kept as a picture until they change. */
export function drawMinimapGround(context: CanvasRenderingContext2D, scene: TimelineScene, width: number, colours: TimelineColours): void {
  context.fillStyle = colours.ground;
  context.fillRect(0, 0, width, minimapHeight);
  let paintedTo = Number.NEGATIVE_INFINITY;
  for (const segment of scene.segments.items) {
    const left = timeToX(scene.game, width, segment.start);
    if (left + 1 <= paintedTo) continue;
    paintedTo = left + 1;
    context.fillStyle = segment.verdict === 'accepted' ? colours.accepted : segment.verdict === 'rejected' ? colours.rejected : colours.segment;
    context.fillRect(left, 4, Math.max(1, timeToX(scene.game, width, segment.end) - left), minimapHeight - 8);
    if (needsYou(segment)) {
      context.fillStyle = colours.warn;
      context.fillRect(left, minimapHeight - 4, Math.max(1, timeToX(scene.game, width, segment.end) - left), 2);
    }
  }
}

export function drawMinimapWindow(context: CanvasRenderingContext2D, scene: TimelineScene, view: TimeView, width: number, timeSeconds: number, colours: TimelineColours): void {
  const left = timeToX(scene.game, width, view.start);
  const right = Math.max(left + 6, timeToX(scene.game, width, view.end));
  context.fillStyle = colours.surface;
  context.globalAlpha = 0.6;
  context.fillRect(0, 0, left, minimapHeight);
  context.fillRect(right, 0, width - right, minimapHeight);
  context.globalAlpha = 1;
  context.strokeStyle = colours.faint;
  context.lineWidth = 1;
  context.strokeRect(left + 0.5, 0.5, Math.max(5, right - left - 1), minimapHeight - 1);
  context.fillStyle = colours.playhead;
  context.fillRect(timeToX(scene.game, width, timeSeconds) - 0.75, 0, 1.5, minimapHeight);
}

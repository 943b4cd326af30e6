/**
 * Paints the timeline's three canvases when something changed, at most once a screen refresh. Lanes are only painted anew when
 * the view or the data change; a moving playhead costs one line on a canvas of its own. Not React.
 */
import { formatTime } from '../../src-shared/domain/time.ts';
import { usePlayhead } from '../stores/playhead.ts';
import { drawMinimapGround, drawMinimapWindow, minimapHeight } from './draw-minimap.ts';
import { drawTimeline, type TimelinePicture } from './draw-timeline.ts';
import { fitCanvas } from '../components/fit-canvas.ts';
import { lanesHeight } from './lanes.ts';
import { timeToX } from './time-scale.ts';

export interface TimelineCanvases { lanes: HTMLCanvasElement; playhead: HTMLCanvasElement; minimap: HTMLCanvasElement }

export interface TimelinePainter {
  /** `playhead`: only the line moved; `view`: other stretch or marks; `data`: other segments or colours. */
  invalidate(what: 'playhead' | 'view' | 'data'): void;
  setHover(x: number | null): void;
  dispose(): void;
}

export function paintTimeline(canvases: TimelineCanvases, pictureNow: () => TimelinePicture): TimelinePainter {
  const minimapGround = document.createElement('canvas');
  let dirty = { view: true, data: true };
  let hoverX: number | null = null;
  let scheduled = 0;

  const paint = (): void => {
    scheduled = 0;
    const picture = pictureNow();
    if (picture.width < 10) return;
    const { view, data } = dirty;
    dirty = { view: false, data: false };
    if (view || data) drawTimeline(fitCanvas(canvases.lanes, picture.width, lanesHeight), picture);
    if (data) drawMinimapGround(fitCanvas(minimapGround, picture.width, minimapHeight), picture.scene, picture.width, picture.colours);
    const { timeSeconds } = usePlayhead.getState();
    const minimap = fitCanvas(canvases.minimap, picture.width, minimapHeight);
    minimap.drawImage(minimapGround, 0, 0, picture.width, minimapHeight);
    drawMinimapWindow(minimap, picture.scene, picture.view, picture.width, timeSeconds, picture.colours);
    drawPlayhead(fitCanvas(canvases.playhead, picture.width, lanesHeight), picture, timeSeconds, hoverX);
  };

  const schedule = (): void => {
    if (scheduled === 0) scheduled = requestAnimationFrame(paint);
  };

  return {
    invalidate(what) {
      if (what === 'view') dirty.view = true;
      if (what === 'data') dirty = { view: true, data: true };
      schedule();
    },
    setHover(x) {
      hoverX = x;
      schedule();
    },
    dispose() {
      if (scheduled !== 0) cancelAnimationFrame(scheduled);
    },
  };
}

function drawPlayhead(context: CanvasRenderingContext2D, { view, width, colours, font }: TimelinePicture, timeSeconds: number, hoverX: number | null): void {
  context.clearRect(0, 0, width, lanesHeight);
  if (hoverX !== null) {
    context.fillStyle = colours.faint;
    context.fillRect(Math.round(hoverX), 0, 1, lanesHeight);
  }
  const x = timeToX(view, width, timeSeconds);
  if (x < -60 || x > width + 60) return;
  context.fillStyle = colours.playhead;
  context.fillRect(x - 0.75, 0, 1.5, lanesHeight);
  context.font = font;
  context.textBaseline = 'middle';
  const words = formatTime(timeSeconds, view.end - view.start < 120 ? 2 : 1);
  const wide = context.measureText(words).width + 10;
  const left = Math.min(Math.max(0, x - wide / 2), width - wide);
  context.beginPath();
  context.roundRect(left, 2, wide, 16, 3);
  context.fill();
  context.fillStyle = colours.ground;
  context.fillText(words, left + 5, 10.5);
}

/** What the mouse does on the timeline: go there, scrub, pan, zoom, trim by an edge. Turns events into wishes; changes nothing itself. */
import { hitTest, type TimelineHit } from './hit-test.ts';
import { laneOf } from './lanes.ts';
import { dragEdge, snapTime } from './snap.ts';
import { snapTargets, type TimelineScene } from './timeline-scene.ts';
import { panBy, xToTime, zoomAt, type TimeView } from './time-scale.ts';

export interface PointerContext {
  scene: TimelineScene;
  view: TimeView;
  width: number;
  selectedId: string | null;
  frameSeconds: number;
  /** Where the playhead is; edges snap to it. */
  timeSeconds: number;
}

export interface DraggedEdge { id: string; edge: 'start' | 'end'; start: number; end: number }

export interface PointerWishes {
  seek(timeSeconds: number): void;
  select(segmentId: string, timeSeconds: number): void;
  setView(view: TimeView): void;
  /** null: the drag is over. */
  showDrag(dragged: DraggedEdge | null): void;
  trim(dragged: DraggedEdge): void;
}

type Gesture =
  | { kind: 'press'; x: number; hit: TimelineHit; view: TimeView }
  | { kind: 'pan'; x: number; view: TimeView }
  | { kind: 'scrub' }
  | { kind: 'edge'; dragged: DraggedEdge; moved: boolean };

const clickPixels = 4;
const snapPixels = 7;

export interface TimelinePointer {
  down(x: number, y: number): void;
  move(x: number, y: number, free: boolean): void;
  up(x: number): void;
  cancel(): void;
  wheel(x: number, deltaX: number, deltaY: number, sideways: boolean): void;
  /** The cursor's shape at a place. */
  cursorAt(x: number, y: number): string;
}

export function timelinePointer(contextNow: () => PointerContext, wishes: PointerWishes): TimelinePointer {
  let gesture: Gesture | null = null;
  const timeAt = (x: number): number => {
    const { view, width } = contextNow();
    return xToTime(view, width, x);
  };
  const hitAt = (x: number, y: number): TimelineHit => {
    const { scene, view, width, selectedId } = contextNow();
    return hitTest({ x, y }, { view, width, segments: scene.segments.items, latestEnd: scene.segments.latestEnd, selectedId });
  };

  const moveEdge = (x: number, dragged: DraggedEdge, free: boolean): DraggedEdge => {
    const { scene, view, width, frameSeconds, timeSeconds } = contextNow();
    const perPixel = (view.end - view.start) / width;
    const raw = xToTime(view, width, x);
    const targets = [...snapTargets(scene, { start: raw - 1, end: raw + 1 }, dragged.id), timeSeconds];
    const { time } = free ? { time: raw } : snapTime(raw, targets, snapPixels * perPixel);
    return { ...dragged, ...dragEdge({ edge: dragged.edge, time, segment: dragged, game: scene.game, frameSeconds }) };
  };

  return {
    down(x, y) {
      const hit = hitAt(x, y);
      if (y <= laneOf('ruler').height) {
        gesture = { kind: 'scrub' };
        wishes.seek(timeAt(x));
      } else if (hit.part === 'start-edge' || hit.part === 'end-edge') {
        const segment = contextNow().scene.segments.items.find((one) => one.id === hit.segmentId)!;
        gesture = { kind: 'edge', moved: false, dragged: { id: segment.id, edge: hit.part === 'start-edge' ? 'start' : 'end', start: segment.start, end: segment.end } };
      } else gesture = { kind: 'press', x, hit, view: contextNow().view };
    },
    move(x, _, free) {
      if (gesture === null) return;
      if (gesture.kind === 'press' && Math.abs(x - gesture.x) > clickPixels) gesture = { kind: 'pan', x: gesture.x, view: gesture.view };
      if (gesture.kind === 'scrub') wishes.seek(timeAt(x));
      if (gesture.kind === 'pan') {
        const { scene, width } = contextNow();
        wishes.setView(panBy(gesture.view, scene.game, ((gesture.x - x) / width) * (gesture.view.end - gesture.view.start)));
      }
      if (gesture.kind === 'edge') {
        gesture = { kind: 'edge', moved: true, dragged: moveEdge(x, gesture.dragged, free) };
        wishes.showDrag(gesture.dragged);
        wishes.seek(gesture.dragged.edge === 'start' ? gesture.dragged.start : gesture.dragged.end - contextNow().frameSeconds);
      }
    },
    up(x) {
      const ended = gesture;
      gesture = null;
      if (ended?.kind === 'press') {
        if (ended.hit.part === 'empty') wishes.seek(timeAt(x));
        else wishes.select(ended.hit.segmentId, timeAt(x));
      }
      if (ended?.kind === 'edge') {
        wishes.showDrag(null);
        if (ended.moved) wishes.trim(ended.dragged);
        else wishes.select(ended.dragged.id, ended.dragged.edge === 'start' ? ended.dragged.start : ended.dragged.end);
      }
    },
    cancel() {
      gesture = null;
      wishes.showDrag(null);
    },
    wheel(x, deltaX, deltaY, sideways) {
      const { scene, view, width } = contextNow();
      const across = sideways ? deltaX + deltaY : Math.abs(deltaX) > Math.abs(deltaY) ? deltaX : 0;
      if (across !== 0) wishes.setView(panBy(view, scene.game, (across / width) * (view.end - view.start)));
      else wishes.setView(zoomAt(view, scene.game, xToTime(view, width, x), 1.0018 ** deltaY));
    },
    cursorAt(x, y) {
      if (gesture?.kind === 'pan') return 'grabbing';
      const { part } = hitAt(x, y);
      return part === 'start-edge' || part === 'end-edge' ? 'ew-resize' : part === 'body' ? 'pointer' : 'default';
    },
  };
}

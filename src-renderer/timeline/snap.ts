/** Where a dragged edge comes to rest: on something that means something, when it is near enough. Pure. */

/** The nearest of `targets` within `reachSeconds`, else the time itself. */
export function snapTime(time: number, targets: Iterable<number>, reachSeconds: number): { time: number; snapped: boolean } {
  let best: number | null = null;
  for (const target of targets) {
    if (Math.abs(target - time) <= reachSeconds && (best === null || Math.abs(target - time) < Math.abs(best - time))) best = target;
  }
  return best === null ? { time, snapped: false } : { time: best, snapped: true };
}

interface EdgeDrag {
  edge: 'start' | 'end';
  time: number;
  segment: { start: number; end: number };
  game: { start: number; end: number };
  /** A segment is at least one frame long. */
  frameSeconds: number;
}

/** The segment with one edge moved: never inside out, never outside the game. Neighbours may be overlapped; the export shares them. */
export function dragEdge({ edge, time, segment, game, frameSeconds }: EdgeDrag): { start: number; end: number } {
  if (edge === 'start') return { start: Math.max(game.start, Math.min(time, segment.end - frameSeconds)), end: segment.end };
  return { start: segment.start, end: Math.min(game.end, Math.max(time, segment.start + frameSeconds)) };
}

/** Paints a row of passages for each player. Spans thinner than a pixel are painted once. */
import type { TimelineColours } from './timeline-colours.ts';
import { timeToX, type TimeView } from './time-scale.ts';

export interface ShiftRow {
  /** Sorted by start. */
  spans: ReadonlyArray<{ start: number; end: number }>;
  /** Jersey, #rrggbb. */
  color: string;
  isAsked: boolean;
}

export const shiftRowHeight = 18;

export function drawShiftRows(context: CanvasRenderingContext2D, { rows, view, width, colours }: { rows: readonly ShiftRow[]; view: TimeView; width: number; colours: TimelineColours }): void {
  context.fillStyle = colours.surface;
  context.fillRect(0, 0, width, rows.length * shiftRowHeight);
  rows.forEach((row, i) => {
    const top = i * shiftRowHeight + 2;
    const height = shiftRowHeight - 4;
    context.fillStyle = colours.ground;
    context.fillRect(0, top, width, height);
    let paintedTo = Number.NEGATIVE_INFINITY;
    for (const span of row.spans) {
      if (span.end < view.start) continue;
      if (span.start > view.end) break;
      const left = Math.max(0, Math.round(timeToX(view, width, span.start)));
      const right = Math.min(width, Math.max(left + 2, Math.round(timeToX(view, width, span.end))));
      if (right - paintedTo < 1) continue;
      paintedTo = right;
      context.fillStyle = row.color;
      context.fillRect(left, top + 2, right - left, height - 4);
      // A dark jersey on a dark ground, a white one on a white ground: the edge is always seen.
      context.fillStyle = row.isAsked ? colours.accent : colours.faint;
      context.fillRect(left, top + height - 2, right - left, row.isAsked ? 2 : 1);
      context.fillRect(left, top + 1, right - left, 1);
    }
  });
}

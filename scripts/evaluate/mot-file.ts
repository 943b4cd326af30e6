/** MOTChallenge text files: `frame,id,x,y,w,h,conf,class,visibility`. Not a scene: these files know nothing of shirts. */
import { AppError } from '../../src-shared/app-error.ts';

export interface MotRow {
  /** Counted from 1. */
  frame: number;
  id: number;
  /** Pixels. */
  x: number;
  y: number;
  w: number;
  h: number;
  confidence: number;
  /** Share of the person that can be seen, 0–1; 1 where the file does not say. */
  visibility: number;
}

/** @throws AppError `invalid-input` naming the line, for anything that is not at least six numbers. */
export function parseMotFile(text: string, fileName: string): MotRow[] {
  const rows: MotRow[] = [];
  text.split(/\r?\n/).forEach((line, index) => {
    if (line.trim() === '') return;
    const values = line.split(/[,\s]+/).filter((part) => part !== '').map(Number);
    if (values.length < 6 || values.some((value) => Number.isNaN(value)) || values[0]! < 1) {
      throw new AppError('invalid-input', `${fileName} line ${index + 1} must be frame,id,x,y,w,h[,confidence,class,visibility] with frames from 1, found "${line.slice(0, 60)}"`);
    }
    const [frame, id, x, y, w, h, confidence = 1, , visibility = 1] = values as [number, number, number, number, number, number, ...number[]];
    rows.push({ frame, id, x, y, w, h, confidence, visibility });
  });
  return rows;
}

/** Rows of each frame; index 0 is frame 1. */
export function rowsByFrame(rows: readonly MotRow[], frameCount = lastFrame(rows)): MotRow[][] {
  const frames: MotRow[][] = Array.from({ length: frameCount }, () => []);
  for (const row of rows) frames[row.frame - 1]?.push(row);
  return frames;
}

export function lastFrame(rows: readonly MotRow[]): number {
  return rows.reduce((last, row) => Math.max(last, row.frame), 0);
}

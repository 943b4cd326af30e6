/** MOTChallenge text: one line a box. Boxes in pixels; frames count from 1. */
import type { Box } from '../domain/geometry.ts';

export interface MotRow {
  /** 0-based number of the source frame. */
  frameIndex: number;
  /** ≥ 0; written from 1 on. */
  trackId: number;
  /** Normalised 0–1. */
  box: Box;
  confidence: number;
}

/** One line without its end: `frame,id,left,top,width,height,confidence,-1,-1,-1`. */
export function motLine({ frameIndex, trackId, box, confidence }: MotRow, size: { width: number; height: number }): string {
  const pixels = [box.x * size.width, box.y * size.height, box.w * size.width, box.h * size.height].map((value) => value.toFixed(2));
  return [frameIndex + 1, trackId + 1, ...pixels, confidence.toFixed(4), -1, -1, -1].join(',');
}

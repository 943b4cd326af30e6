/** Perfect boxes made as bad as a detector's, in a repeatable way. Not a detector's true errors: those come in streaks. */
import { iou, type Box } from '../../src-shared/domain/geometry.ts';
import type { Random } from './random.ts';

export interface Degradation {
  /** Share of all boxes that are missed. */
  missed: number;
  /** Share missed of boxes that another one overlaps by more than `overlapIou`. */
  missedInOverlap: number;
  overlapIou: number;
  /** Deviation of each edge, as a share of the box's width or height. */
  jitter: number;
  /** False boxes a frame. */
  falseBoxes: number;
}

export const standardDegradation: Degradation = { missed: 0.05, missedInOverlap: 0.5, overlapIou: 0.4, jitter: 0.04, falseBoxes: 0.3 };

/** @returns what is left of a frame's boxes; false ones come out of `makeFalse`. */
export function degradeBoxes<T extends Box>(boxes: readonly T[], random: Random, degradation: Degradation, makeFalse: (like: T | undefined) => T): T[] {
  const left: T[] = [];
  for (const box of boxes) {
    const isOverlapped = boxes.some((other) => other !== box && iou(box, other) > degradation.overlapIou);
    const missed = random.next() < degradation.missed || (isOverlapped && random.next() < degradation.missedInOverlap);
    if (missed) continue;
    const edge = (size: number): number => random.normal() * degradation.jitter * size;
    const x = box.x + edge(box.w);
    const y = box.y + edge(box.h);
    left.push({ ...box, x, y, w: Math.max(box.w * 0.2, box.x + box.w + edge(box.w) - x), h: Math.max(box.h * 0.2, box.y + box.h + edge(box.h) - y) });
  }
  for (let extra = random.count(degradation.falseBoxes); extra > 0; extra -= 1) left.push(makeFalse(boxes[Math.floor(random.next() * boxes.length)]));
  return left;
}

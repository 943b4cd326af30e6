/** What all people of a picture say together about how it moves. Not camera motion from pixels, which is better where it is right. */
import type { Box, Point } from '../../../src-shared/domain/geometry.ts';
import { grownIou, type Motion } from './motion.ts';

/** Middle velocities, a newcomer's best guess; zero for fewer than three people. */
export function crowdVelocity(motions: readonly Motion[]): { velocity: Point; own: Point } {
  if (motions.length < 3) return { velocity: { x: 0, y: 0 }, own: { x: 0, y: 0 } };
  const middle = (pick: (motion: Motion) => number): number => motions.map(pick).sort((a, b) => a - b)[motions.length >> 1]!;
  return {
    velocity: { x: middle((m) => m.velocity.x), y: middle((m) => m.velocity.y) },
    own: { x: middle((m) => m.own.x), y: middle((m) => m.own.y) },
  };
}

/** Sum over expected boxes of the IoU with whichever seen box fits best. */
export function explainedOverlap(expected: readonly Box[], seen: readonly Box[]): number {
  return expected.reduce((total, box) => total + seen.reduce((best, other) => Math.max(best, grownIou(box, other, 0)), 0), 0);
}

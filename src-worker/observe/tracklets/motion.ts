/**
 * Where a tracklet's next box is expected: last raw box, moved by the camera and by its own recent velocity.
 * Not a filter: boxes that were seen are never changed (smoothing them costs 12–17 points of detection accuracy).
 */
import type { Box } from '../../../src-shared/domain/geometry.ts';

/** Movement of the picture's content between two analysed frames; fractions of width and height, scale about the centre. */
export interface CameraShift { dx: number; dy: number; scale: number; confidence: number }

export interface Motion {
  /** Last seen box, carried along by the camera since it was seen. */
  box: Box;
  /** Velocity of the box's middle beside the camera's, in picture widths / heights per second. */
  vx: number;
  vy: number;
}

export interface MotionOptions {
  /** Time after which an old velocity has lost half its weight: one to two observations at ten frames a second, more where frames are closer and boxes' jitter weighs more. */
  halfLifeSeconds: number;
  /** Fastest believed movement, in box heights per second (a sprint on skates is about 6, the camera's own pan comes on top). */
  fastestHeightsPerSecond: number;
}

/** Carries a box along with the picture's content. */
export function followCamera(motion: Motion, camera: CameraShift): void {
  const { box } = motion;
  const x = (box.x + box.w / 2 - 0.5) * camera.scale + 0.5 + camera.dx;
  const y = (box.y + box.h / 2 - 0.5) * camera.scale + 0.5 + camera.dy;
  box.w *= camera.scale;
  box.h *= camera.scale;
  box.x = x - box.w / 2;
  box.y = y - box.h / 2;
  motion.vx *= camera.scale;
  motion.vy *= camera.scale;
}

/** Writes into `into` where the box should be `seconds` after it was last seen: plain constant velocity (damping it loses people, measured). */
export function predict(motion: Motion, seconds: number, into: Box): void {
  into.x = motion.box.x + motion.vx * seconds;
  into.y = motion.box.y + motion.vy * seconds;
  into.w = motion.box.w;
  into.h = motion.box.h;
}

/**
 * Takes a newly seen box and the velocity it shows.
 * @param aspect width / height of the picture, so that the speed limit means the same in both directions.
 */
export function observe(motion: Motion, seen: Box, seconds: number, isSecond: boolean, aspect: number, options: MotionOptions): void {
  if (seconds > 0) {
    const vx = travelled(motion.box.x, motion.box.w, seen.x, seen.w) / seconds;
    const vy = travelled(motion.box.y, motion.box.h, seen.y, seen.h) / seconds;
    const kept = isSecond ? 0 : 0.5 ** (seconds / options.halfLifeSeconds);
    motion.vx = kept * motion.vx + (1 - kept) * vx;
    motion.vy = kept * motion.vy + (1 - kept) * vy;
    const speed = Math.hypot(motion.vx * aspect, motion.vy);
    const limit = options.fastestHeightsPerSecond * seen.h;
    if (speed > limit) {
      motion.vx *= limit / speed;
      motion.vy *= limit / speed;
    }
  }
  motion.box.x = seen.x;
  motion.box.y = seen.y;
  motion.box.w = seen.w;
  motion.box.h = seen.h;
}

/** A box cut off by the picture's border shows how it moves on its free side only. */
function travelled(from: number, fromSize: number, to: number, toSize: number): number {
  const cutBefore = Math.min(from, to) < BORDER;
  const cutAfter = Math.max(from + fromSize, to + toSize) > 1 - BORDER;
  if (cutBefore && !cutAfter) return to + toSize - from - fromSize;
  if (cutAfter && !cutBefore) return to - from;
  return to + toSize / 2 - from - fromSize / 2;
}

/** Closer than this to the picture's border, as a fraction of it, a box is taken as cut off. */
const BORDER = 0.003;

/** IoU of two boxes after both have been grown by `growth` of their own size (half of it on either side). */
export function grownIou(a: Box, b: Box, growth: number): number {
  const half = growth / 2;
  const width = Math.min(a.x + a.w * (1 + half), b.x + b.w * (1 + half)) - Math.max(a.x - half * a.w, b.x - half * b.w);
  const height = Math.min(a.y + a.h * (1 + half), b.y + b.h * (1 + half)) - Math.max(a.y - half * a.h, b.y - half * b.h);
  if (width <= 0 || height <= 0) return 0;
  const shared = width * height;
  return shared / ((1 + growth) ** 2 * (a.w * a.h + b.w * b.h) - shared);
}

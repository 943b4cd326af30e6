/**
 * Where a tracklet's next box is expected: its last raw box moved by its recent velocity, with or without the camera's part.
 * Not a filter: boxes that were seen are never changed (smoothing them costs 12–17 points of detection accuracy).
 */
import type { Box, Point } from '../../../src-shared/domain/geometry.ts';

/** Movement of the picture's content between two analysed frames; fractions of width and height, scale about the centre. */
export interface CameraShift { dx: number; dy: number; scale: number; confidence: number }

export interface Motion {
  /** Last seen box. */
  box: Box;
  /** Velocity of its middle on the screen, in picture widths / heights per second. */
  velocity: Point;
  /** Last seen box carried along by the camera since; null when the camera was not known all the while. */
  carried: Box | null;
  /** Velocity beside the camera's. */
  own: Point;
}

export interface MotionOptions {
  /** Time after which an old velocity has lost half its weight: one to two observations at ten frames a second, more where frames are closer and boxes' jitter weighs more. */
  halfLifeSeconds: number;
  /** Fastest believed movement, in box heights per second (a sprint on skates is about 6, the camera's own pan comes on top). */
  fastestHeightsPerSecond: number;
}

export function startMotion({ x, y, w, h }: Box, velocity: Point, own: Point): Motion {
  return { box: { x, y, w, h }, velocity: { ...velocity }, carried: { x, y, w, h }, own: { ...own } };
}

/** Carries the last seen box along with the picture's content. */
export function followCamera(motion: Motion, camera: CameraShift | null): void {
  const box = motion.carried;
  if (!box) return;
  if (!camera) {
    motion.carried = null;
    return;
  }
  const x = (box.x + box.w / 2 - 0.5) * camera.scale + 0.5 + camera.dx;
  const y = (box.y + box.h / 2 - 0.5) * camera.scale + 0.5 + camera.dy;
  box.w *= camera.scale;
  box.h *= camera.scale;
  box.x = x - box.w / 2;
  box.y = y - box.h / 2;
}

/** Writes into `into` where the box should be `seconds` after it was last seen: plain constant velocity (damping it loses people, measured). */
export function predict(motion: Motion, seconds: number, withCamera: boolean, into: Box): void {
  const { carried } = motion;
  const from = withCamera && carried ? carried : motion.box;
  const velocity = withCamera && carried ? motion.own : motion.velocity;
  into.x = from.x + velocity.x * seconds;
  into.y = from.y + velocity.y * seconds;
  into.w = from.w;
  into.h = from.h;
}

/**
 * Takes a newly seen box and the velocities it shows.
 * @param aspect width / height of the picture, so that the speed limit means the same in both directions.
 */
export function observe(motion: Motion, seen: Box, seconds: number, isSecond: boolean, aspect: number, options: MotionOptions): void {
  if (seconds > 0) {
    const kept = isSecond ? 0 : 0.5 ** (seconds / options.halfLifeSeconds);
    const limit = options.fastestHeightsPerSecond * seen.h;
    learnVelocity(motion.velocity, motion.box, seen, seconds, kept, limit, aspect);
    if (motion.carried) learnVelocity(motion.own, motion.carried, seen, seconds, kept, limit, aspect);
  }
  const { x, y, w, h } = seen;
  motion.box = { x, y, w, h };
  motion.carried = { x, y, w, h };
}

function learnVelocity(velocity: Point, from: Box, to: Box, seconds: number, kept: number, limit: number, aspect: number): void {
  velocity.x = kept * velocity.x + ((1 - kept) * travelled(from.x, from.w, to.x, to.w)) / seconds;
  velocity.y = kept * velocity.y + ((1 - kept) * travelled(from.y, from.h, to.y, to.h)) / seconds;
  const speed = Math.hypot(velocity.x * aspect, velocity.y);
  if (speed <= limit) return;
  velocity.x *= limit / speed;
  velocity.y *= limit / speed;
}

/** Closer than this to the picture's border, as a fraction of it, a box is taken as cut off. */
const BORDER = 0.003;

/** A box cut off by the picture's border shows how it moves on its free side only. */
function travelled(from: number, fromSize: number, to: number, toSize: number): number {
  const cutBefore = Math.min(from, to) < BORDER;
  const cutAfter = Math.max(from + fromSize, to + toSize) > 1 - BORDER;
  if (cutBefore && !cutAfter) return to + toSize - from - fromSize;
  if (cutAfter && !cutBefore) return to - from;
  return to + toSize / 2 - from - fromSize / 2;
}

/** IoU of two boxes after both have been grown by `growth` of their own size (half of it on either side). */
export function grownIou(a: Box, b: Box, growth: number): number {
  const half = growth / 2;
  const width = Math.min(a.x + a.w * (1 + half), b.x + b.w * (1 + half)) - Math.max(a.x - half * a.w, b.x - half * b.w);
  const height = Math.min(a.y + a.h * (1 + half), b.y + b.h * (1 + half)) - Math.max(a.y - half * a.h, b.y - half * b.h);
  if (width <= 0 || height <= 0) return 0;
  const shared = width * height;
  return shared / ((1 + growth) ** 2 * (a.w * a.h + b.w * b.h) - shared);
}

/**
 * How probable it is that one stretch of boxes goes on as another after a short gap, every other explanation weighed against it.
 * Target-blind. Within one shot only: across a cut nothing moves on.
 */
import type { Likeness } from './likeness.ts';
import type { PathEnd, PathSummary } from './path-summary.ts';

export interface Continuation {
  /** Rows in the given paths. */
  from: number;
  to: number;
  /** 0–1: that `from` goes on as `to` and not as, or not from, something else. */
  probability: number;
}

/** Longest gap judged by motion, seconds. */
export const LONGEST_GAP_SECONDS = 4;
/** Two stretches of one person may share this much when a detector sees him twice, seconds. */
const SHARED_SECONDS = 0.35;
/** Position noise of a box and how fast a person's position becomes unknown, in box heights and box heights a second. */
const POSITION_NOISE = 0.12;
const SPEED_NOISE = 0.9;
/** For how long a person keeps his velocity. */
const VELOCITY_SECONDS = 0.7;
/** A person hidden behind another is mostly seen again within this. */
const HIDDEN_SECONDS = 1.2;

/** Every plausible continuation, by `from` then `to`. Paths may be in any order. */
export function findContinuations(paths: readonly PathSummary[], likeness: Likeness): Continuation[] {
  const pairs = scorePairs(paths, likeness);
  const outOf = new Float64Array(paths.length);
  const into = new Float64Array(paths.length);
  for (const pair of pairs) {
    outOf[pair.from]! += pair.odds;
    into[pair.to]! += pair.odds;
  }
  return pairs
    .map(({ from, to, odds }) => ({ from, to, probability: odds / (outOf[from]! + into[to]! - odds + leaves(paths[from]!.last)) }))
    .filter((link) => link.probability > 0.01)
    .sort((a, b) => a.from - b.from || a.to - b.to);
}

function scorePairs(paths: readonly PathSummary[], likeness: Likeness): { from: number; to: number; odds: number }[] {
  const order = paths.map((_, i) => i).sort((a, b) => paths[a]!.first.timeSeconds - paths[b]!.first.timeSeconds);
  const starts = order.map((i) => paths[i]!.first.timeSeconds);
  const pairs: { from: number; to: number; odds: number }[] = [];
  paths.forEach((path, from) => {
    const end = path.last.timeSeconds;
    for (let k = lowerBound(starts, end - SHARED_SECONDS); k < order.length && starts[k]! <= end + LONGEST_GAP_SECONDS; k++) {
      const to = order[k]!;
      const next = paths[to]!;
      if (to === from || next.shot !== path.shot || next.last.frame <= path.last.frame || next.first.frame <= path.first.frame) continue;
      const motion = motionLogOdds(path.last, next.first);
      if (motion < -7) continue;
      const odds = Math.exp(motion + likeness.compare(path, next));
      if (odds > 1e-3) pairs.push({ from, to, odds });
    }
  });
  return pairs;
}

/** Odds that a path ends because the person leaves or stays unseen; near the picture's side that is likely. */
function leaves(end: PathEnd): number {
  return end.toSide < 0.3 ? 3 : 0.8;
}

/** Log-odds of "the same person moved there" against "somebody else appeared there". */
export function motionLogOdds(end: PathEnd, start: PathEnd): number {
  const gap = start.timeSeconds - end.timeSeconds;
  const dt = Math.max(0, gap);
  const unit = Math.max(1e-4, (end.height + start.height) / 2);
  const carried = VELOCITY_SECONDS * (1 - Math.exp(-dt / VELOCITY_SECONDS));
  // Both ends predict the middle: halves the harm of one bad velocity.
  const dx = start.x - end.x - (carried * (end.velocityX + start.velocityX)) / 2;
  const dy = start.y - end.y - (carried * (end.velocityY + start.velocityY)) / 2;
  const deviation = unit * Math.hypot(POSITION_NOISE, SPEED_NOISE * dt);
  const distance = Math.hypot(dx, dy) / deviation;
  // A newcomer may appear anywhere in a picture about 1.8 × 0.6 heights in size.
  const density = 1.1 / (2 * Math.PI * deviation ** 2);
  const size = Math.log(Math.max(1e-4, start.height) / Math.max(1e-4, end.height));
  const sizeOdds = Math.max(-4, -0.5 * (size / (0.15 + 0.08 * dt)) ** 2 + 0.5);
  const overlapPenalty = gap < 0 ? -2 : 0;
  return Math.log(density) - 0.5 * distance ** 2 + sizeOdds - dt / HIDDEN_SECONDS + overlapPenalty;
}

function lowerBound(sorted: readonly number[], value: number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle]! < value) low = middle + 1; else high = middle;
  }
  return low;
}

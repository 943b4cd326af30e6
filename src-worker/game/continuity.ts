/**
 * How probable it is that one stretch of boxes goes on as another after a short gap, every other explanation weighed against it:
 * other stretches it may go on as, others that may go on as this one, people leaving and newcomers.
 * Target-blind. Within one shot only: across a cut nothing moves on.
 */
import type { Likeness } from './likeness.ts';
import { missedBy, type MotionModel } from './motion-model.ts';
import type { PathEnd, PathSummary } from './path-summary.ts';

export interface Continuation {
  /** Rows in the given paths. */
  from: number;
  to: number;
  /** 0–1: that `from` goes on as `to` and not as, or not from, something else. */
  probability: number;
}

/** Longest gap judged by motion, seconds. */
const LONGEST_GAP_SECONDS = 3;
/** Two stretches of one person may share this much when a detector sees him twice, seconds. */
const SHARED_SECONDS = 0.35;
/** Where newcomers may appear: a picture is about 1.8 heights wide, and people stand in 0.6 of its height. */
const PICTURE_AREA = 1.1;
/** A path that ends at the picture's side is so much likelier to have left. */
const LEAVES_AT_SIDE = 4;
const ROUNDS = 3;
const BALANCING_STEPS = 20;

/** Every plausible continuation, by `from` then `to`. Paths may be in any order. */
export function findContinuations(paths: readonly PathSummary[], likeness: Likeness, motion: MotionModel): Continuation[] {
  const pairs = scorePairs(paths, likeness, motion);
  const seconds = Math.max(5, Math.max(0, ...paths.map((path) => path.last.timeSeconds)) - Math.min(Infinity, ...paths.map((path) => path.first.timeSeconds)));
  let rates: Rates = { goesOn: 0.5, hiddenSeconds: 0.8, newcomers: Math.max(0.2, (0.5 * paths.length) / seconds) };
  let probability: Float64Array = new Float64Array(pairs.length);
  for (let round = 0; round < ROUNDS; round++) {
    probability = weighAll(paths, pairs, rates);
    rates = learnRates(paths, pairs, probability, seconds);
  }
  return pairs.map(({ from, to }, i) => ({ from, to, probability: probability[i]! }))
    .filter((link) => link.probability > 0.01)
    .sort((a, b) => a.from - b.from || a.to - b.to);
}

/** What this video is like: learned from its own paths, a few rounds of expectation and maximisation. */
interface Rates {
  /** Probability that a path that ends goes on as another. */
  goesOn: number;
  /** Mean time between the two. */
  hiddenSeconds: number;
  /** People coming into view, per second. */
  newcomers: number;
}

interface Pair { from: number; to: number; gap: number; /** Density of this place, given the same person, relative to a newcomer's. */ ratio: number }

/**
 * Soft assignment: every path goes on as one other or leaves, every path continues one other or is a newcomer (Sinkhorn scaling with slack).
 * A short piece between two longer ones is thereby a stepping stone, not a rival.
 */
function weighAll(paths: readonly PathSummary[], pairs: readonly Pair[], { goesOn, hiddenSeconds, newcomers }: Rates): Float64Array {
  const odds = Float64Array.from(pairs, ({ gap, ratio }) => (goesOn * ratio * Math.exp(-Math.max(0, gap) / hiddenSeconds)) / hiddenSeconds / newcomers);
  const leaves = Float64Array.from(paths, (path) => (1 - goesOn) * (atSide(path.last) ? LEAVES_AT_SIDE : 1));
  const out = leaves.map((value) => 1 / value);
  const into = new Float64Array(paths.length).fill(1);
  const sum = new Float64Array(paths.length);
  for (let step = 0; step < BALANCING_STEPS; step++) {
    sum.fill(1);
    pairs.forEach(({ from, to }, i) => { sum[to]! += out[from]! * odds[i]!; });
    sum.forEach((value, i) => { into[i] = 1 / value; });
    sum.set(leaves);
    pairs.forEach(({ from, to }, i) => { sum[from]! += into[to]! * odds[i]!; });
    sum.forEach((value, i) => { out[i] = 1 / value; });
  }
  return Float64Array.from(pairs, ({ from, to }, i) => Math.min(1, out[from]! * odds[i]! * into[to]!));
}

function learnRates(paths: readonly PathSummary[], pairs: readonly Pair[], probability: Float64Array, seconds: number): Rates {
  let [links, hidden] = [0, 0];
  pairs.forEach(({ gap }, i) => { links += probability[i]!; hidden += probability[i]! * Math.max(0.05, gap); });
  return {
    goesOn: clamp(links / Math.max(1, paths.length), 0.1, 0.9),
    hiddenSeconds: clamp((hidden + 0.8) / (links + 1), 0.25, 1.5),
    newcomers: Math.max(0.2, (paths.length - links) / seconds),
  };
}

function scorePairs(paths: readonly PathSummary[], likeness: Likeness, motion: MotionModel): Pair[] {
  const order = paths.map((_, i) => i).sort((a, b) => paths[a]!.first.timeSeconds - paths[b]!.first.timeSeconds);
  const starts = order.map((i) => paths[i]!.first.timeSeconds);
  const pairs: Pair[] = [];
  paths.forEach((path, from) => {
    const end = path.last.timeSeconds;
    for (let k = lowerBound(starts, end - SHARED_SECONDS); k < order.length && starts[k]! <= end + LONGEST_GAP_SECONDS; k++) {
      const to = order[k]!;
      const next = paths[to]!;
      if (to === from || next.shot !== path.shot || next.last.frame <= path.last.frame || next.first.frame <= path.first.frame) continue;
      const place = placeLogRatio(path.last, next.first, motion);
      if (place < -5) continue;
      const ratio = Math.exp(place + likeness.compare(path, next));
      if (ratio > 0.02) pairs.push({ from, to, gap: starts[k]! - end, ratio });
    }
  });
  return pairs;
}

/** Log of how much likelier this place and size are for the same person than for a newcomer. */
export function placeLogRatio(end: PathEnd, start: PathEnd, motion: MotionModel): number {
  const gap = start.timeSeconds - end.timeSeconds;
  const dt = Math.max(0, gap);
  const unit = Math.max(1e-4, end.height, start.height);
  const deviation = motion.deviation(dt);
  const missed = missedBy(end, start) / deviation;
  // A box that loses a part behind somebody jumps: one in four misses by much more than the rest.
  const shape = 0.75 * Math.exp(-0.5 * missed ** 2) + (0.25 / 12) * Math.exp((-0.5 * missed ** 2) / 12);
  const density = (PICTURE_AREA * shape) / (2 * Math.PI * (deviation * unit) ** 2);
  const size = Math.log(Math.max(1e-4, start.height) / Math.max(1e-4, end.height));
  const sizeRatio = Math.max(-2, -0.5 * (size / (0.2 + 0.08 * dt)) ** 2 + 0.3);
  return Math.log(density) + sizeRatio - (gap < -1e-6 ? 2 : 0);
}

function atSide(end: PathEnd): boolean {
  return end.toSide < 0.3;
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, value));
}

function lowerBound(sorted: readonly number[], value: number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle]! < value) low = middle + 1; else high = middle;
  }
  return low;
}

/**
 * How people of this video move while nobody sees them, learned from stretches in which they were seen:
 * a gap is pretended inside a stretch and the prediction across it is compared with what happened.
 */
import { pathEndAt, type PathEnd, type PathSummary, type SummarySource } from './path-summary.ts';

export interface MotionModel {
  /** Deviation of the predicted from the true place after so many seconds, in box heights. */
  deviation(seconds: number): number;
}

/** Before anything is learned: a box jitters by an eighth of its height, and a person changes speed by about one height a second. */
const GAPS = [0.1, 0.3, 0.6, 1, 1.5, 2.5, 4];
const BEFORE = GAPS.map((gap) => Math.hypot(0.12, 0.9 * gap));
const ENOUGH = 15;
/** Gaps happen where people meet and turn: there they move less predictably than in plain sight. */
const HARDER_WHEN_HIDDEN = 1.25;
const VELOCITY_SECONDS = 0.7;

export function learnMotion(source: SummarySource, paths: readonly PathSummary[]): MotionModel {
  const learned = GAPS.map((gap) => {
    const misses = pretendedGaps(source, paths, gap);
    if (misses.length < ENOUGH) return null;
    misses.sort((a, b) => a - b);
    // The median of a Rayleigh distribution is 1.177 deviations.
    return Math.max(0.05, (HARDER_WHEN_HIDDEN * misses[misses.length >> 1]!) / 1.177);
  });
  const known = learned.map((value, i) => value ?? extrapolate(learned, i));
  for (let i = 1; i < known.length; i++) known[i] = Math.max(known[i]!, known[i - 1]!);
  return { deviation: (seconds) => interpolate(known, Math.max(0, seconds)) };
}

/** Distance in box heights from where the person should be by both velocities. */
export function missedBy(end: PathEnd, start: PathEnd): number {
  const dt = Math.max(0, start.timeSeconds - end.timeSeconds);
  const unit = Math.max(1e-4, end.height, start.height);
  // Velocity fades: nobody skates on for ever. Both ends predict the middle, which halves the harm of one bad velocity.
  const carried = VELOCITY_SECONDS * (1 - Math.exp(-dt / VELOCITY_SECONDS));
  const dx = start.x - end.x - (carried * (end.velocityX + start.velocityX)) / 2;
  const dy = start.y - end.y - (carried * (end.velocityY + start.velocityY)) / 2;
  return Math.hypot(dx, dy) / unit;
}

const MOST_PER_GAP = 500;

function pretendedGaps(source: SummarySource, paths: readonly PathSummary[], gap: number): number[] {
  const misses: number[] = [];
  const long = paths.filter((path) => path.last.timeSeconds - path.first.timeSeconds >= gap + 0.6);
  const perPath = Math.max(1, Math.ceil(MOST_PER_GAP / Math.max(1, long.length)));
  for (const path of long.slice(0, MOST_PER_GAP)) {
    const time = (i: number): number => source.frames.pts[source.detections.frame[path.rows[i]!]!]!;
    const stride = Math.max(3, Math.floor(path.rows.length / (perPath + 1)));
    for (let i = 3; i < path.rows.length - 3; i += stride) {
      let j = i + 1;
      while (j < path.rows.length && time(j) - time(i) < gap - 1e-6) j++;
      if (j > path.rows.length - 3) break;
      misses.push(missedBy(pathEndAt(source, path.rows, i, 'last'), pathEndAt(source, path.rows, j, 'first')));
    }
  }
  return misses;
}

/** From the nearest learned gap, growing as the first guess grows. */
function extrapolate(learned: readonly (number | null)[], i: number): number {
  for (let step = 1; step < learned.length; step++) {
    for (const other of [i - step, i + step]) {
      const value = learned[other];
      if (value !== null && value !== undefined) return (value * BEFORE[i]!) / BEFORE[other]!;
    }
  }
  return BEFORE[i]!;
}

function interpolate(known: readonly number[], seconds: number): number {
  if (seconds <= GAPS[0]!) return known[0]!;
  for (let i = 1; i < GAPS.length; i++) {
    if (seconds > GAPS[i]!) continue;
    const share = (seconds - GAPS[i - 1]!) / (GAPS[i]! - GAPS[i - 1]!);
    return known[i - 1]! + share * (known[i]! - known[i - 1]!);
  }
  return known.at(-1)!;
}

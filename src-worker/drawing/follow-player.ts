/**
 * Where a crop that follows the player stands: a lazy camera that rests while he is near its middle, moves softly, and jumps only at cuts.
 * Pure. The crop is as high as the picture; only its middle moves, sideways.
 */
import type { PathPoint } from './track-paths.ts';

export interface FollowOptions {
  /** Seconds of presentation time to cover. */
  start: number;
  end: number;
  /** Width of the crop as a share (0–1) of the picture's. */
  cropWidth: number;
  /** Presentation times at which the picture changes altogether. */
  cuts: readonly number[];
}

/** The crop's middle (0–1 of the picture's width) at a time; straight between two. Two at one time: a jump. */
export interface CropKey { seconds: number; x: number }

const stepSeconds = 0.1;
/** How far, in crop widths, he may be from the middle without the crop moving. */
const restShare = 0.12;
/** Deviation of the bell curve by which motion is softened: starts and stops take about a second. */
const softSeconds = 0.45;
/** Keys that lie this near (share of the picture) to the straight line between others are left out. */
const keptTolerance = 0.0015;

/** At least one key. Without a sighting the crop stands in the middle. */
export function followPlayer(points: readonly PathPoint[], { start, end, cropWidth, cuts }: FollowOptions): CropKey[] {
  const half = Math.min(0.5, cropWidth / 2);
  const seen = points.map(({ seconds, box }) => ({ seconds, x: box.x + box.w / 2 })).sort((a, b) => a.seconds - b.seconds);
  if (seen.length === 0) return [{ seconds: start, x: 0.5 }];
  const edges = [start, ...cuts.filter((cut) => cut > start && cut < end).sort((a, b) => a - b), end];
  return edges.slice(1).flatMap((until, i) => {
    const from = edges[i]!;
    const inShot = seen.filter(({ seconds }) => seconds >= from && seconds < until);
    const count = Math.max(2, Math.ceil((until - from) / stepSeconds) + 1);
    const times = Array.from({ length: count }, (_, n) => from + ((until - from) * n) / (count - 1));
    const wanted = times.map((time) => (inShot.length > 0 ? placeAt(inShot, time) : 0.5));
    const moved = softened(lazily(wanted, restShare * cropWidth), softSeconds / ((until - from) / (count - 1)));
    return fewest(times.map((seconds, n) => ({ seconds, x: Math.min(Math.max(moved[n]!, half), 1 - half) })), keptTolerance);
  });
}

/** The crop's middle at a time, as ffmpeg's expression will have it. */
export function cropAt(keys: readonly CropKey[], seconds: number): number {
  const next = keys.findIndex((key) => key.seconds > seconds);
  if (next === 0) return keys[0]!.x;
  if (next === -1) return keys.at(-1)!.x;
  const [a, b] = [keys[next - 1]!, keys[next]!];
  return a.x + ((b.x - a.x) * (seconds - a.seconds)) / (b.seconds - a.seconds);
}

function placeAt(seen: readonly CropKey[], time: number): number {
  return cropAt(seen, time);
}

/** The camera is drawn along at the length of a leash. Run from both ends and averaged, so that it neither lags nor leads. */
function lazily(wanted: readonly number[], leash: number): number[] {
  const drawn = (values: readonly number[]): number[] => {
    let at = values[0]!;
    return values.map((value) => (at = Math.min(Math.max(at, value - leash), value + leash)));
  };
  const forward = drawn(wanted);
  const backward = drawn([...wanted].reverse()).reverse();
  return forward.map((value, i) => (value + backward[i]!) / 2);
}

/** Bell-shaped mean; beyond the ends the end values go on. */
function softened(values: readonly number[], deviation: number): number[] {
  const reach = Math.ceil(deviation * 3);
  const weights = Array.from({ length: 2 * reach + 1 }, (_, i) => Math.exp(-((i - reach) ** 2) / (2 * deviation ** 2)));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return values.map((_, at) => weights.reduce((sum, weight, i) => sum + weight * values[Math.min(Math.max(at + i - reach, 0), values.length - 1)]!, 0) / total);
}

/** Douglas and Peucker's way of drawing a line with fewer points. */
function fewest(keys: readonly CropKey[], tolerance: number): CropKey[] {
  const [first, last] = [keys[0]!, keys.at(-1)!];
  let farthest = 0;
  let distance = tolerance;
  for (let i = 1; i < keys.length - 1; i += 1) {
    const straight = first.x + ((last.x - first.x) * (keys[i]!.seconds - first.seconds)) / (last.seconds - first.seconds);
    if (Math.abs(keys[i]!.x - straight) > distance) { farthest = i; distance = Math.abs(keys[i]!.x - straight); }
  }
  if (farthest === 0) return [first, last];
  return [...fewest(keys.slice(0, farthest + 1), tolerance).slice(0, -1), ...fewest(keys.slice(farthest), tolerance)];
}

/** When the target could not have been seen or named, and why. Honest silence: these seconds are unknown, not absent. Pure. */
import type { CouldNotSee } from '../../src-shared/domain/segment.ts';
import type { Game } from '../game/game.ts';
import type { PieceGraph } from '../game/piece-graph.ts';
import type { WeighedPieces } from './weigh-pieces.ts';

/** Shorter doubts are not worth telling. */
const SHORTEST_SECONDS = 0.6;
/** Below this body height in pixels no number is readable: its digits are under 18 pixels high. */
const UNREADABLE_BODY_PIXELS = 70;
/** From this many seconds of presence that may be his and is not named on, one speaks of doubt. */
const DOUBT = 0.25;

/** @param reported pieces that are reported as the target, and their unbroken runs: there he was seen. */
export function findCouldNotSee(game: Game, graph: PieceGraph, weighed: WeighedPieces, reported: { pieces: ReadonlySet<number>; runs: readonly { start: number; end: number }[] }): CouldNotSee[] {
  const frames = game.frames.pts.length;
  const people = peopleByFrame(game, graph, () => 1);
  const usual = median(Array.from(people).filter((count) => count > 0));
  const why: (CouldNotSee['why'] | null)[] = Array.from({ length: frames }, () => null);
  for (const shot of game.shots) {
    const counts = Array.from(people.subarray(shot.firstFrame, shot.lastFrame + 1));
    const typical = median(counts);
    // A shot with far fewer or no people among a game with many is not the game.
    if (game.shots.length > 1 && usual >= 4 && typical <= usual * 0.35) why.fill(typical === 0 ? 'no-people' : 'cutaway', shot.firstFrame, shot.lastFrame + 1);
  }
  const doubt = peopleByFrame(game, graph, (i) => (reported.pieces.has(i) ? 0 : weighed.probability[i]!));
  const covered = coverage(game, graph);
  for (let frame = 0; frame < frames; frame++) {
    if (why[frame] !== null) continue;
    if (people[frame] === 0) why[frame] = usual > 0 ? 'no-people' : null;
    else if (doubt[frame]! >= DOUBT) why[frame] = covered.height[frame]! < UNREADABLE_BODY_PIXELS ? 'players-too-small' : covered.overlap[frame]! > 0.45 ? 'crowded' : 'number-unreadable';
  }
  for (const span of reported.runs) {
    for (let frame = 0; frame < frames; frame++) if (game.frames.pts[frame]! >= span.start - 1e-6 && game.frames.pts[frame]! <= span.end + 1e-6) why[frame] = null;
  }
  return joinFrames(game, why);
}

function joinFrames(game: Game, why: readonly (CouldNotSee['why'] | null)[]): CouldNotSee[] {
  const spans: CouldNotSee[] = [];
  why.forEach((reason, frame) => {
    if (reason === null) return;
    const time = game.frames.pts[frame]!;
    const last = spans.at(-1);
    if (last !== undefined && last.why === reason && time - last.end <= 2.5 * game.frameSeconds) last.end = time;
    else spans.push({ start: time, end: time, why: reason });
  });
  return spans.filter((span) => span.end - span.start >= SHORTEST_SECONDS).slice(0, 5000);
}

function peopleByFrame(game: Game, graph: PieceGraph, weight: (piece: number) => number): Float32Array {
  const sum = new Float32Array(game.frames.pts.length);
  graph.pieces.forEach((piece, i) => {
    const value = weight(i);
    if (value > 0) for (let frame = piece.first.frame; frame <= piece.last.frame; frame++) sum[frame]! += value;
  });
  return sum;
}

/** Mean body height in pixels and mean overlap of the boxes of each frame. */
function coverage(game: Game, graph: PieceGraph): { height: Float32Array; overlap: Float32Array } {
  const frames = game.frames.pts.length;
  const [height, overlap, count] = [new Float32Array(frames), new Float32Array(frames), new Float32Array(frames)];
  for (const piece of graph.pieces) {
    for (const row of piece.rows) {
      const frame = game.detections.frame[row]!;
      height[frame]! += game.detections.h[row]! * game.height;
      overlap[frame]! += game.detections.overlap[row]!;
      count[frame]!++;
    }
  }
  return { height: height.map((sum, i) => sum / Math.max(1, count[i]!)), overlap: overlap.map((sum, i) => sum / Math.max(1, count[i]!)) };
}

function median(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.toSorted((a, b) => a - b)[values.length >> 1]!;
}

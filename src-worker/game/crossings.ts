/**
 * Where two people dressed alike pass one another: there a tracker may have taken one for the other.
 * Tracks are cut there, so that what is read before and after can correct it; the tracker's own word is kept as a likelihood.
 */
import { iou } from '../../src-shared/domain/geometry.ts';
import { PALETTE_FLOATS } from '../../src-shared/domain/observation.ts';
import { rowsOf, type Game } from './game.ts';
import { paletteDistance } from './palette.ts';
import { summaryPalette } from './path-summary.ts';

/** Boxes overlapping this much may be exchanged. */
const EXCHANGED_IOU = 0.3;
/** One meeting ends when they have been apart for so long, seconds. */
const ONE_MEETING_SECONDS = 0.6;
/** Torsos farther apart than this are not mixed up. */
const OTHER_JERSEY = 18;

/** By track: frames at which it is to be cut, ascending. */
export function findCrossings(game: Game): Map<number, number[]> {
  const d = game.detections;
  const palettes = Array.from({ length: game.trackCount }, (_, track) => summaryPalette(game, rowsOf(game.trackSamples, track)));
  const meetings = new Map<string, { a: number; b: number; last: number; best: number; frame: number }>();
  const cuts = new Map<number, number[]>();
  const close = (meeting: { a: number; b: number; frame: number }): void => {
    for (const track of [meeting.a, meeting.b]) cuts.set(track, [...(cuts.get(track) ?? []), meeting.frame]);
  };
  for (let from = 0; from < d.frame.length;) {
    let to = from;
    while (to < d.frame.length && d.frame[to] === d.frame[from]) to++;
    const frame = d.frame[from]!;
    for (let i = from; i < to; i++) {
      for (let j = i + 1; j < to; j++) {
        if (d.track[i]! < 0 || d.track[j]! < 0) continue;
        const overlap = iou({ x: d.x[i]!, y: d.y[i]!, w: d.w[i]!, h: d.h[i]! }, { x: d.x[j]!, y: d.y[j]!, w: d.w[j]!, h: d.h[j]! });
        if (overlap < EXCHANGED_IOU) continue;
        const [a, b] = [Math.min(d.track[i]!, d.track[j]!), Math.max(d.track[i]!, d.track[j]!)];
        const known = meetings.get(`${a}:${b}`);
        if (known !== undefined && game.frames.pts[frame]! - game.frames.pts[known.last]! <= ONE_MEETING_SECONDS) {
          known.last = frame;
          if (overlap > known.best) { known.best = overlap; known.frame = frame; }
        } else {
          if (known !== undefined) close(known);
          if (isDressedAlike(palettes[a]!, palettes[b]!)) meetings.set(`${a}:${b}`, { a, b, last: frame, best: overlap, frame });
        }
      }
    }
    from = to;
  }
  for (const meeting of meetings.values()) close(meeting);
  return cuts;
}

function isDressedAlike(a: Float32Array | null, b: Float32Array | null): boolean {
  return a === null || b === null || a.length < PALETTE_FLOATS || paletteDistance(a, b) < OTHER_JERSEY;
}

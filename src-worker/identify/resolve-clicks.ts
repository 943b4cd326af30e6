/** Clicks → the boxes they hit. Contradictions and misses are told, not averaged. */
import type { Click } from '../../src-shared/domain/target.ts';
import { formatTime } from '../../src-shared/domain/time.ts';
import { PALETTE_FLOATS } from '../../src-shared/domain/observation.ts';
import { rowsOf, type Game } from '../game/game.ts';
import { hexToLab, paletteToColour, type Lab } from '../game/palette.ts';
import type { TrackCut } from '../game/pieces.ts';

export interface ClickHit {
  click: Click;
  track: number;
  /** Frame of the box that was hit. */
  frame: number;
  /** Tracks of other boxes that hold the point: one person seen twice, or somebody behind him. */
  others: number[];
}

export interface ResolvedClicks {
  hits: ClickHit[];
  /** Where a track must be cut because it was clicked as him and as not him. */
  cuts: TrackCut[];
  problems: string[];
}

/** The clicked picture and the nearest analysed one may differ by this much. */
const NEAREST_FRAME_SECONDS = 0.5;

/** @param jersey the target's colour where known: of two people one behind the other the one dressed like him is meant. */
export function resolveClicks(game: Game, clicks: readonly Click[], jersey: string | null = null): ResolvedClicks {
  const colour = jersey === null ? null : hexToLab(jersey);
  const problems: string[] = [];
  const hits: ClickHit[] = [];
  for (const click of clicks) {
    const hit = hitBox(game, click, click.kind === 'him' ? colour : null);
    if (hit === null) problems.push(`the click at ${formatTime(click.timeSeconds, 1)} hit nobody`);
    else hits.push({ click, ...hit });
  }
  const kept = withoutContradictions(game, hits, problems);
  return { hits: kept, cuts: cutsBetween(game, kept), problems };
}

/** What counts as hit, strictest first: a box that holds the point and is dressed like him, one that nearly does, whoever is there. */
const attempts = [{ beside: 0, otherJersey: false }, { beside: 0.15, otherJersey: false }, { beside: 0, otherJersey: true }] as const;

/** The box meant by the point, in the nearest analysed frame that has one. */
function hitBox(game: Game, click: Click, colour: Lab | null): Omit<ClickHit, 'click'> | null {
  const { pts } = game.frames;
  const near: number[] = [];
  for (let frame = firstAtOrAfter(pts, click.timeSeconds - NEAREST_FRAME_SECONDS); frame < pts.length && pts[frame]! <= click.timeSeconds + NEAREST_FRAME_SECONDS; frame++) near.push(frame);
  const shot = shotAt(game, click.timeSeconds);
  near.sort((a, b) => Math.abs(pts[a]! - click.timeSeconds) - Math.abs(pts[b]! - click.timeSeconds));
  for (const attempt of attempts) {
    for (const frame of near) {
      if (game.frames.shot[frame] !== shot) continue;
      const [best, ...others] = heldBoxes(game, frame, click, colour, attempt.beside).filter((box) => attempt.otherJersey || box.colour < OTHER_JERSEY);
      if (best !== undefined) return { frame, track: game.detections.track[best.row]!, others: others.map(({ row }) => game.detections.track[row]!) };
    }
  }
  return null;
}

/** The shot shown at a time: a cut after the last analysed frame is known from its exact time. */
function shotAt(game: Game, time: number): number {
  let shot = 0;
  game.shots.forEach(({ firstFrame }, i) => {
    const begins = game.frames.pts[firstFrame]!;
    const cut = game.cuts.find((exact) => exact <= begins + 1e-6 && exact > begins - 1) ?? begins;
    if (time >= cut - 1e-3) shot = i;
  });
  return shot;
}

/** A torso this far from the target's colour is in another kit. */
const OTHER_JERSEY = 30;

/** Boxes that hold the point, the most likely meant first: where the torso is near to it and the box small. @param beside share of its size by which a box may miss the point. */
function heldBoxes(game: Game, frame: number, { x, y }: Click, colour: Lab | null, beside: number): { row: number; colour: number }[] {
  const d = game.detections;
  const held: { row: number; cost: number; colour: number }[] = [];
  for (let row = firstAtOrAfter(d.frame, frame); row < d.frame.length && d.frame[row] === frame; row++) {
    if (d.track[row]! < 0) continue;
    const [u, v] = [(x - d.x[row]!) / d.w[row]!, (y - d.y[row]!) / d.h[row]!];
    if (u < -beside || u > 1 + beside || v < -beside || v > 1 + beside) continue;
    // Users click a torso or the middle of a body.
    const off = 0.1 + Math.hypot(u - 0.5, Math.max(0, 0.35 - v, v - 0.5));
    held.push({ row, cost: off * Math.sqrt(d.w[row]! * d.h[row]!), colour: colour === null ? 0 : jerseyDistance(game, row, colour) });
  }
  const nearest = Math.min(...held.map((box) => box.colour));
  const cost = (box: (typeof held)[number]): number => box.cost * 2 ** ((box.colour - nearest) / (OTHER_JERSEY / 2));
  return held.sort((a, b) => cost(a) - cost(b));
}

/** Looked at on the track's samples next to this box. */
const SAMPLES_LOOKED_AT = 3;

function jerseyDistance(game: Game, row: number, colour: Lab): number {
  const { detection, palette } = game.samples;
  const near = Array.from(rowsOf(game.trackSamples, game.detections.track[row]!)).sort((a, b) => Math.abs(detection[a]! - row) - Math.abs(detection[b]! - row)).slice(0, SAMPLES_LOOKED_AT);
  if (near.length === 0) return OTHER_JERSEY / 2;
  return near.reduce((sum, sample) => sum + paletteToColour(palette.subarray(sample * PALETTE_FLOATS, (sample + 1) * PALETTE_FLOATS), colour), 0) / near.length;
}

/** Two clicks at one moment on two people, both "him": the later word counts. One box both him and not him: likewise. */
function withoutContradictions(game: Game, hits: readonly ClickHit[], problems: string[]): ClickHit[] {
  const kept: ClickHit[] = [];
  for (const hit of hits) {
    const at = formatTime(hit.click.timeSeconds, 1);
    for (let i = kept.length - 1; i >= 0; i--) {
      const other = kept[i]!;
      const sameMoment = Math.abs(game.frames.pts[other.frame]! - game.frames.pts[hit.frame]!) < game.frameSeconds / 2;
      const twice = sameMoment && other.track !== hit.track && other.click.kind === 'him' && hit.click.kind === 'him';
      const bothWays = sameMoment && other.track === hit.track && other.click.kind !== hit.click.kind;
      if (!twice && !bothWays) continue;
      problems.push(twice
        ? `two clicks at ${at} say "him" of two people; the later one counts`
        : `clicks at ${at} say both "him" and "not him" of one person; the later one counts`);
      kept.splice(i, 1);
    }
    kept.push(hit);
  }
  return kept;
}

/** Halfway between neighbouring clicks of different kinds on one track. */
function cutsBetween(game: Game, hits: readonly ClickHit[]): TrackCut[] {
  const cuts: TrackCut[] = [];
  const ordered = hits.toSorted((a, b) => a.track - b.track || a.frame - b.frame);
  for (let i = 1; i < ordered.length; i++) {
    const [a, b] = [ordered[i - 1]!, ordered[i]!];
    if (a.track === b.track && a.click.kind !== b.click.kind) cuts.push({ track: a.track, frame: changeFrame(game, a.track, a.frame, b.frame) });
  }
  return cuts;
}

/** A border between two tracklets when there is one, otherwise the most covered box: that is where two people were mixed up. The middle if all are alike. */
function changeFrame(game: Game, track: number, from: number, to: number): number {
  const { offset, rows } = game.trackDetections;
  let best = { frame: to, score: -Infinity };
  let previous = -1;
  for (let k = offset[track]!; k < offset[track + 1]!; k++) {
    const row = rows[k]!;
    const frame = game.detections.frame[row]!;
    if (frame > from && frame <= to) {
      const border = previous >= 0 && game.detections.tracklet[previous] !== game.detections.tracklet[row];
      const score = (border ? 10 : 0) + game.detections.overlap[row]! - (0.1 * Math.abs(frame - (from + to) / 2)) / (to - from);
      if (score > best.score) best = { frame, score };
    }
    previous = row;
  }
  return best.frame;
}

export function firstAtOrAfter(sorted: ArrayLike<number>, value: number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle]! < value) low = middle + 1; else high = middle;
  }
  return low;
}

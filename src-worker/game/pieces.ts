/**
 * Tracks as pieces that identity can name: a track is cut where its own numbers or its kit change, and where the user's clicks disagree.
 * Target-blind but for those clicks.
 */
import { PALETTE_FLOATS } from '../../src-shared/domain/observation.ts';
import { rowsOf, type Game } from './game.ts';
import { findCrossings } from './crossings.ts';
import { collectVotes, goodSampleQuality, isPartOf, weighVote, type NumberVote } from './number-votes.ts';
import { paletteDistance } from './palette.ts';
import { summarisePath, summaryPalette, type PathSummary } from './path-summary.ts';

export interface Piece extends PathSummary {
  track: number;
  /** Sample rows in time order. */
  samples: Int32Array;
  votes: NumberVote[];
  /** Seconds with a box. */
  observedSeconds: number;
  /** Share of boxes on the playing surface, 0–1. */
  onField: number;
  /** True when the track goes on as the next piece only because it was cut here. */
  cutFromPrevious: boolean;
  /** True when it was cut there because it met somebody dressed alike. */
  afterCrossing: boolean;
}

/** A place where a track must be cut: at the first of its detections in or after this frame. */
export interface TrackCut { track: number; frame: number }

/** Shorter ends are not cut off. */
const LEAST_FRAMES = 3;

/** Pieces in order of track and time. Shot borders always cut. */
export function findPieces(game: Game, minConfidence: number, cuts: readonly TrackCut[]): Piece[] {
  const goodQuality = goodSampleQuality(game);
  const pieces: Piece[] = [];
  const crossings = findCrossings(game);
  for (let track = 0; track < game.trackCount; track++) {
    const rows = rowsOf(game.trackDetections, track);
    if (rows.length === 0) continue;
    const samples = rowsOf(game.trackSamples, track);
    const votes = collectVotes(game, samples, minConfidence, goodQuality);
    const changes = [...cuts.filter((cut) => cut.track === track).map((cut) => cut.frame), ...shotBorders(game, rows), ...numberChanges(game, rows, votes), ...kitChanges(game, rows, samples)];
    let from = 0;
    let begin = -1;
    // A change that is known is better than a crossing nearby that is only suspected.
    const met = (crossings.get(track) ?? []).filter((frame) => Math.abs(frame - game.detections.frame[rows[0]!]!) >= LEAST_FRAMES && Math.abs(frame - game.detections.frame[rows[rows.length - 1]!]!) >= LEAST_FRAMES && !changes.some((change) => Math.abs(change - frame) < LEAST_FRAMES));
    const frames = [...changes, ...met];
    for (const frame of [...new Set(frames)].sort((a, b) => a - b).concat(Infinity)) {
      let to = from;
      while (to < rows.length && game.detections.frame[rows[to]!]! < frame) to++;
      if (to > from) pieces.push(makePiece(game, { track, rows: rows.subarray(from, to), samples, votes }, from > 0, from > 0 && met.includes(begin)));
      begin = frame;
      from = to;
    }
  }
  return pieces;
}

function makePiece(game: Game, part: { track: number; rows: Int32Array; samples: Int32Array; votes: NumberVote[] }, cutFromPrevious: boolean, afterCrossing: boolean): Piece {
  const { track, rows } = part;
  const first = game.detections.frame[rows[0]!]!;
  const last = game.detections.frame[rows[rows.length - 1]!]!;
  const inside = (frame: number): boolean => frame >= first && frame <= last;
  const samples = part.samples.filter((sample) => inside(game.detections.frame[game.samples.detection[sample]!]!));
  const [from, to] = [game.frames.pts[first]! - 1e-6, game.frames.pts[last]! + 1e-6];
  let onField = 0;
  for (const row of rows) onField += game.detections.onField[row]!;
  return {
    ...summarisePath(game, rows, samples), track, samples,
    votes: part.votes.filter((vote) => vote.timeSeconds >= from && vote.timeSeconds <= to),
    observedSeconds: rows.length * game.frameSeconds,
    onField: onField / rows.length,
    cutFromPrevious, afterCrossing,
  };
}

function shotBorders(game: Game, rows: Int32Array): number[] {
  const borders: number[] = [];
  for (let i = 1; i < rows.length; i++) {
    const frame = game.detections.frame[rows[i]!]!;
    if (game.frames.shot[frame] !== game.frames.shot[game.detections.frame[rows[i - 1]!]!]) borders.push(frame);
  }
  return borders;
}

/** Gain in log-odds from which two numbers explain a track better than one, and what each must have on its side. */
const CHANGE_GAIN = 3;
const LEAST_ON_A_SIDE = 1.5;
const ENOUGH_FOR_ONE = 8;

/**
 * Where a track's votes change from one number to another for good, two people were joined. Cut at the most covered box
 * between the last vote of the one and the first of the other; both halves are searched again.
 */
function numberChanges(game: Game, rows: Int32Array, votes: readonly NumberVote[]): number[] {
  if (votes.length < 4) return [];
  const numbers = [...new Set(votes.map((vote) => vote.candidates[0]!.text))];
  if (numbers.length < 2) return [];
  const table = numbers.map((number) => votes.map((vote) => weighVote(vote, number)));
  const best = (from: number, to: number): { number: string; sum: number } => table
    .map((values, i) => ({ number: numbers[i]!, sum: Math.min(ENOUGH_FOR_ONE, values.slice(from, to).reduce((sum, value) => sum + value, 0)) }))
    .reduce((a, b) => (b.sum > a.sum ? b : a));
  const whole = best(0, votes.length).sum;
  let gain = CHANGE_GAIN;
  let change = -1;
  for (let at = 2; at <= votes.length - 2; at++) {
    const [left, right] = [best(0, at), best(at, votes.length)];
    // A digit that goes out of sight as he turns is no change of number.
    const lostDigit = isPartOf(left.number, right.number) || isPartOf(right.number, left.number);
    if (lostDigit || Math.min(left.sum, right.sum) < LEAST_ON_A_SIDE || left.sum + right.sum - whole <= gain) continue;
    gain = left.sum + right.sum - whole;
    change = at;
  }
  if (change < 0) return [];
  const frame = mostCovered(game, rows, votes[change - 1]!.timeSeconds, votes[change]!.timeSeconds);
  return [...numberChanges(game, rows, votes.slice(0, change)), frame, ...numberChanges(game, rows, votes.slice(change))];
}

/** Palettes farther apart than this are two kits whatever the light. */
const OTHER_KIT = 24;
const LOOKED_AT = 4;

/** Where the torso changes from one kit to another for at least two samples on either side. */
function kitChanges(game: Game, rows: Int32Array, samples: Int32Array): number[] {
  const changes: number[] = [];
  if (!hasTwoKits(game, samples)) return changes;
  let from = 0;
  let best = { at: -1, distance: OTHER_KIT };
  for (let at = 2; at <= samples.length - 2; at++) {
    const before = summaryPalette(game, samples.subarray(Math.max(from, at - LOOKED_AT), at));
    const after = summaryPalette(game, samples.subarray(at, at + LOOKED_AT));
    const distance = before === null || after === null || at - from < 2 ? 0 : paletteDistance(before, after);
    if (distance > best.distance) best = { at, distance };
    // The place of the largest change is known once the window has moved past it.
    if (best.at >= 0 && (at >= best.at + 2 || at === samples.length - 2)) {
      changes.push(mostCovered(game, rows, sampleTime(game, samples[best.at - 1]!), sampleTime(game, samples[best.at]!)));
      from = best.at;
      best = { at: -1, distance: OTHER_KIT };
    }
  }
  return changes;
}

/** A quick look before the close one: most tracks show one kit from end to end. */
function hasTwoKits(game: Game, samples: Int32Array): boolean {
  const palette = (i: number): Float32Array => game.samples.palette.subarray(samples[i]! * PALETTE_FLOATS, (samples[i]! + 1) * PALETTE_FLOATS);
  for (let i = 1; i < samples.length; i++) if (paletteDistance(palette(0), palette(i)) > OTHER_KIT) return true;
  return false;
}

function sampleTime(game: Game, sample: number): number {
  return game.frames.pts[game.detections.frame[game.samples.detection[sample]!]!]!;
}

function mostCovered(game: Game, rows: Int32Array, from: number, to: number): number {
  let covered = -1;
  let frame = -1;
  for (const row of rows) {
    const time = game.frames.pts[game.detections.frame[row]!]!;
    if (time > from && time <= to + 1e-6 && game.detections.overlap[row]! > covered) {
      covered = game.detections.overlap[row]!;
      frame = game.detections.frame[row]!;
    }
  }
  return frame;
}

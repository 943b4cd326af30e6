/** Every number found in the game, without anybody having been asked for. Target-blind: reads the same knowledge that answers a target. */
import { presets } from '../../src-shared/domain/settings.ts';
import type { Crop, RosterEntry } from '../../src-shared/domain/segment.ts';
import { rowsOf, type Game } from '../game/game.ts';
import { knowledgeOf } from '../game/know-game.ts';
import { labToHex } from '../game/palette.ts';
import type { Piece } from '../game/pieces.ts';

/** A piece is shown as somebody's from this probability on. */
const SURE = 0.8;
/** Sightings this close make one interval. */
const ONE_INTERVAL_SECONDS = presets.broadcast.gapMergeSeconds;
const MOST_CROPS = 5;

/** By team, then number. */
export function findRoster(game: Game, minConfidence: number = presets.broadcast.ocrMinConfidence): RosterEntry[] {
  const { graph, cast } = knowledgeOf(game, minConfidence);
  return cast.members.flatMap((member): RosterEntry[] => {
    const own = graph.pieces.map((piece, i) => ({ piece, probability: member.probability[i]! })).filter(({ probability }) => probability >= SURE)
      .sort((a, b) => a.piece.first.timeSeconds - b.piece.first.timeSeconds);
    if (own.length === 0) return [];
    const seconds = own.reduce((sum, { piece }) => sum + piece.observedSeconds, 0);
    const palette = graph.teams.teams[member.team]!.palette;
    return [{
      number: member.number,
      team: member.team,
      teamColor: labToHex({ l: palette[0]!, a: palette[1]!, b: palette[2]! }),
      confidence: round(own.reduce((sum, { piece, probability }) => sum + probability * piece.observedSeconds, 0) / seconds),
      onScreenSeconds: round(seconds),
      intervals: intervals(own.map(({ piece }) => piece)),
      crops: crops(game, own.map(({ piece }) => piece), member.number),
    }];
  });
}

function intervals(pieces: readonly Piece[]): { start: number; end: number }[] {
  const spans: { start: number; end: number }[] = [];
  for (const piece of pieces) {
    const last = spans.at(-1);
    const [start, end] = [piece.first.timeSeconds, piece.last.timeSeconds];
    if (last !== undefined && start - last.end <= ONE_INTERVAL_SECONDS) last.end = Math.max(last.end, end); else spans.push({ start, end });
  }
  return spans;
}

/** Crops on which the number itself was read come first. */
function crops(game: Game, pieces: readonly Piece[], number: string): Crop[] {
  const d = game.detections;
  return pieces.flatMap((piece) => Array.from(piece.samples)).map((sample) => {
    const reading = rowsOf(game.sampleReadings, sample)[0];
    const text = reading === undefined ? null : game.readings.text[reading]!;
    return { sample, text, worth: game.samples.quality[sample]! + (text === number ? 10 : 0) };
  }).sort((a, b) => b.worth - a.worth || a.sample - b.sample).slice(0, MOST_CROPS).map(({ sample, text }) => {
    const row = game.samples.detection[sample]!;
    return { timeSeconds: game.frames.pts[d.frame[row]!]!, box: { x: round(d.x[row]!), y: round(d.y[row]!), w: round(d.w[row]!), h: round(d.h[row]!) }, text };
  });
}

function round(value: number): number {
  return Math.round(value * 1e4) / 1e4;
}

/**
 * Probabilities → the boxes that are reported as the target, the near-misses, and why each stretch begins and ends. Pure.
 * Sure pieces count whole; doubtful ones only as long as the identity holds on trust (lockSecondsAfterConfirm).
 */
import type { EndReason, StartReason } from '../../src-shared/domain/identity.ts';
import { footPoint, isInsidePolygon } from '../../src-shared/domain/geometry.ts';
import type { Crop, Rejected } from '../../src-shared/domain/segment.ts';
import type { Settings, Tuning } from '../../src-shared/domain/settings.ts';
import { rowsOf, type Game } from '../game/game.ts';
import type { Piece } from '../game/pieces.ts';
import type { PieceGraph } from '../game/piece-graph.ts';
import type { PresencePiece } from '../game/presence.ts';
import { provenPieces } from './proven-chains.ts';
import type { WeighedPieces } from './weigh-pieces.ts';

/** More likely him than all others and nobody together: no two pieces of one moment can be. */
export const SURE = 0.5;
/** Down to here he is followed on trust, for as long as the lock holds and where no surer piece of that moment is chosen. */
export const TRUSTED = 0.33;
/** Near-misses are shown from this probability on, the best of them only. */
const NEAR = 0.12;
const MOST_NEAR_MISSES = 100;

export interface ChosenPresence {
  presence: PresencePiece[];
  /** Pieces of the graph that are the target, with the time each counts for. */
  target: { piece: number; start: number; end: number }[];
}

type Zones = Pick<Settings, 'playingSurface' | 'benches' | 'penaltyBoxes'>;

export function choosePresence(game: Game, graph: PieceGraph, weighed: WeighedPieces, input: { tuning: Tuning; zones: Zones }): ChosenPresence {
  const spans = trustedSpans(graph, weighed, input.tuning);
  const proven = provenPieces(graph, weighed, new Set(spans.keys()));
  for (const index of spans.keys()) if (!proven.has(index)) spans.delete(index);
  const presence: PresencePiece[] = [];
  const target: ChosenPresence['target'] = [];
  for (const [index, span] of spans) {
    target.push({ piece: index, ...span });
    presence.push(...splitPiece(game, graph, weighed, { index, span, zones: input.zones }));
  }
  const nearMisses = graph.pieces.map((_, index) => index).filter((index) => !spans.has(index) && isNearMiss(weighed, index))
    .sort((a, b) => weighed.probability[b]! - weighed.probability[a]! || a - b).slice(0, MOST_NEAR_MISSES);
  for (const index of nearMisses) presence.push(wholePiece(game, graph, weighed, index, whyNot(weighed, index)));
  return { presence: presence.sort((a, b) => a.times[0]! - b.times[0]!), target: target.sort((a, b) => a.start - b.start) };
}

/** Seconds of each piece that count: all of a sure one, of a trusted one what lies within the lock of sure presence. */
function trustedSpans(graph: PieceGraph, { probability }: WeighedPieces, tuning: Tuning): Map<number, { start: number; end: number }> {
  const spans = new Map<number, { start: number; end: number }>();
  graph.pieces.forEach((_, i) => { if (probability[i]! >= SURE) spans.set(i, { start: graph.start[i]!, end: graph.end[i]! }); });
  const sure = [...spans.values()].sort((a, b) => a.start - b.start);
  const doubtful = graph.pieces.map((_, i) => i).filter((i) => probability[i]! >= TRUSTED && !spans.has(i)).sort((a, b) => probability[b]! - probability[a]!);
  for (const i of doubtful) {
    if ([...spans.values()].some((span) => span.start <= graph.end[i]! && span.end >= graph.start[i]!)) continue;
    const [start, end] = [graph.start[i]!, graph.end[i]!];
    const before = lastWhere(sure, (span) => span.end <= start + 0.5);
    const after = sure.find((span) => span.start >= end - 0.5);
    const heldUntil = before === undefined ? -Infinity : before.end + tuning.lockSecondsAfterConfirm;
    const heldFrom = after === undefined ? Infinity : after.start - tuning.lockSecondsAfterConfirm;
    if (heldUntil >= heldFrom || heldUntil >= end || heldFrom <= start) spans.set(i, { start, end });
    else if (heldUntil > start) spans.set(i, { start, end: heldUntil });
    else if (heldFrom < end) spans.set(i, { start: heldFrom, end });
  }
  return spans;
}

/** The piece cut into what counts, what was held too long, and what is off the playing surface. */
function splitPiece(game: Game, graph: PieceGraph, weighed: WeighedPieces, part: { index: number; span: { start: number; end: number }; zones: Zones }): PresencePiece[] {
  const piece = graph.pieces[part.index]!;
  const runs: { verdict: PresencePiece['verdict']; zone: Zone; rows: number[] }[] = [];
  for (const row of piece.rows) {
    const time = game.frames.pts[game.detections.frame[row]!]!;
    const zone = zoneOf(game, row, part.zones);
    const verdict = zone !== 'play' ? 'off-surface' : time < part.span.start - 1e-6 || time > part.span.end + 1e-6 ? 'not-enough-evidence' : 'target';
    const last = runs.at(-1);
    if (last !== undefined && last.verdict === verdict) { last.rows.push(row); last.zone = zone; } else runs.push({ verdict, zone, rows: [row] });
  }
  return runs.map((run, i) => {
    const made = makePresence(game, graph, weighed, { index: part.index, rows: run.rows, verdict: run.verdict });
    const before = runs[i - 1];
    const after = runs[i + 1];
    if (before !== undefined) made.startReason = before.verdict === 'off-surface' && before.zone === 'bench' ? 'left-bench' : before.verdict === 'off-surface' ? 'came-into-view' : 'identity-regained';
    if (after !== undefined) made.endReason = after.verdict === 'off-surface' ? (after.zone === 'bench' ? 'went-to-bench' : 'lost-from-view') : 'lock-expired';
    return made;
  });
}

function wholePiece(game: Game, graph: PieceGraph, weighed: WeighedPieces, index: number, why: Rejected['why']): PresencePiece {
  return makePresence(game, graph, weighed, { index, rows: Array.from(graph.pieces[index]!.rows), verdict: why });
}

function makePresence(game: Game, graph: PieceGraph, weighed: WeighedPieces, part: { index: number; rows: number[]; verdict: PresencePiece['verdict'] }): PresencePiece {
  const piece = graph.pieces[part.index]!;
  const times = part.rows.map((row) => game.frames.pts[game.detections.frame[row]!]!);
  return {
    trackId: piece.track,
    shot: piece.shot,
    times,
    verdict: part.verdict,
    confidence: Math.min(0.99, Math.round(weighed.probability[part.index]! * 1000) / 1000),
    evidence: weighed.evidence[part.index]!,
    crops: bestCrops(game, piece, new Set(part.rows)),
    startReason: startReason(game, piece),
    endReason: endReason(game, graph, weighed, part.index),
  };
}

function startReason(game: Game, piece: Piece): StartReason {
  const shot = game.shots[piece.shot]!;
  if (piece.first.frame <= shot.firstFrame + 2) return shot.firstFrame === 0 ? 'start-of-video' : 'after-cut';
  return piece.cutFromPrevious ? 'identity-regained' : 'came-into-view';
}

function endReason(game: Game, graph: PieceGraph, weighed: WeighedPieces, index: number): EndReason {
  const piece = graph.pieces[index]!;
  const shot = game.shots[piece.shot]!;
  if (piece.last.frame >= shot.lastFrame - 2) return shot.lastFrame === game.frames.pts.length - 1 ? 'end-of-video' : 'scene-cut';
  let [ambiguous, contradicted] = [0, 0];
  for (const row of rowsOf(graph.links.byFrom, index)) {
    const { to, probability } = graph.continuations[row]!;
    if (weighed.probability[to]! >= SURE) continue;
    const against = weighed.evidence[to]!.some((item) => item.logOdds <= -3 && item.kind !== 'colour');
    if (against) contradicted += probability; else ambiguous += probability;
  }
  if (contradicted > 0.5 && contradicted > ambiguous) return 'identity-contradicted';
  return ambiguous > 0.4 ? 'identity-ambiguous' : 'lost-from-view';
}

type Zone = 'play' | 'bench' | 'outside';

function zoneOf(game: Game, row: number, zones: Zones): Zone {
  const d = game.detections;
  const foot = footPoint({ x: d.x[row]!, y: d.y[row]!, w: d.w[row]!, h: d.h[row]! });
  if ([...zones.benches, ...zones.penaltyBoxes].some((polygon) => isInsidePolygon(foot, polygon))) return 'bench';
  return zones.playingSurface.length >= 3 && !isInsidePolygon(foot, zones.playingSurface) ? 'outside' : 'play';
}

function isNearMiss({ probability, evidence, numbers }: WeighedPieces, index: number): boolean {
  if (evidence[index]!.some((item) => item.kind === 'click' && item.logOdds < 0)) return true;
  return probability[index]! >= NEAR || (numbers[index]?.votesFor ?? 0) >= 2;
}

function whyNot({ evidence }: WeighedPieces, index: number): Rejected['why'] {
  const items = evidence[index]!;
  if (items.some((item) => item.kind === 'click' && item.logOdds < 0)) return 'user';
  if (items.some((item) => item.kind === 'colour' && item.logOdds <= -3)) return 'colour-mismatch';
  if (items.some((item) => (item.kind === 'number' || item.kind === 'exclusion') && item.logOdds <= -2)) return 'number-mismatch';
  return 'not-enough-evidence';
}

const MOST_CROPS = 6;

function bestCrops(game: Game, piece: Piece, rows: ReadonlySet<number>): Crop[] {
  const d = game.detections;
  const round = (value: number): number => Math.round(value * 1e4) / 1e4;
  return Array.from(piece.samples).filter((sample) => rows.has(game.samples.detection[sample]!))
    .sort((a, b) => game.samples.quality[b]! - game.samples.quality[a]! || a - b).slice(0, MOST_CROPS)
    .map((sample) => {
      const row = game.samples.detection[sample]!;
      const reading = rowsOf(game.sampleReadings, sample)[0];
      return {
        timeSeconds: game.frames.pts[d.frame[row]!]!,
        box: { x: round(d.x[row]!), y: round(d.y[row]!), w: round(d.w[row]!), h: round(d.h[row]!) },
        text: reading === undefined ? null : game.readings.text[reading]!,
      };
    });
}

function lastWhere<T>(list: readonly T[], matches: (item: T) => boolean): T | undefined {
  for (let i = list.length - 1; i >= 0; i--) if (matches(list[i]!)) return list[i];
  return undefined;
}

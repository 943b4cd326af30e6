/**
 * Who of the people seen is the target: a pure function of the game, the question and the user's clicks.
 * Reads as the method: clicks hit boxes, pieces are weighed, one way through the game is chosen, doubts are told.
 */
import type { StateTransition } from '../../src-shared/domain/identity.ts';
import type { CouldNotSee } from '../../src-shared/domain/segment.ts';
import type { Settings, Tuning } from '../../src-shared/domain/settings.ts';
import type { Click, Target } from '../../src-shared/domain/target.ts';
import type { Game } from '../game/game.ts';
import { knowledgeOf } from '../game/know-game.ts';
import type { PieceGraph } from '../game/piece-graph.ts';
import type { PresencePiece } from '../game/presence.ts';
import { choosePresence } from './choose-presence.ts';
import { findCouldNotSee } from './could-not-see.ts';
import { describeStates, type Run } from './identity-states.ts';
import { resolveClicks } from './resolve-clicks.ts';
import { usableZones } from './usable-zones.ts';
import { weighPieces, type WeighedPieces } from './weigh-pieces.ts';

export interface IdentityQuestion {
  target: Target;
  settings: Pick<Settings, 'playingSurface' | 'benches' | 'penaltyBoxes'>;
  tuning: Tuning;
  /** Clicks made in review, on top of the target's own. */
  clicks: readonly Click[];
}

export interface Identity {
  presence: PresencePiece[];
  transitions: StateTransition[];
  couldNotSee: CouldNotSee[];
  targetTracks: { trackId: number; start: number; end: number; logOdds: number }[];
  readings: { timeSeconds: number; trackId: number; text: string; confidence: number; counted: boolean }[];
  /** 0–1 that he is in sight, at about one point a second. */
  confidence: { timeSeconds: number; confidence: number }[];
  clickProblems: string[];
  warnings: string[];
  /** The number looked for, also when it was read on the player clicked; '' when unknown. */
  number: string;
}

export function identifyTarget(game: Game, question: IdentityQuestion): Identity {
  const clicks = resolveClicks(game, [...question.target.clicks, ...question.clicks], question.target.jerseyColor);
  const zones = usableZones(question.settings);
  const { graph, cast } = knowledgeOf(game, question.tuning.ocrMinConfidence, clicks.cuts);
  const weighed = weighPieces(graph, cast, { target: question.target, tolerance: question.tuning.jerseyColorTolerance, hits: clicks.hits });
  const chosen = choosePresence(game, graph, weighed, { tuning: question.tuning, zones: zones.zones });
  const runs = runsOf(graph, weighed, chosen.presence, question.tuning);
  return {
    presence: chosen.presence,
    transitions: describeStates(runs, question.tuning.lockSecondsAfterConfirm),
    couldNotSee: findCouldNotSee(game, graph, weighed, { pieces: new Set(chosen.target.map(({ piece }) => piece)), runs }),
    targetTracks: chosen.target.map(({ piece, start, end }) => ({ trackId: graph.pieces[piece]!.track, start, end, logOdds: logOdds(weighed.probability[piece]!) })),
    readings: readingNotes(graph, weighed),
    confidence: confidenceLine(game, graph, weighed),
    clickProblems: [...clicks.problems, ...weighed.problems],
    warnings: [...zones.warnings, ...weighed.warnings],
    number: weighed.number,
  };
}

/** Presence of the target without a break longer than the lost timeout, within one shot. */
function runsOf(graph: PieceGraph, weighed: WeighedPieces, presence: readonly PresencePiece[], tuning: Tuning): Run[] {
  const proofs = proofsByTrack(graph, weighed);
  const runs: (Run & { shot: number })[] = [];
  for (const piece of presence) {
    if (piece.verdict !== 'target') continue;
    const [start, end] = [piece.times[0]!, piece.times.at(-1)!];
    const own = (proofs.get(piece.trackId) ?? []).filter((proof) => proof.timeSeconds >= start - 0.3 && proof.timeSeconds <= end + 0.3);
    const last = runs.at(-1);
    if (last !== undefined && last.shot === piece.shot && start - last.end <= tuning.lostTimeoutSeconds + 1e-6) {
      if (end > last.end) { last.end = end; last.endReason = piece.endReason; }
      last.proofs.push(...own);
    } else runs.push({ start, end, trackId: piece.trackId, proofs: own, endReason: piece.endReason, shot: piece.shot });
  }
  for (const run of runs) run.proofs.sort((a, b) => a.timeSeconds - b.timeSeconds);
  return runs;
}

function proofsByTrack(graph: PieceGraph, weighed: WeighedPieces): Map<number, Run['proofs']> {
  const proofs = new Map<number, Run['proofs']>();
  graph.pieces.forEach((piece, i) => {
    const own = [
      ...(weighed.numbers[i]?.timesFor ?? []).map((timeSeconds) => ({ timeSeconds, note: `read "${weighed.number}"` })),
      ...(weighed.clickTimes.get(i) ?? []).map((timeSeconds) => ({ timeSeconds, note: 'you said that this is him' })),
    ];
    if (own.length > 0) proofs.set(piece.track, [...(proofs.get(piece.track) ?? []), ...own]);
  });
  return proofs;
}

const MOST_READINGS = 8000;

/** Readings on tracks that may be his, and of his number anywhere. */
function readingNotes(graph: PieceGraph, weighed: WeighedPieces): Identity['readings'] {
  const notes: Identity['readings'] = [];
  graph.pieces.forEach((piece, i) => {
    for (const vote of piece.votes) {
      const best = vote.candidates[0]!;
      if (weighed.probability[i]! < 0.12 && best.text !== weighed.number) continue;
      notes.push({ timeSeconds: vote.timeSeconds, trackId: piece.track, text: best.text, confidence: Math.round(best.probability * 1000) / 1000, counted: weighed.probability[i]! >= 0.5 });
    }
  });
  return notes.sort((a, b) => a.timeSeconds - b.timeSeconds).slice(0, MOST_READINGS);
}

function confidenceLine(game: Game, graph: PieceGraph, weighed: WeighedPieces): Identity['confidence'] {
  const seconds = Math.max(1, Math.ceil(game.end - game.start));
  const line = new Float32Array(seconds + 1);
  graph.pieces.forEach((_, i) => {
    if (weighed.probability[i]! < 0.02) return;
    for (let s = Math.floor(graph.start[i]! - game.start); s <= Math.min(seconds, Math.floor(graph.end[i]! - game.start)); s++) line[s] = Math.max(line[s]!, weighed.probability[i]!);
  });
  const points: Identity['confidence'] = [];
  line.forEach((value, s) => {
    const confidence = Math.round(Math.min(1, value) * 100) / 100;
    if (points.at(-1)?.confidence !== confidence || s === seconds) points.push({ timeSeconds: game.start + s, confidence });
  });
  return points;
}

function logOdds(probability: number): number {
  const p = Math.min(0.9999, Math.max(0.0001, probability));
  return Math.round(Math.log(p / (1 - p)) * 100) / 100;
}

/**
 * Every number found in the game with the probability of each piece being its wearer: the roster, and what speaks against a target elsewhere.
 * Target-blind: numbers, kits and motion only.
 */
import type { Game } from './game.ts';
import { ACCEPT_LOG_ODDS, isIndependent, isPartOf, numberLogOdds, weighNumber } from './number-votes.ts';
import { paletteDistance } from './palette.ts';
import { pathMarginals } from './path-marginals.ts';
import type { PieceGraph } from './piece-graph.ts';
import { kitLogOdds } from './teams.ts';

export interface CastMember {
  number: string;
  /** Row in teams. */
  team: number;
  /** 0–1 for each piece. */
  probability: Float64Array;
}

/** A kit counts as a kit when it makes up this share of all presence. */
const TEAM_SHARE = 0.03;
const ROUNDS = 3;
/** Somebody else's piece can be this sure at most. */
const SUREST_CLAIM = 0.97;
const SMALLEST_KIT_DEVIATION = 4;

export function nameEverybody(game: Game, graph: PieceGraph): CastMember[] {
  const numbers = findNumbers(graph);
  const members = numbers.map((found): CastMember & { own: Float64Array } => ({
    ...found, probability: new Float64Array(graph.pieces.length), own: ownEvidence(graph, found, teamMatesOf(graph, found, numbers)),
  }));
  for (let round = 0; round < ROUNDS; round++) {
    const before = members.map((member) => member.probability);
    const claims = claimed(graph.pieces.length, before);
    members.forEach((member, i) => {
      const others = claims.map((claim, piece) => claim - before[i]![piece]!);
      const weight = member.own.map((value, piece) => value + againstClaim(others[piece]!));
      const team = members.filter((other) => other !== member && alikeKits(graph, other.team, member.team)).map((other) => before[members.indexOf(other)]!);
      const entry = entryLogOdds(game, graph, team, round === 0 ? 4 : 0.4);
      member.probability = pathMarginals({ ...graph, weight, entry }).probability;
    });
  }
  return members.map(({ number, team, probability }) => ({ number, team, probability }));
}

/** Summed probability of each piece over several people. */
export function claimed(pieces: number, probabilities: readonly Float64Array[]): Float64Array {
  const sum = new Float64Array(pieces);
  for (const probability of probabilities) probability.forEach((value, i) => { sum[i]! += value; });
  return sum;
}

export function againstClaim(claim: number): number {
  return Math.log(1 - Math.max(0, Math.min(SUREST_CLAIM, claim)));
}

/**
 * Log-odds that a piece which continues no other is this person coming into view, against his unknown team-mates
 * and those known ones who are not seen elsewhere at that time.
 * @param teamMates probabilities of each known team-mate by piece. @param unknown how many others it may be.
 */
export function entryLogOdds(game: Game, graph: PieceGraph, teamMates: readonly Float64Array[], unknown: number): Float64Array {
  const free = new Float64Array(graph.pieces.length).fill(unknown);
  for (const mate of teamMates) {
    const share = freedom.get(mate) ?? freeAtEachPiece(game, graph, mate);
    freedom.set(mate, share);
    for (let i = 0; i < free.length; i++) free[i]! += share[i]!;
  }
  return free.map((count, i) => Math.log(graph.newcomer[i]! / count));
}

/** Kept with the probabilities it was made from: every team-mate of a team asks for the same. */
const freedom = new WeakMap<Float64Array, Float64Array>();

/** 0–1 for each piece: that a person is not seen elsewhere while the piece lasts, and so might be it. */
function freeAtEachPiece(game: Game, graph: PieceGraph, probability: Float64Array): Float64Array {
  const seen = seenByFrame(game, graph, probability);
  return Float64Array.from(graph.pieces, (piece, i) => {
    const elsewhere = (seen[piece.last.frame + 1]! - seen[piece.first.frame]!) / Math.max(1, piece.last.frame - piece.first.frame + 1);
    const here = probability[i]!;
    return Math.max(0, 1 - Math.max(0, elsewhere - here) - here * 0.999);
  });
}

/** Running sum over frames of the probability that somebody is in sight. */
function seenByFrame(game: Game, graph: PieceGraph, probability: Float64Array): Float64Array {
  const change = new Float64Array(game.frames.pts.length + 1);
  graph.pieces.forEach((piece, i) => {
    change[piece.first.frame]! += probability[i]!;
    change[piece.last.frame + 1]! -= probability[i]!;
  });
  const sum = new Float64Array(game.frames.pts.length + 1);
  let now = 0;
  for (let frame = 0; frame < game.frames.pts.length; frame++) {
    now += change[frame]!;
    sum[frame + 1] = sum[frame]! + Math.min(1, Math.max(0, now));
  }
  return sum;
}

interface Found { number: string; team: number }

/** Numbers that are worn, by team: two-digit ones first, since they tell which single digits are clear. */
function findNumbers(graph: PieceGraph): Found[] {
  const twoDigits = confirmedNumbers(graph, (number) => number.length === 2, []);
  const oneDigit = confirmedNumbers(graph, (number) => number.length === 1, twoDigits);
  const all = [...twoDigits, ...oneDigit];
  // A digit lost from a team-mate's number looks like a number of its own; it must be read better than that team-mate's.
  const isCrumb = (found: Strength): boolean => all.some((other) => found.number.length === 1 && other.team === found.team
    && other.number.length === 2 && other.number.includes(found.number) && found.logOdds < other.logOdds && found.alone < SURELY_ALONE);
  return oneOfEachKit(graph, all.filter((found) => !isCrumb(found))).sort((a, b) => a.team - b.team || Number(a.number) - Number(b.number) || a.number.length - b.number.length).map(({ number, team }) => ({ number, team }));
}

/** `alone`: most votes for it on one piece that has none for a number it is part of. */
type Strength = Found & { logOdds: number; alone: number };
/** So many single digits in a row did not all lose their neighbour. */
const SURELY_ALONE = 5;

/** The same number in two kits that resemble each other is one person in two lights; the stronger stands for both. */
function oneOfEachKit(graph: PieceGraph, found: readonly Strength[]): Strength[] {
  const kept: Strength[] = [];
  for (const one of found.toSorted((a, b) => b.logOdds - a.logOdds)) {
    if (!kept.some((other) => other.number === one.number && alikeKits(graph, other.team, one.team))) kept.push(one);
  }
  return kept;
}

/** Kits nearer than this may be one kit in another light or with more of the ice around it. */
const ALIKE_KITS = 20;

export function alikeKits(graph: PieceGraph, a: number, b: number): boolean {
  return a === b || paletteDistance(graph.teams.teams[a]!.palette, graph.teams.teams[b]!.palette) < ALIKE_KITS;
}

/** A number is worn when its votes on the pieces that it explains best make a confirmation together. */
function confirmedNumbers(graph: PieceGraph, wanted: (number: string) => boolean, known: readonly Found[]): Strength[] {
  const total = graph.pieces.reduce((sum, piece) => sum + piece.observedSeconds, 0);
  const strength = new Map<string, Strength & { timesFor: number[] }>();
  const matesOf = new Map<number, string[]>();
  graph.pieces.forEach((piece, i) => {
    const team = graph.teams.teamOf[i]!;
    if (team < 0 || piece.votes.length === 0 || graph.teams.teams[team]!.observedSeconds < TEAM_SHARE * total) return;
    const mates = matesOf.get(team) ?? teamMatesOf(graph, { team }, known);
    matesOf.set(team, mates);
    const weighed = [...new Set(piece.votes.map((vote) => vote.candidates[0]!.text))].map((number) => ({ number, evidence: weighNumber(piece.votes, number, known.length === 0 ? null : mates) }));
    const best = weighed.reduce((a, b) => (b.evidence.logOdds > a.evidence.logOdds ? b : a));
    if (!wanted(best.number) || best.evidence.logOdds <= 0.5) return;
    const key = `${best.number}/${team}`;
    const found = strength.get(key) ?? { number: best.number, team, logOdds: 0, alone: 0, timesFor: [] };
    found.logOdds += best.evidence.logOdds;
    if (!weighed.some(({ number }) => isPartOf(best.number, number))) found.alone = Math.max(found.alone, best.evidence.votesFor);
    found.timesFor.push(...best.evidence.timesFor);
    strength.set(key, found);
  });
  return [...strength.values()].filter((found) => found.logOdds >= ACCEPT_LOG_ODDS && isIndependent(found.timesFor));
}

/** Known numbers of people dressed alike, the person's own among them. */
export function teamMatesOf(graph: PieceGraph, { team }: { team: number | null }, cast: readonly Found[]): string[] {
  return cast.filter((other) => team === null || alikeKits(graph, other.team, team)).map((other) => other.number);
}

function ownEvidence(graph: PieceGraph, { number, team }: Found, teamMates: readonly string[]): Float64Array {
  return Float64Array.from(graph.pieces, (piece) => numberLogOdds(weighNumber(piece.votes, number, teamMates))
    + kitLogOdds(graph.teams.teams[team]!, piece.palette, SMALLEST_KIT_DEVIATION));
}

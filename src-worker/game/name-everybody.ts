/**
 * Every number found in the game with the probability of each piece being its wearer: the roster, and what speaks against a target elsewhere.
 * Target-blind: numbers, kits and motion only.
 */
import { numberLikelihood } from './number-likelihood.ts';
import type { PieceGraph } from './piece-graph.ts';
import { kitLogOdds } from './teams.ts';
import { tellWhoIsWho, type Beliefs, type Person } from './who-is-who.ts';
import { alikeKits, findWornNumbers, type WornNumber } from './worn-numbers.ts';

export interface CastMember extends WornNumber, Person {
  /** 0–1 for each piece. */
  probability: Float64Array;
}

export interface Cast {
  members: CastMember[];
  beliefs: Beliefs;
  /** For each piece: how many unknown people dressed like it may come into view. */
  unknown: Float64Array;
  partShare: number;
}

const ROUNDS = 6;
const SMALLEST_KIT_DEVIATION = 4;

/** Of each piece: unknown people it may be, when one person more is known. */
export function fewerUnknown(unknown: Float64Array, isDressedAlike: (piece: number) => boolean): Float64Array {
  return unknown.map((count, i) => (isDressedAlike(i) ? Math.max(FEWEST_UNKNOWN, count - 1) : count));
}

export function nameEverybody(graph: PieceGraph): Cast {
  const { worn, partShare } = findWornNumbers(graph);
  const people = worn.map((found) => ({ ...found, own: ownEvidence(graph, found, partShare) }));
  const unknown = unknownPeople(graph, worn);
  const turns = Array.from({ length: ROUNDS }, () => [...people.keys()]).flat();
  const beliefs = tellWhoIsWho(graph, people, unknown, turns);
  return { beliefs, unknown, partShare, members: people.map((person, k) => ({ ...person, probability: beliefs.probability[k]! })) };
}

function ownEvidence(graph: PieceGraph, { number, team }: WornNumber, partShare: number): Float64Array {
  return Float64Array.from(graph.pieces, (piece, i) => numberLikelihood(piece.votes, number, partShare)
    + kitLogOdds(graph.teams, team, i, SMALLEST_KIT_DEVIATION));
}

/** Somebody may always come whom nobody has read. */
const FEWEST_UNKNOWN = 0.05;
/** The number of people in sight of a kit at its fuller moments: this quantile, so that false boxes do not count. */
const FULL_MOMENT = 0.8;

/** A piece may be nobody at all (a false box, a second box of somebody): so many times likelier than a person who comes into view, and less with each second seen. */
const FALSE_BOXES = 2;
const FALSE_SECONDS = 0.25;
/** A kit seen less than this share of all presence may be a known one in odd light: it counts for no more people than are seen in it on average. */
const RARE_KIT = 0.03;

/** As many as are at times in sight of a kit at once, less those whose number is known. */
function unknownPeople(graph: PieceGraph, worn: readonly WornNumber[]): Float64Array {
  const seconds = graph.pieces.reduce((sum, piece) => sum + piece.observedSeconds, 0);
  const duration = Math.max(1, Math.max(0, ...graph.end) - Math.min(Infinity, ...graph.start));
  const byTeam = graph.teams.teams.map((kit, team) => {
    const known = worn.filter((found) => alikeKits(graph, found.team, team)).length;
    const people = kit.observedSeconds < RARE_KIT * seconds ? kit.observedSeconds / duration : peopleAtOnce(graph, team);
    return Math.max(FEWEST_UNKNOWN, people - known);
  });
  return Float64Array.from(graph.teams.teamOf, (team, i) => (team < 0 ? 1 : byTeam[team]!) + FALSE_BOXES * Math.exp(-graph.pieces[i]!.observedSeconds / FALSE_SECONDS));
}

function peopleAtOnce(graph: PieceGraph, team: number): number {
  const last = graph.pieces.reduce((most, piece) => Math.max(most, piece.last.frame), 0);
  const change = new Int32Array(last + 2);
  graph.pieces.forEach((piece, i) => {
    const own = graph.teams.teamOf[i]!;
    if (own < 0 || !alikeKits(graph, own, team)) return;
    change[piece.first.frame]!++;
    change[piece.last.frame + 1]!--;
  });
  const counts: number[] = [];
  let now = 0;
  for (const step of change) { now += step; if (now > 0) counts.push(now); }
  return counts.sort((a, b) => a - b)[Math.floor(FULL_MOMENT * (counts.length - 1))] ?? 0;
}

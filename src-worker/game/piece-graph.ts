/** Pieces of a game with how they may continue and who is dressed alike: everything that naming needs, for whomever. */
import { findContinuations, type Continuation } from './continuity.ts';
import type { Game } from './game.ts';
import { learnLikeness, type Likeness } from './likeness.ts';
import { learnMotion } from './motion-model.ts';
import { tabulateLinks, type LinkTable } from './path-marginals.ts';
import { findPieces, type Piece, type TrackCut } from './pieces.ts';
import { findTeams, type Teams } from './teams.ts';

export interface PieceGraph {
  pieces: Piece[];
  continuations: Continuation[];
  links: LinkTable;
  teams: Teams;
  start: Float64Array;
  end: Float64Array;
  /** Seconds from which the same person may be seen elsewhere. */
  over: Float64Array;
  /** Log-probability that a piece goes on as no other. */
  exit: Float64Array;
  /** Probability that a piece continues no other: somebody came into view. */
  newcomer: Float64Array;
}

/** A track cut because its numbers changed hardly ever goes on as itself. */
const ACROSS_A_CUT = 0.02;
/** Nobody surely stays, nobody surely leaves. */
const LEAST = 0.02;

/** A path's last boxes may be somebody else's who came in the way: so many seconds of them, and at most this share of it. */
const MIXED_END_SECONDS = 0.5;
const MIXED_END_SHARE = 0.3;

/** How often the tracker is right when two people dressed alike pass one another. */
const TRACKER_RIGHT = 0.9;

/** Where a track was only suspected to change its person, it goes on as itself as often as trackers are right, less where the two halves look unlike; other ways share the rest. */
function trustTracker(pieces: readonly Piece[], continuations: Continuation[], likeness: Likeness): void {
  const into = new Map<number, Continuation[]>();
  const outOf = new Map<number, Continuation[]>();
  for (const link of continuations) {
    into.set(link.to, [...(into.get(link.to) ?? []), link]);
    outOf.set(link.from, [...(outOf.get(link.from) ?? []), link]);
  }
  for (let to = 1; to < pieces.length; to++) {
    if (!pieces[to]!.afterCrossing || pieces[to - 1]!.track !== pieces[to]!.track) continue;
    const own = into.get(to)?.find((link) => link.from === to - 1);
    const odds = (TRACKER_RIGHT / (1 - TRACKER_RIGHT)) * Math.exp(Math.min(0, likeness.compare(pieces[to - 1]!, pieces[to]!)));
    const right = odds / (1 + odds);
    for (const link of new Set([...(into.get(to) ?? []), ...(outOf.get(to - 1) ?? [])])) if (link !== own) link.probability = Math.min(link.probability, 1 - right);
    if (own === undefined) continuations.push({ from: to - 1, to, probability: right });
    else own.probability = right;
  }
  continuations.sort((a, b) => a.from - b.from || a.to - b.to);
}

/** @param minConfidence readings below it do not count. @param cuts where clicks disagree within one track. */
export function buildPieceGraph(game: Game, minConfidence: number, cuts: readonly TrackCut[] = []): PieceGraph {
  const pieces = findPieces(game, minConfidence, cuts);
  const likeness = learnLikeness(game, pieces, (i) => pieces[i]!.samples);
  const continuations = findContinuations(pieces, likeness, learnMotion(game, pieces)).map((link) => {
    const next = pieces[link.to]!;
    const sameTrack = pieces[link.from]!.track === next.track && next.cutFromPrevious && !next.afterCrossing;
    return sameTrack ? { ...link, probability: Math.min(link.probability, ACROSS_A_CUT) } : link;
  });
  trustTracker(pieces, continuations, likeness);
  const goesOn = new Float64Array(pieces.length);
  const continues = new Float64Array(pieces.length);
  for (const link of continuations) {
    goesOn[link.from]! += link.probability;
    continues[link.to]! += link.probability;
  }
  return {
    pieces, continuations,
    links: tabulateLinks(continuations, pieces.length),
    teams: findTeams(pieces),
    start: Float64Array.from(pieces, (piece) => piece.first.timeSeconds),
    end: Float64Array.from(pieces, (piece) => piece.last.timeSeconds),
    over: Float64Array.from(pieces, ({ first, last }) => last.timeSeconds - Math.min(MIXED_END_SECONDS, MIXED_END_SHARE * (last.timeSeconds - first.timeSeconds))),
    exit: goesOn.map((mass) => Math.log(Math.max(LEAST, 1 - mass))),
    newcomer: continues.map((mass) => Math.max(LEAST, 1 - mass)),
  };
}

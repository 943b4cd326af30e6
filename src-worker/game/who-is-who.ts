/**
 * Every piece is one of the people known or somebody unknown, and everybody is in one place at a time: all named at once by belief propagation.
 * Each person's ways through the game are summed exactly (path-marginals); where they compete for a piece, each learns what the others claim.
 */
import { orderOf, pathMarginals } from './path-marginals.ts';
import { rowsOf } from './game.ts';
import type { PieceGraph } from './piece-graph.ts';

export interface Person {
  /** Log-likelihood ratio of each piece's looks and readings, for this person against somebody unknown. */
  own: Float64Array;
}

export interface Beliefs {
  /** By person: 0–1 for each piece. */
  probability: Float64Array[];
  /** By person: log-odds of each piece by everything but its own evidence and the others' claims. */
  context: Float64Array[];
  /** By person: log of the summed weight of all his ways. */
  logTotal: number[];
  /** 0–1 for each piece: somebody unknown. */
  unknown: Float64Array;
}

/** Claims above this are as good as certain. */
const LARGEST_CLAIM = 25;
const LEAST_CONTEXT = -14;
/** However surely a piece is somebody's, it may be a mixture of two. */
const LEAST_RIVAL = 0.003;

/**
 * @param unknown how many unknown people each piece might be who come into view. @param turns who is reckoned anew, in this order.
 * @param before beliefs to begin with, in the same order of people.
 */
export function tellWhoIsWho(graph: PieceGraph, people: readonly Person[], unknown: Float64Array, turns: readonly number[], before: Beliefs | null = null): Beliefs {
  const count = graph.pieces.length;
  const entry = graph.newcomer.map(Math.log);
  const beliefs: Beliefs = {
    probability: people.map((_, k) => before?.probability[k] ?? new Float64Array(count)),
    context: people.map((_, k) => before?.context[k] ?? entry),
    logTotal: people.map((_, k) => before?.logTotal[k] ?? 0),
    unknown: new Float64Array(count),
  };
  const claims = people.map(({ own }, k) => claimOf(own, beliefs.context[k]!));
  const total = new Float64Array(count);
  for (const claim of claims) for (let i = 0; i < count; i++) total[i]! += claim[i]!;
  for (const k of turns) {
    const stranger = claimOfStrangers(graph, unknown, total);
    const { own } = people[k]!;
    const weight = own.map((value, i) => value - Math.log(Math.max(LEAST_RIVAL, stranger[i]! + total[i]! - claims[k]![i]!)));
    const { probability, logTotal } = pathMarginals({ ...graph, weight, entry });
    const isFirst = before === null && beliefs.context[k] === entry;
    beliefs.context[k] = probability.map((value, i) => {
      const odds = Math.log(Math.max(1e-9, value) / Math.max(1e-9, 1 - value)) - weight[i]!;
      const next = Math.max(LEAST_CONTEXT, Math.min(LARGEST_CLAIM, odds));
      return isFirst ? next : 0.5 * (next + beliefs.context[k]![i]!);
    });
    beliefs.probability[k] = probability;
    beliefs.logTotal[k] = logTotal;
    const claim = claimOf(own, beliefs.context[k]);
    for (let i = 0; i < count; i++) total[i]! += claim[i]! - claims[k]![i]!;
    claims[k] = claim;
  }
  const stranger = claimOfStrangers(graph, unknown, total);
  beliefs.unknown = stranger.map((value, i) => value / (value + total[i]!));
  return beliefs;
}

function claimOf(own: Float64Array, context: Float64Array): Float64Array {
  return own.map((value, i) => Math.exp(Math.min(LARGEST_CLAIM, value + context[i]!)));
}

/**
 * Strangers come into view like everybody else, and who is a stranger was one before and stays one: forwards in order of time, then backwards,
 * each step knowing what people claim there. Whoever is told from strangers on one piece is thereby told from them on those that follow from it.
 */
function claimOfStrangers(graph: PieceGraph, unknown: Float64Array, total: Float64Array): Float64Array {
  const { links } = graph;
  const claim = new Float64Array(total.length);
  const share = new Float64Array(total.length);
  for (const i of orderOf(graph.start)) {
    let sum = graph.newcomer[i]! * unknown[i]!;
    for (const link of rowsOf(links.byTo, i)) sum += Math.exp(links.logProbability[link]!) * share[links.from[link]!]!;
    claim[i] = sum;
    share[i] = sum / (sum + total[i]!);
  }
  for (const i of orderOf(graph.end).toReversed()) {
    let sum = Math.exp(graph.exit[i]!);
    for (const link of rowsOf(links.byFrom, i)) sum += Math.exp(links.logProbability[link]!) * share[links.to[link]!]!;
    claim[i]! *= Math.min(1, sum);
    share[i] = sum / (sum + total[i]!);
  }
  return claim;
}

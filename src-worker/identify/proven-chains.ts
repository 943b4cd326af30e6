/**
 * Which chosen pieces rest on enough proof. Pieces that go on as one another make a chain; a chain stands by a click, by two independent
 * readings that agree, or, once the target is proven somewhere in the game, by being nobody else's to a high degree.
 * So one misread never confirms, and neither does colour alone where nothing else is known.
 */
import { ACCEPT_LOG_ODDS, isIndependent } from '../game/number-votes.ts';
import type { PieceGraph } from '../game/piece-graph.ts';
import type { WeighedPieces } from './weigh-pieces.ts';

/** A continuation less probable than this does not make two pieces one chain. */
const ONE_CHAIN = 0.3;
/** Without own proof a chain needs at least this much. */
const BY_EXCLUSION = 0.5;

export function provenPieces(graph: PieceGraph, weighed: WeighedPieces, chosen: ReadonlySet<number>): Set<number> {
  const chains = findChains(graph, chosen).map((pieces) => ({ pieces, proof: hasProof(weighed, pieces) }));
  const isKnown = chains.some((chain) => chain.proof) || hasProof(weighed, [...chosen]);
  return new Set(chains.flatMap(({ pieces, proof }) => (proof || (isKnown && pieces.some((i) => weighed.probability[i]! >= BY_EXCLUSION)) ? pieces : [])));
}

function hasProof({ numbers, clickTimes }: WeighedPieces, pieces: readonly number[]): boolean {
  if (pieces.some((i) => clickTimes.has(i))) return true;
  let sum = 0;
  const times: number[] = [];
  for (const i of pieces) {
    sum += numbers[i]?.logOdds ?? 0;
    times.push(...(numbers[i]?.timesFor ?? []));
  }
  return sum >= ACCEPT_LOG_ODDS && isIndependent(times);
}

function findChains(graph: PieceGraph, chosen: ReadonlySet<number>): number[][] {
  const chainOf = new Map<number, number[]>([...chosen].map((i) => [i, [i]]));
  for (const { from, to, probability } of graph.continuations) {
    const [a, b] = [chainOf.get(from), chainOf.get(to)];
    if (a === undefined || b === undefined || a === b || probability < ONE_CHAIN) continue;
    a.push(...b);
    for (const i of b) chainOf.set(i, a);
  }
  return [...new Set(chainOf.values())];
}

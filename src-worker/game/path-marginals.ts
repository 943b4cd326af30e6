/**
 * Where one person was, given what each piece says about him: the exact sum over all ways through the game, he being on one piece at a time
 * or out of sight. Forward and backward over pieces in time order (a semi-Markov chain), O(pieces + continuations).
 * Two pieces that overlap by more than their uncertain ends are never both his; so a piece above one half excludes every rival, and
 * choosing all pieces above a level of one half or more is the heaviest consistent set.
 */
import type { Continuation } from './continuity.ts';
import { groupRows, rowsOf, type RowsByOwner } from './game.ts';

export interface PathProblem {
  /** Of each piece: seconds of its first and last box. */
  start: Float64Array;
  end: Float64Array;
  /** From when on he may be seen elsewhere although the piece goes on: the last boxes of a path are often somebody else's. At most `end`. */
  over: Float64Array;
  /** Log-odds by each piece's own evidence. */
  weight: Float64Array;
  /** Log-odds that he, out of sight, comes into view as this piece, against somebody else doing so. */
  entry: Float64Array;
  /** Log-probability that the piece does not go on as any other. */
  exit: Float64Array;
  links: LinkTable;
}

/** Continuations by both of their ends. */
export interface LinkTable {
  from: Int32Array;
  to: Int32Array;
  logProbability: Float64Array;
  byFrom: RowsByOwner;
  byTo: RowsByOwner;
}

export function tabulateLinks(continuations: readonly Continuation[], pieces: number): LinkTable {
  const from = Int32Array.from(continuations, (link) => link.from);
  const to = Int32Array.from(continuations, (link) => link.to);
  return { from, to, logProbability: Float64Array.from(continuations, (link) => Math.log(link.probability)), byFrom: groupRows(from, pieces), byTo: groupRows(to, pieces) };
}

export interface PathMarginals {
  /** 0–1 for each piece. */
  probability: Float64Array;
  /** Log of the summed weight of all ways; compares hypotheses about who he is. */
  logTotal: number;
}

export function pathMarginals(problem: PathProblem): PathMarginals {
  const count = problem.start.length;
  const byStart = orderOf(problem.start);
  const byEnd = orderOf(problem.over);
  const { links, over } = problem;
  const forward = new Float64Array(count).fill(-Infinity);
  const away = new LogSum(0);
  let ended = 0;
  for (const j of byStart) {
    while (ended < count && over[byEnd[ended]!]! < problem.start[j]!) {
      const i = byEnd[ended++]!;
      away.add(forward[i]! + problem.exit[i]!);
    }
    const ways = new LogSum(away.value + problem.entry[j]!);
    for (const link of rowsOf(links.byTo, j)) if (over[links.from[link]!]! < over[j]!) ways.add(forward[links.from[link]!]! + links.logProbability[link]!);
    forward[j] = problem.weight[j]! + ways.value;
  }
  while (ended < count) { const i = byEnd[ended++]!; away.add(forward[i]! + problem.exit[i]!); }

  const backward = new Float64Array(count).fill(-Infinity);
  const later = new LogSum(0);
  let started = count - 1;
  for (let k = count - 1; k >= 0; k--) {
    const i = byEnd[k]!;
    while (started >= 0 && problem.start[byStart[started]!]! > over[i]!) {
      const j = byStart[started--]!;
      later.add(problem.entry[j]! + problem.weight[j]! + backward[j]!);
    }
    const ways = new LogSum(problem.exit[i]! + later.value);
    for (const link of rowsOf(links.byFrom, i)) if (over[i]! < over[links.to[link]!]!) ways.add(links.logProbability[link]! + problem.weight[links.to[link]!]! + backward[links.to[link]!]!);
    backward[i] = ways.value;
  }
  return { probability: forward.map((value, i) => Math.min(1, Math.exp(value + backward[i]! - away.value))), logTotal: away.value };
}

/** A term so much smaller than a sum (log) changes none of its digits. */
const NEGLIGIBLE = 37;

/** Sum of exponentials, one term at a time. */
class LogSum {
  value: number;
  constructor(first: number) { this.value = first; }
  add(term: number): void {
    if (term < this.value - NEGLIGIBLE) return;
    const [high, low] = term > this.value ? [term, this.value] : [this.value, term];
    this.value = high + Math.log1p(Math.exp(low - high));
  }
}

const orders = new WeakMap<Float64Array, Int32Array>();

/** Rows by time; reckoned once for the same column, which must not change. */
export function orderOf(times: Float64Array): Int32Array {
  const known = orders.get(times) ?? Int32Array.from(times.keys()).sort((a, b) => times[a]! - times[b]! || a - b);
  orders.set(times, known);
  return known;
}

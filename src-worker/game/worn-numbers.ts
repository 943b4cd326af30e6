/**
 * Which numbers are worn in this game, by kit: the smallest set of numbers that explains what was read.
 * A number is added while it explains the readings so much better than the others that chance can not; so a digit lost from a
 * team-mate's number is no number of its own.
 */
import { numberLikelihood, USUAL_PART_SHARE } from './number-likelihood.ts';
import { isIndependent, isPartOf, type NumberVote } from './number-votes.ts';
import { paletteDistance } from './palette.ts';
import type { PieceGraph } from './piece-graph.ts';

export interface WornNumber { number: string; /** Row in teams. */ team: number }
export interface WornNumbers { worn: WornNumber[]; /** 0–1: how often this video's reader loses a digit of two. */ partShare: number }

/** A kit counts as a kit when it makes up this share of all presence. */
const TEAM_SHARE = 0.03;
/** What a number more must explain, in log-likelihood: one of a hundred numbers, and some doubt about the reader. */
const PRICE_OF_A_NUMBER = 4;
/** One digit that is a part of a number worn must be read far more often than digits are lost. */
const PRICE_OF_A_PART = 10;
/** … and more still where it differs in one digit from a number that is known to be worn. */
const PRICE_OF_A_MISREADING = 8;
const MOST_NUMBERS = 40;
/** Kits nearer than this may be one kit in another light or with more of the ice around it. */
const ALIKE_KITS = 20;

export function alikeKits(graph: PieceGraph, a: number, b: number): boolean {
  return a === b || paletteDistance(graph.teams.teams[a]!.palette, graph.teams.teams[b]!.palette) < ALIKE_KITS;
}

/** @param given a number that is known to be worn by this kit, whatever was read: what was read may be a misreading of it. */
export function findWornNumbers(graph: PieceGraph, given: WornNumber | null = null): WornNumbers {
  const groups = kitGroups(graph);
  const wornIn = (group: KitGroup, partShare: number): WornNumber[] => numbersOf(graph, group, partShare, given !== null && alikeKits(graph, given.team, group.team) ? given.number : null);
  const first = groups.flatMap((group) => wornIn(group, USUAL_PART_SHARE));
  const partShare = learnPartShare(graph, first);
  const worn = groups.flatMap((group) => wornIn(group, partShare));
  return { partShare, worn: worn.sort((a, b) => a.team - b.team || Number(a.number) - Number(b.number) || a.number.length - b.number.length) };
}

interface KitGroup { team: number; pieces: number[] }

/** Pieces with readings by the kit they wear; kits that resemble a more frequent one go with it. */
function kitGroups(graph: PieceGraph): KitGroup[] {
  const total = graph.pieces.reduce((sum, piece) => sum + piece.observedSeconds, 0);
  const groups: (KitGroup & { seconds: number })[] = [];
  const groupOf = graph.teams.teams.map(({ observedSeconds }, team) => {
    const known = groups.find((group) => alikeKits(graph, group.team, team));
    if (known !== undefined) { known.seconds += observedSeconds; return known; }
    const group = { team, pieces: [], seconds: observedSeconds };
    groups.push(group);
    return group;
  });
  graph.pieces.forEach((piece, i) => { if (piece.votes.length > 0 && graph.teams.teamOf[i]! >= 0) groupOf[graph.teams.teamOf[i]!]!.pieces.push(i); });
  return groups.filter((group) => group.seconds >= TEAM_SHARE * total);
}

function numbersOf(graph: PieceGraph, { team, pieces }: KitGroup, partShare: number, given: string | null): WornNumber[] {
  const witnessed = readOften(graph, pieces);
  if (given !== null && !witnessed.has(given)) witnessed.set(given, { alone: 0 });
  const candidates = [...witnessed.keys()].sort();
  const ratio = candidates.map((number) => Float64Array.from(pieces, (i) => Math.exp(numberLikelihood(graph.pieces[i]!.votes, number, partShare))));
  const chosen = new Set<number>();
  const explained = new Float64Array(pieces.length).fill(1);
  const gain = (candidate: number, sign: 1 | -1): number => {
    let sum = 0;
    for (let k = 0; k < pieces.length; k++) sum += Math.log((explained[k]! + sign * ratio[candidate]![k]!) / explained[k]!);
    return sum - sign * pieces.length * Math.log((1 + chosen.size + sign) / (1 + chosen.size));
  };
  const change = (candidate: number, sign: 1 | -1): void => {
    for (let k = 0; k < pieces.length; k++) explained[k] = Math.max(1, explained[k]! + sign * ratio[candidate]![k]!);
    if (sign === 1) chosen.add(candidate); else chosen.delete(candidate);
  };
  const price = (candidate: number): number => {
    const number = candidates[candidate]!;
    const mayBePart = witnessed.get(number)!.alone < SURELY_ALONE && [...chosen].some((i) => isPartOf(number, candidates[i]!));
    return (mayBePart ? PRICE_OF_A_PART : PRICE_OF_A_NUMBER) + (given !== null && isNear(number, given) ? PRICE_OF_A_MISREADING : 0);
  };
  const certain = given === null ? -1 : candidates.indexOf(given);
  if (certain >= 0) change(certain, 1);
  while (chosen.size < MOST_NUMBERS) {
    const best = bestOf(candidates.keys(), (i) => (chosen.has(i) ? -Infinity : gain(i, 1) - price(i)));
    if (best === null || best.value < 0) break;
    change(best.index, 1);
    // What came first may be explained by what came later.
    const idle = bestOf([...chosen].filter((i) => i !== best.index && i !== certain).values(), (i) => gain(i, -1) + price(i));
    if (idle !== null && idle.value > 0) change(idle.index, -1);
  }
  return [...chosen].map((i) => ({ number: candidates[i]!, team }));
}

/** Of what is read on a track, this share must be the number or a part of it before the track is a witness for it. */
const WITNESS_SHARE = 0.6;
/** So many single digits on one track, and never its neighbour, were not all half a number. */
const SURELY_ALONE = 6;

/** Two tracks on which a number was read with at least this probability are witnesses together. */
const RATHER_SURE = 0.5;

/** Numbers with a witness: one track on which they were read at two independent moments, and little else, or two tracks. `alone`: most such readings on one track. */
function readOften(graph: PieceGraph, pieces: readonly number[]): Map<string, { alone: number }> {
  const tracks = new Map<number, NumberVote[]>();
  for (const i of pieces) tracks.set(graph.pieces[i]!.track, [...(tracks.get(graph.pieces[i]!.track) ?? []), ...graph.pieces[i]!.votes]);
  const witnessed = new Map<string, { alone: number }>();
  const scattered = new Map<string, { track: number; time: number }[]>();
  for (const [track, votes] of tracks) {
    for (const { candidates, timeSeconds } of votes) if (candidates[0]!.probability >= RATHER_SURE) scattered.set(candidates[0]!.text, [...(scattered.get(candidates[0]!.text) ?? []), { track, time: timeSeconds }]);
    const texts = votes.map((vote) => vote.candidates[0]!.text);
    for (const number of new Set(texts)) {
      const exact = votes.filter((_, k) => texts[k] === number);
      const agreeing = exact.length + texts.filter((text) => isPartOf(text, number)).length;
      if (agreeing < WITNESS_SHARE * votes.length || !isIndependent(exact.map((vote) => vote.timeSeconds))) continue;
      const alone = texts.some((text) => isPartOf(number, text)) ? 0 : exact.length;
      witnessed.set(number, { alone: Math.max(alone, witnessed.get(number)?.alone ?? 0) });
    }
  }
  for (const [number, seen] of scattered) if (!witnessed.has(number) && new Set(seen.map(({ track }) => track)).size >= 2 && isIndependent(seen.map(({ time }) => time))) witnessed.set(number, { alone: 0 });
  return witnessed;
}

function bestOf(indices: Iterable<number>, value: (index: number) => number): { index: number; value: number } | null {
  let best: { index: number; value: number } | null = null;
  for (const index of indices) {
    const own = value(index);
    if (own !== -Infinity && (best === null || own > best.value)) best = { index, value: own };
  }
  return best;
}

/** Counted on stretches that surely are of somebody with two digits. */
function learnPartShare(graph: PieceGraph, worn: readonly WornNumber[]): number {
  let [whole, part] = [10 * (1 - USUAL_PART_SHARE), 10 * USUAL_PART_SHARE];
  for (const piece of graph.pieces) {
    const surest = worn.find(({ number }) => number.length === 2 && piece.votes.filter((vote) => vote.candidates[0]!.text === number).length >= 2);
    if (surest === undefined) continue;
    for (const vote of piece.votes) {
      const { text } = vote.candidates[0]!;
      if (text === surest.number) whole++; else if (text.length === 1 && surest.number.includes(text)) part++;
    }
  }
  return part / (whole + part);
}

/** Two numbers of two digits that differ in one of them: the usual misreading. */
function isNear(a: string, b: string): boolean {
  return a.length === 2 && b.length === 2 && a !== b && (a[0] === b[0] || a[1] === b[1]);
}

/** Evidence of every piece for and against the target, and from it the probability that each piece is him. Pure. */
import type { EvidenceItem } from '../../src-shared/domain/identity.ts';
import type { Target } from '../../src-shared/domain/target.ts';
import type { Game } from '../game/game.ts';
import { againstClaim, alikeKits, claimed, entryLogOdds, teamMatesOf, type CastMember } from '../game/name-everybody.ts';
import { confirmsNumber, numberLogOdds, vetoesNumber, weighNumber, type NumberEvidence } from '../game/number-votes.ts';
import { pathMarginals, type PathMarginals } from '../game/path-marginals.ts';
import type { PieceGraph } from '../game/piece-graph.ts';
import type { ClickHit } from './resolve-clicks.ts';
import { findTargetKit } from './target-kit.ts';

export interface WeighedPieces {
  /** 0–1 for each piece. */
  probability: Float64Array;
  evidence: EvidenceItem[][];
  /** Readings of his number, per piece; null when no number is known. */
  numbers: (NumberEvidence | null)[];
  /** Pieces with a click, and when: `him`. */
  clickTimes: Map<number, number[]>;
  /** Row in teams; null when unknown. */
  team: number | null;
  colourLogOdds: Float64Array;
  /** The number looked for: as asked, or as read on the player clicked; '' when unknown. */
  number: string;
  warnings: string[];
  problems: string[];
}

/** The user's word outweighs any sum of other evidence. */
const CLICK = 60;

export interface WeighInput { target: Target; tolerance: number; hits: readonly ClickHit[] }

export function weighPieces(game: Game, graph: PieceGraph, cast: readonly CastMember[], input: WeighInput): WeighedPieces {
  const clicks = clicksByPiece(graph, input.hits);
  const problems: string[] = [];
  const number = input.target.jerseyNumber === '' ? numberOfClicked(graph, cast, clicks.him) : input.target.jerseyNumber;
  const matesOfTeam = new Map<number, string[]>();
  const teamMates = (team: number): string[] => {
    const known = matesOfTeam.get(team) ?? teamMatesOf(graph, { team: team < 0 ? null : team }, cast);
    matesOfTeam.set(team, known);
    return known;
  };
  const numbers = graph.pieces.map((piece, i) => (number === '' ? null : weighNumber(piece.votes, number, teamMates(graph.teams.teamOf[i]!))));
  for (const piece of clicks.him) {
    const own = numbers[piece];
    if (own !== null && own !== undefined && vetoesNumber(own)) problems.push(`the player clicked at ${clicks.times.get(piece)![0]!.toFixed(1)} s seems to wear another number than ${number}; the click counts`);
  }
  const attempt = (teamByNumber: number | null): Attempt => attemptTeam(game, graph, cast, { ...input, number, numbers, clicks, teamByNumber });
  const teams = input.target.jerseyColor === null && clicks.him.length === 0
    ? cast.filter((member) => member.number === number).map((member) => member.team) : [];
  const attempts = (teams.length === 0 ? [null] : teams).map(attempt).sort((a, b) => b.logTotal - a.logTotal);
  const best = attempts[0]!;
  const warnings = [...best.warnings];
  if (attempts.length > 1) warnings.push(`${number} is worn in more than one kit; name the jersey's colour to be sure`);
  return { ...best, numbers, clickTimes: clicks.times, number, warnings, problems };
}

interface Clicks { him: number[]; notHim: number[]; times: Map<number, number[]> }
type Attempt = Pick<WeighedPieces, 'probability' | 'evidence' | 'team' | 'colourLogOdds' | 'warnings'> & { logTotal: number };

function attemptTeam(game: Game, graph: PieceGraph, cast: readonly CastMember[], input: WeighInput & { number: string; numbers: (NumberEvidence | null)[]; clicks: Clicks; teamByNumber: number | null }): Attempt {
  const { number, numbers, clicks } = input;
  const kit = findTargetKit(graph, { target: input.target, tolerance: input.tolerance, him: clicks.him, teamByNumber: input.teamByNumber });
  const rivals = cast.filter((member) => !(member.number === number && (kit.team === null || alikeKits(graph, member.team, kit.team))));
  const claim = claimed(graph.pieces.length, rivals.map((member) => member.probability));
  const him = new Set(clicks.him);
  const notHim = new Set(clicks.notHim);
  const evidence = graph.pieces.map((_, i) => {
    const items: EvidenceItem[] = [];
    const own = numbers[i] ?? null;
    if (own !== null && own.votesFor + own.votesAgainst > 0) items.push({ kind: 'number', logOdds: round(numberLogOdds(own)), note: readingNote(own, number) });
    if (kit.logOdds[i]! < 0) items.push({ kind: 'colour', logOdds: round(kit.logOdds[i]!), note: graph.pieces[i]!.palette === null ? 'the jersey was not seen' : 'the jersey differs from his' });
    const other = strongestClaim(rivals, i);
    if (other !== null && claim[i]! > 0.2) items.push({ kind: 'exclusion', logOdds: round(againstClaim(claim[i]!)), note: `looks like number ${other.number}` });
    if (him.has(i)) items.push({ kind: 'click', logOdds: CLICK, note: 'you said that this is him' });
    if (notHim.has(i)) items.push({ kind: 'click', logOdds: -CLICK, note: 'you said that this is not him' });
    return items;
  });
  const weight = Float64Array.from(evidence, (items, i) => {
    if (him.has(i)) return CLICK;
    if (notHim.has(i)) return -CLICK;
    return items.reduce((sum, item) => sum + item.logOdds, 0);
  });
  const mates = rivals.filter((member) => kit.team !== null && alikeKits(graph, member.team, kit.team)).map((member) => member.probability);
  let unknown = 3;
  let found: PathMarginals = { probability: new Float64Array(graph.pieces.length), logTotal: 0 };
  for (let round = 0; round < 2; round++) {
    found = pathMarginals({ ...graph, weight, entry: entryLogOdds(game, graph, mates, unknown) });
    unknown = unknownTeamMates(graph, { claim, colour: kit.logOdds, target: found.probability });
  }
  return { ...found, evidence, team: kit.team, colourLogOdds: kit.logOdds, warnings: kit.warnings };
}

/** How many people dressed like him are in sight with him and nobody knows who they are: mean over his time, or over all. */
function unknownTeamMates(graph: PieceGraph, { claim, colour, target }: { claim: Float64Array; colour: Float64Array; target: Float64Array }): number {
  let mates = 0;
  const his = graph.pieces.map((_, i) => i).filter((i) => target[i]! > 0.5);
  const seconds = graph.pieces.reduce((sum, piece, i) => sum + target[i]! * piece.observedSeconds, 0);
  graph.pieces.forEach((_, i) => {
    if (target[i]! > 0.5) return;
    const likeHim = Math.exp(colour[i]!) * (1 - Math.min(1, claim[i]!));
    if (likeHim < 0.01) return;
    for (const j of his) mates += likeHim * target[j]! * Math.max(0, Math.min(graph.end[i]!, graph.end[j]!) - Math.max(graph.start[i]!, graph.start[j]!));
  });
  return seconds < 1 ? 3 : 0.2 + 1.5 * (mates / seconds);
}

function clicksByPiece(graph: PieceGraph, hits: readonly ClickHit[]): Clicks {
  const clicks: Clicks = { him: [], notHim: [], times: new Map() };
  for (const { click, track, frame } of hits) {
    const piece = graph.pieces.findIndex((candidate) => candidate.track === track && candidate.first.frame <= frame && candidate.last.frame >= frame);
    if (piece < 0) continue;
    (click.kind === 'him' ? clicks.him : clicks.notHim).push(piece);
    if (click.kind === 'him') clicks.times.set(piece, [...(clicks.times.get(piece) ?? []), click.timeSeconds]);
  }
  return clicks;
}

/** The number read on the pieces clicked as him; '' when none is confirmed. */
function numberOfClicked(graph: PieceGraph, cast: readonly CastMember[], him: readonly number[]): string {
  const votes = new Map<string, number>();
  for (const piece of him) {
    for (const text of new Set(graph.pieces[piece]!.votes.map((vote) => vote.candidates[0]!.text))) {
      const evidence = weighNumber(graph.pieces[piece]!.votes, text);
      if (confirmsNumber(evidence)) votes.set(text, (votes.get(text) ?? 0) + evidence.logOdds);
    }
    for (const member of cast) if (member.probability[piece]! > 0.6) votes.set(member.number, (votes.get(member.number) ?? 0) + 5 * member.probability[piece]!);
  }
  return [...votes].sort((a, b) => b[1] - a[1])[0]?.[0] ?? '';
}

function strongestClaim(rivals: readonly CastMember[], piece: number): CastMember | null {
  let best: CastMember | null = null;
  for (const member of rivals) if (best === null || member.probability[piece]! > best.probability[piece]!) best = member;
  return best;
}

function readingNote(evidence: NumberEvidence, number: string): string {
  const parts = [];
  if (evidence.votesFor > 0) parts.push(`read "${number}" ${times(evidence.votesFor)}`);
  if (evidence.votesAgainst > 0) parts.push(`read another number ${times(evidence.votesAgainst)}`);
  return parts.join(', ');
}

function times(count: number): string {
  return count === 1 ? 'once' : `${count} times`;
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}

/** Evidence of every piece for and against the target, and from it the probability that each piece is him. Pure. */
import type { EvidenceItem } from '../../src-shared/domain/identity.ts';
import type { Target } from '../../src-shared/domain/target.ts';
import { fewerUnknown, type Cast, type CastMember } from '../game/name-everybody.ts';
import { numberLikelihood } from '../game/number-likelihood.ts';
import { confirmsNumber, vetoesNumber, weighNumber, type NumberEvidence } from '../game/number-votes.ts';
import type { PieceGraph } from '../game/piece-graph.ts';
import { tellWhoIsWho, type Person } from '../game/who-is-who.ts';
import { alikeKits, findWornNumbers } from '../game/worn-numbers.ts';
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
/** Own evidence of somebody who does not exist. */
const NOBODY = -40;
/** How often he and those dressed like him are told apart anew. */
const ROUNDS = 1;

export interface WeighInput { target: Target; tolerance: number; hits: readonly ClickHit[] }

export function weighPieces(graph: PieceGraph, cast: Cast, input: WeighInput): WeighedPieces {
  const given = input.target.jerseyNumber;
  const clicks = clicksByPiece(graph, input.hits, (piece) => (given === '' ? 0 : numberLikelihood(graph.pieces[piece]!.votes, given, cast.partShare)));
  const problems: string[] = [];
  const number = input.target.jerseyNumber === '' ? numberOfClicked(graph, cast.members, clicks.him) : input.target.jerseyNumber;
  const mates = matesByTeam(graph, cast.members);
  const numbers = graph.pieces.map((piece, i) => (number === '' ? null : weighNumber(piece.votes, number, mates(graph.teams.teamOf[i]!))));
  for (const piece of clicks.him) {
    const own = numbers[piece];
    if (own !== null && own !== undefined && vetoesNumber(own)) problems.push(`the player clicked at ${clicks.times.get(piece)![0]!.toFixed(1)} s seems to wear another number than ${number}; the click counts`);
  }
  const teams = input.target.jerseyColor === null && clicks.him.length === 0
    ? cast.members.filter((member) => member.number === number).map((member) => member.team) : [];
  const attempts = (teams.length === 0 ? [null] : teams).map((teamByNumber) => attemptTeam(graph, cast, { ...input, number, numbers, clicks, teamByNumber }))
    .sort((a, b) => b.logTotal - a.logTotal);
  const best = attempts[0]!;
  const warnings = [...best.warnings];
  if (attempts.length > 1) warnings.push(`${number} is worn in more than one kit; name the jersey's colour to be sure`);
  return { ...best, numbers, clickTimes: clicks.times, number, warnings, problems };
}

/** Known numbers of people dressed alike. */
function matesByTeam(graph: PieceGraph, members: readonly CastMember[]): (team: number) => string[] {
  const known = new Map<number, string[]>();
  return (team) => {
    const mates = known.get(team) ?? members.filter((other) => team < 0 || alikeKits(graph, other.team, team)).map((other) => other.number);
    known.set(team, mates);
    return mates;
  };
}

interface Clicks { him: number[]; notHim: number[]; times: Map<number, number[]> }
type Attempt = Pick<WeighedPieces, 'probability' | 'evidence' | 'team' | 'colourLogOdds' | 'warnings'> & { logTotal: number };

/** The target takes his own place among the people known, or is one more; he and his team-mates are then told apart anew. */
function attemptTeam(graph: PieceGraph, cast: Cast, input: WeighInput & { number: string; numbers: (NumberEvidence | null)[]; clicks: Clicks; teamByNumber: number | null }): Attempt {
  const { number, numbers, clicks } = input;
  const kit = findTargetKit(graph, { target: input.target, tolerance: input.tolerance, him: clicks.him, teamByNumber: input.teamByNumber, wornIn: (team) => input.target.jerseyNumber !== '' && cast.members.some((member) => member.number === number && alikeKits(graph, member.team, team)) });
  const him = new Set(clicks.him);
  const notHim = new Set(clicks.notHim);
  const likelihood = Float64Array.from(graph.pieces, (piece) => (number === '' ? 0 : numberLikelihood(piece.votes, number, cast.partShare)));
  const own = likelihood.map((value, i) => (him.has(i) ? CLICK : notHim.has(i) ? -CLICK : value + kit.logOdds[i]!));
  const isMate = (member: CastMember): boolean => kit.team === null || alikeKits(graph, member.team, kit.team);
  const place = cast.members.findIndex((member) => member.number === number && isMate(member));
  const real = place < 0 && number !== '' && kit.team !== null ? findWornNumbers(graph, { number, team: kit.team }).worn : cast.members;
  // A team-mate known only by misreadings of the target's number is nobody.
  const isNobody = (member: CastMember): boolean => isMate(member) && !real.some((worn) => worn.number === member.number && alikeKits(graph, worn.team, member.team));
  const people: Person[] = cast.members.map((member) => (isNobody(member) ? { own: member.own.map(() => NOBODY) } : member));
  const target = place < 0 ? people.length : place;
  people[target] = { own };
  const mates = cast.members.flatMap((member, k) => (k !== target && (kit.team === null || alikeKits(graph, member.team, kit.team)) ? [k] : []));
  // Where nobody clicked, the people known have made up their minds already with him among them.
  const rounds = place >= 0 && input.hits.length === 0 ? 0 : ROUNDS;
  const turns = Array.from({ length: rounds }, () => [target, ...mates]).flat().concat(target);
  const { teamOf } = graph.teams;
  const unknown = place >= 0 || kit.team === null ? cast.unknown : fewerUnknown(cast.unknown, (i) => teamOf[i]! >= 0 && alikeKits(graph, teamOf[i]!, kit.team!));
  const beliefs = tellWhoIsWho(graph, people, unknown, turns, cast.beliefs);
  const rivals = cast.members.map((member, k) => ({ number: member.number, probability: beliefs.probability[k]! })).filter((_, k) => k !== target);
  const evidence = graph.pieces.map((_, i) => {
    const items: EvidenceItem[] = [];
    const read = numbers[i] ?? null;
    if (read !== null && read.votesFor + read.votesAgainst > 0) items.push({ kind: 'number', logOdds: round(likelihood[i]!), note: readingNote(read, number) });
    if (kit.logOdds[i]! < 0) items.push({ kind: 'colour', logOdds: round(kit.logOdds[i]!), note: graph.pieces[i]!.palette === null ? 'the jersey was not seen' : 'the jersey differs from his' });
    const other = strongestClaim(rivals, i);
    if (other !== null && other.probability[i]! > 0.2) items.push({ kind: 'exclusion', logOdds: round(Math.log(1 - Math.min(0.97, other.probability[i]!))), note: `looks like number ${other.number}` });
    if (him.has(i)) items.push({ kind: 'click', logOdds: CLICK, note: 'you said that this is him' });
    if (notHim.has(i)) items.push({ kind: 'click', logOdds: -CLICK, note: 'you said that this is not him' });
    return items;
  });
  return { probability: beliefs.probability[target]!, logTotal: beliefs.logTotal[target]!, evidence, team: kit.team, colourLogOdds: kit.logOdds, warnings: kit.warnings };
}

/** Another box under the same point is meant when its readings are so much likelier his (log-likelihood). */
const RATHER_MEANT = 2;

/** @param readings how well what was read on a piece fits the target. */
function clicksByPiece(graph: PieceGraph, hits: readonly ClickHit[], readings: (piece: number) => number): Clicks {
  const clicks: Clicks = { him: [], notHim: [], times: new Map() };
  const pieceAt = (track: number, frame: number): number => graph.pieces.findIndex((candidate) => candidate.track === track && candidate.first.frame <= frame && candidate.last.frame >= frame);
  for (const { click, track, frame, others } of hits) {
    let piece = pieceAt(track, frame);
    if (piece < 0) continue;
    if (click.kind === 'not-him') { clicks.notHim.push(piece); continue; }
    for (const other of others.map((each) => pieceAt(each, frame))) if (other >= 0 && readings(other) > readings(piece) + RATHER_MEANT) piece = other;
    clicks.him.push(piece);
    clicks.times.set(piece, [...(clicks.times.get(piece) ?? []), click.timeSeconds]);
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

type Rival = Pick<CastMember, 'number' | 'probability'>;

function strongestClaim(rivals: readonly Rival[], piece: number): Rival | null {
  let best: Rival | null = null;
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

/**
 * Number readings of one stretch as independent votes, and what they say for or against any number.
 * Readings closer than a quarter of a second share one vote: the same pixels twice are not two witnesses.
 */
import type { Game } from './game.ts';
import { rowsOf } from './game.ts';

export interface NumberVote {
  timeSeconds: number;
  /** 0–1: how good the crop was, against the other crops of this video. */
  quality: number;
  /** What was read, surest first, with the reader's probability. */
  candidates: { text: string; probability: number }[];
}

export interface NumberEvidence {
  /** Log-odds that the person wears the number; positive for, negative against. */
  logOdds: number;
  votesFor: number;
  votesAgainst: number;
  /** Times of the votes for it. */
  timesFor: number[];
  timesAgainst: number[];
}

/** Votes this close share one. */
const ONE_VOTE_SECONDS = 0.25;
/** Probability of any number nobody thought of. */
const UNLISTED = 0.05;
/** A vote whose best candidate is less probable than this says nothing. */
const SAYS_NOTHING = 0.35;
/** A missing digit is the usual error, so one digit says less. */
const TWO_DIGIT_WEIGHT = 0.61;
const ONE_DIGIT_WEIGHT = 0.39;
const LARGEST_LOG_RATIO = 3;
/** "7" supports 17 this much of a full vote. */
const PARTIAL_SUPPORT = 0.25;
/** … and more when no known team-mate's number holds a 7. */
const CLEAR_PARTIAL_SUPPORT = 0.7;
/** However many votes, they saw one shirt in a few poses. */
const LARGEST_SUM = 12;
/** A digit read again and again without its neighbour speaks rather for the number of one digit. */
const MOST_FROM_PARTS = 1.5;
/** Accepted or vetoed from this sum on, with two votes half a second apart. */
export const ACCEPT_LOG_ODDS = 3;
const INDEPENDENT_SECONDS = 0.5;

/** @param samples of one stretch, in time order. @param minConfidence 0–1: readings below it do not count. */
export function collectVotes(game: Game, samples: ArrayLike<number>, minConfidence: number, goodQuality: number): NumberVote[] {
  const votes: NumberVote[] = [];
  for (let i = 0; i < samples.length; i++) {
    const sample = samples[i]!;
    const candidates = Array.from(rowsOf(game.sampleReadings, sample), (row) => ({ text: game.readings.text[row]!, probability: game.readings.probability[row]! }));
    const best = candidates[0];
    if (best === undefined || best.probability < minConfidence) continue;
    const timeSeconds = game.frames.pts[game.detections.frame[game.samples.detection[sample]!]!]!;
    const quality = Math.max(0.35, Math.min(1, game.samples.quality[sample]! / goodQuality));
    const last = votes.at(-1);
    if (last !== undefined && timeSeconds - last.timeSeconds < ONE_VOTE_SECONDS - 1e-6) {
      if (best.probability * quality > last.candidates[0]!.probability * last.quality) { last.candidates = candidates; last.quality = quality; }
      continue;
    }
    votes.push({ timeSeconds, quality, candidates });
  }
  return votes;
}

/** Quality from which a crop counts fully: the median of the crops in which something was read. */
export function goodSampleQuality(game: Game): number {
  const seen = new Set(game.readings.sample);
  const qualities = Float32Array.from(seen, (sample) => game.samples.quality[sample]!).sort();
  return Math.max(1e-3, qualities[qualities.length >> 1] ?? 1);
}

/** @param teamMates known numbers of people dressed alike; null when nothing is known of them. A digit that none of them wears says more. */
export function weighNumber(votes: readonly NumberVote[], number: string, teamMates: readonly string[] | null = null): NumberEvidence {
  const evidence: NumberEvidence = { logOdds: 0, votesFor: 0, votesAgainst: 0, timesFor: [], timesAgainst: [] };
  let fromParts = 0;
  for (const vote of votes) {
    const value = weighVote(vote, number, teamMates);
    if (value > 0 && isPartOf(vote.candidates[0]!.text, number)) fromParts += value; else evidence.logOdds += value;
    if (value > 0.2) { evidence.votesFor++; evidence.timesFor.push(vote.timeSeconds); }
    if (value < -0.3) { evidence.votesAgainst++; evidence.timesAgainst.push(vote.timeSeconds); }
  }
  evidence.logOdds = Math.max(-LARGEST_SUM, Math.min(LARGEST_SUM, evidence.logOdds + Math.min(MOST_FROM_PARTS, fromParts)));
  return evidence;
}

/** Enough independent votes: one misread can neither confirm nor veto. */
export function confirmsNumber(evidence: NumberEvidence): boolean {
  return evidence.logOdds >= ACCEPT_LOG_ODDS && isIndependent(evidence.timesFor);
}

export function vetoesNumber(evidence: NumberEvidence): boolean {
  return evidence.logOdds <= -ACCEPT_LOG_ODDS && isIndependent(evidence.timesAgainst);
}

/** Log-odds that one vote adds for a number. */
export function weighVote(vote: NumberVote, number: string, teamMates: readonly string[] | null = null): number {
  let own = 0;
  let partial = 0;
  let other = 0;
  let top = vote.candidates[0]!;
  for (const candidate of vote.candidates) {
    if (candidate.text === number) own = candidate.probability;
    else if (isPartOf(candidate.text, number)) partial = Math.max(partial, candidate.probability);
    else other = Math.max(other, candidate.probability);
    if (candidate.probability > top.probability) top = candidate;
  }
  if (top.probability <= SAYS_NOTHING) return 0;
  const isClear = teamMates !== null && !teamMates.some((other) => other !== number && other.includes(top.text));
  const weight = vote.quality * (top.text.length === 2 || (isClear && top.text === number) ? TWO_DIGIT_WEIGHT : ONE_DIGIT_WEIGHT);
  if (partial > own && partial > other) return weight * (isClear ? CLEAR_PARTIAL_SUPPORT : PARTIAL_SUPPORT) * clip(Math.log(partial / Math.max(UNLISTED, other)));
  return weight * clip(Math.log((own + 0.01) / Math.max(UNLISTED, other)));
}

/** "1" and "7" are parts of "17"; nothing is a part of a one-digit number. */
export function isPartOf(text: string, number: string): boolean {
  return text.length === 1 && number.length === 2 && number.includes(text);
}

/** At least two, the first and the last half a second apart. */
export function isIndependent(times: readonly number[]): boolean {
  return times.length >= 2 && Math.max(...times) - Math.min(...times) >= INDEPENDENT_SECONDS - 1e-6;
}

function clip(value: number): number {
  return Math.max(-LARGEST_LOG_RATIO, Math.min(LARGEST_LOG_RATIO, value));
}

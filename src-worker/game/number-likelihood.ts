/**
 * How much likelier the readings of a stretch are for the wearer of one number than for somebody of whom nothing is known.
 * A number half turned away gives one digit of two, and a misreading can be anything: both are counted, so that readings
 * which name nobody outright still tell two team-mates apart. Not a proof: that is `number-votes`.
 */
import { isPartOf, type NumberVote } from './number-votes.ts';

/** Readers are surer than they are wrong: this much of what they leave open is error, and never less than the second figure. */
const ERROR_SHARE = 0.6;
const LEAST_ERROR = 0.015;
/** Before a video has shown how often its reader loses a digit. */
export const USUAL_PART_SHARE = 0.45;
/** Readings of one stretch see one shirt in few poses: each counts for so much of an independent one. */
const INDEPENDENCE = 0.65;
/** A stretch may hold a few boxes of somebody else. */
const MOST_AGAINST_BY_ONE = 2.5;
const MOST_AGAINST = 8;
const MOST_FOR = 24;
/** How often a number of one digit is read with a second one. */
const EXTRA_DIGIT = 0.03;
/** A misread number of two digits keeps one of them in its place: so likely is each such number, and each other one. */
const WRONG_NEAR = 0.03;
const WRONG_FAR = 0.006;
const WRONG_DIGIT = 0.06;
/** Somebody unknown may wear no number at all; folds and stripes then read as any digit. */
const NO_NUMBER = 0.09;

/** @param partShare 0–1: how often a readable number of two digits is read as one of them. @returns log of the ratio, −8 to 24. */
export function numberLikelihood(votes: readonly NumberVote[], number: string, partShare: number): number {
  let sum = 0;
  for (const vote of votes) sum += INDEPENDENCE * Math.max(-MOST_AGAINST_BY_ONE, voteLogRatio(vote, number, partShare));
  return Math.max(-MOST_AGAINST, Math.min(MOST_FOR, sum));
}

function voteLogRatio({ candidates }: NumberVote, number: string, partShare: number): number {
  const top = candidates[0]!;
  const error = Math.min(0.95, LEAST_ERROR + ERROR_SHARE * (1 - top.probability));
  const total = candidates.reduce((sum, { probability }) => sum + probability, 0);
  let [his, anybodys] = [error * misread(top.text, number), error * (top.text.length === 2 ? 0.01 : WRONG_DIGIT)];
  for (const { text, probability } of candidates) {
    const share = ((1 - error) * probability) / total;
    his += share * readAs(text, number, partShare);
    anybodys += share * (text.length === 2 ? 0.01 * (1 - partShare) : (2 * (0.01 + 0.09 * partShare) + NO_NUMBER) / 3);
  }
  return Math.log(his / anybodys);
}

/** Probability that a reader which sees well gives this text for this number. */
function readAs(text: string, number: string, partShare: number): number {
  if (text === number) return number.length === 2 ? 1 - partShare : 1 - EXTRA_DIGIT;
  if (isPartOf(text, number)) return number[0] === number[1] ? partShare : partShare / 2;
  return number.length === 1 && isPartOf(number, text) ? EXTRA_DIGIT / 19 : 0;
}

function misread(text: string, number: string): number {
  if (text.length === 1) return WRONG_DIGIT;
  return number.length === 2 && (text[0] === number[0] || text[1] === number[1]) ? WRONG_NEAR : WRONG_FAR;
}

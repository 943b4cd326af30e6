import { describe, expect, it } from 'vitest';
import { collectVotes, confirmsNumber, vetoesNumber, weighNumber, type NumberVote } from './number-votes.ts';
import { makeGame, walking } from './testing/make-observations.ts';
import { rowsOf } from './game.ts';

const vote = (text: string, timeSeconds: number, probability = 0.95): NumberVote => ({ timeSeconds, quality: 1, candidates: [{ text, probability }] });

describe('number votes', () => {
  it('confirm a number read twice half a second apart, and not one read once however sure', () => {
    expect(confirmsNumber(weighNumber([vote('17', 1), vote('17', 1.5)], '17'))).toBe(true);
    expect(confirmsNumber(weighNumber([vote('17', 1, 1)], '17'))).toBe(false);
    expect(confirmsNumber(weighNumber([vote('17', 1), vote('17', 1.3)], '17'))).toBe(false);
  });

  it('veto a number when another is read twice, and not on one misreading', () => {
    expect(vetoesNumber(weighNumber([vote('28', 1), vote('28', 2)], '23'))).toBe(true);
    expect(vetoesNumber(weighNumber([vote('28', 1)], '23'))).toBe(false);
  });

  it.each([['17'], ['27']])('let a lone 7 support %s weakly and contradict nothing', (number) => {
    const { logOdds } = weighNumber([vote('7', 1)], number);
    expect(logOdds).toBeGreaterThan(0);
    expect(logOdds).toBeLessThan(0.5);
  });

  it.each([['0', '00'], ['00', '0'], ['17', '7'], ['28', '23']])('hold %s against %s', (read, number) => {
    expect(weighNumber([vote(read, 1)], number).logOdds).toBeLessThan(read.length === 1 ? 0.5 : -1);
  });

  it('weigh a single digit like a whole number only when no team-mate could have lost the other digit', () => {
    expect(weighNumber([vote('4', 1)], '4', ['23', '17']).logOdds).toBeGreaterThan(weighNumber([vote('4', 1)], '4', ['14']).logOdds);
  });
});

describe('collecting votes', () => {
  const game = (everySeconds: number, probability = 0.9) => makeGame({ seconds: 6, actors: [{ seen: [[0, 5]], at: walking(0.3), jersey: '#b3131f', reads: [{ from: 1, to: 3, text: '17', probability, everySeconds }] }] });
  const votes = (everySeconds: number, minConfidence: number, probability?: number): number => {
    const g = game(everySeconds, probability);
    return collectVotes(g, rowsOf(g.trackSamples, 0), minConfidence, 0.5).length;
  };

  it('counts readings closer than a quarter of a second once', () => {
    expect(votes(0.1, 0)).toBe(7);
    expect(votes(0.5, 0)).toBe(5);
  });

  it('does not count readings below the least confidence', () => {
    expect(votes(0.5, 0.5, 0.4)).toBe(0);
    expect(votes(0.5, 0.4, 0.4)).toBe(5);
  });
});

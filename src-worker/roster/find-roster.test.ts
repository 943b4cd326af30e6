import { describe, expect, it } from 'vitest';
import { presets } from '../../src-shared/domain/settings.ts';
import { Target } from '../../src-shared/domain/target.ts';
import { makeGame, walking, type Actor } from '../game/testing/make-observations.ts';
import { identifyTarget, type Identity } from '../identify/identify-target.ts';
import { findRoster } from './find-roster.ts';

const actor = (seen: Actor['seen'], x: number, jersey: string, text: string, at: number): Actor => ({ seen, at: walking(x), jersey, reads: [{ from: at, to: at + 4, text }] });
const game = () => makeGame({
  seconds: 40,
  actors: [actor([[0, 15], [22, 35]], 0.1, '#b3131f', '17', 3), actor([[0, 30]], 0.4, '#b3131f', '4', 5), actor([[2, 40]], 0.7, '#f2f2f2', '17', 10), actor([[5, 20]], 0.85, '#f2f2f2', '31', 8)],
});

describe('the roster', () => {
  it('lists every number found with its team, nobody having been asked for', () => {
    const roster = findRoster(game());
    const byTeam = new Map<number, string[]>();
    for (const entry of roster) byTeam.set(entry.team, [...(byTeam.get(entry.team) ?? []), entry.number]);
    expect([...byTeam.values()].map((numbers) => numbers.toSorted((a, b) => Number(a) - Number(b)).join(' ')).toSorted((a, b) => a.localeCompare(b))).toEqual(['17 31', '4 17']);
    expect(roster.every((entry) => entry.confidence > 0.8 && entry.crops.length > 0 && entry.onScreenSeconds > 5)).toBe(true);
  });

  it('answers two players from one pass as two separate passes would', () => {
    const ask = (passes: ReturnType<typeof game>, jerseyNumber: string): Identity => identifyTarget(passes, {
      target: Target.parse({ jerseyNumber, jerseyColor: '#b3131f' }), settings: { playingSurface: [], benches: [], penaltyBoxes: [] }, tuning: presets.broadcast, clicks: [],
    });
    const one = game();
    findRoster(one);
    expect([ask(one, '17'), ask(one, '4')]).toEqual([ask(game(), '17'), ask(game(), '4')]);
  });
});

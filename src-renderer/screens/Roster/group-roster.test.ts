import { describe, expect, it } from 'vitest';
import type { RosterEntry } from '../../../src-shared/domain/segment.ts';
import { entryMeant, groupRoster } from './group-roster.ts';

const entry = (number: string, team: number, onScreenSeconds: number, confidence = 0.9, teamColor = '#b3131f'): RosterEntry => ({ number, team, onScreenSeconds, confidence, teamColor, intervals: [], crops: [] });

describe('the roster', () => {
  it('is empty for nobody', () => {
    expect(groupRoster([])).toEqual([]);
  });
  it('puts the team seen longest first, and in it the player seen longest', () => {
    const teams = groupRoster([entry('4', 1, 5), entry('9', 0, 20), entry('17', 0, 30), entry('66', 1, 8)]);
    expect(teams.map((team) => [team.letter, team.team, team.players.map((player) => player.number)])).toEqual([['A', 0, ['17', '9']], ['B', 1, ['66', '4']]]);
  });
  it('0 and 00 are two players', () => {
    expect(groupRoster([entry('0', 0, 3), entry('00', 0, 2)])[0]!.players).toHaveLength(2);
  });
  it('takes the team colour from the player it is surest of', () => {
    expect(groupRoster([entry('4', 0, 50, 0.4, '#111111'), entry('9', 0, 2, 0.95, '#b3131f')])[0]!.color).toBe('#b3131f');
  });
  it.each([
    ['nobody was asked for', null, null],
    ['a click without a number means nobody by number', { jerseyNumber: '', jerseyColor: '#b3131f' }, null],
    ['two teams have the number: the colour decides', { jerseyNumber: '4', jerseyColor: '#c02020' }, '#b3131f'],
    ['two teams have the number and no colour was given', { jerseyNumber: '4', jerseyColor: null }, null],
    ['the only one with the number needs no colour', { jerseyNumber: '9', jerseyColor: null }, '#b3131f'],
  ])('%s', (_, target, color) => {
    const entries = [entry('4', 0, 5), entry('4', 1, 5, 0.9, '#f4f5f7'), entry('9', 0, 5)];
    expect(entryMeant(entries, target)?.teamColor ?? null).toBe(color);
  });
});

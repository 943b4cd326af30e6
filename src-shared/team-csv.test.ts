import { describe, expect, it } from 'vitest';
import { parsePlayers, playersToCsv, seasonToCsv } from './team-csv.ts';

const robin = { number: '17', name: 'Robin "Rocket", D', jerseyColor: '#b3131f', numberColor: null, note: '=1+1' };

describe('players as CSV', () => {
  it('come back as they were written, with quotes and commas, and without a formula a spreadsheet would run', () => {
    const csv = playersToCsv([robin]);
    expect(csv).toContain(`'=1+1`);
    expect(parsePlayers(csv)).toEqual([robin]);
  });
  it.each([
    ['commas and a header', 'number,name\n7,Ana\n', 'Ana'], ['semicolons', '7;Ana;#ffffff\r\n', 'Ana'], ['a mark of Unicode and blank lines', '\uFEFFnumber,name\n\n07,Ana\n\n', 'Ana'], ['no line end', '#7,Ana', 'Ana'],
  ])('are read with %s', (_, csv, name) => expect(parsePlayers(csv)).toMatchObject([{ number: '7', name }]));
  it.each([['a number that is none', 'number,name\n7,Ana\nabc,Bo', /player 2.*"abc"/s], ['a colour that is none', '7,Ana,reddish', /player 1.*reddish/s]])('with %s are refused by line', (_, csv, message) => expect(() => parsePlayers(csv)).toThrow(message));
});

it('the season as CSV names player, minutes and shifts', () => {
  const line = { jobId: 'x', game: 'Cup, final', date: '2026-03-07T10:00:00Z', number: '17', jerseyColor: null, onScreenSeconds: 90, segments: 3, shifts: null, source: 'target' as const };
  expect(seasonToCsv([line], [robin]).split('\r\n')[1]).toBe('2026-03-07,"Cup, final",17,"Robin ""Rocket"", D",1.50,,3,target');
});

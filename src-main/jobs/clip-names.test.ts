import { describe, expect, it } from 'vitest';
import { clipName, safeFileName } from './clip-names.ts';

describe('a file name', () => {
  it.each([
    ['a/b\\c:d', 'a_b_c_d'], ['..', 'clip'], ['../../etc', '_.._etc'], ['con', '_con'], ['LPT1.txt', '_LPT1.txt'], ['ends. ', 'ends'], ['', 'clip'], ['Łukasz  17\n', 'Łukasz 17'], ['x'.repeat(300), 'x'.repeat(120)],
  ])('made of %j is %j', (text, expected) => expect(safeFileName(text)).toBe(expected));

  it('takes its words from the segment', () => {
    expect(clipName('{game} {player} {n} {start} {what}', { n: 3, count: 120, player: 'red 17', number: '17', start: 3723, game: 'Cup: final' })).toBe('Cup_ final red 17 003 1-02-03 {what}');
  });
});

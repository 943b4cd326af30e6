import { expect, it } from 'vitest';
import { shellWords } from './shell-words.ts';

it.each([
  [['ffmpeg', '-i', '/games/a.mp4'], 'ffmpeg -i /games/a.mp4'],
  [['-i', "/games/Tom's game.mp4"], `-i '/games/Tom'\\''s game.mp4'`],
  [['-vf', "select='eq(n,3)'", ''], `-vf 'select='\\''eq(n,3)'\\''' ''`],
  [['$HOME', 'a;b'], `'$HOME' 'a;b'`],
])('%j is logged so that a shell reads the same words', (words, line) => {
  expect(shellWords(words)).toBe(line);
});

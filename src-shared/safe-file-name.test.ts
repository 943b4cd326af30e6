import { describe, expect, it } from 'vitest';
import { fileNameFromTemplate, safeFileName, timeForFileName } from './safe-file-name.ts';

describe('names that work on every system', () => {
  it.each([
    ['Leafs – Habs, 3. Drittel', 'Leafs – Habs, 3. Drittel'],
    ['a/b\\c:d*e?f"g<h>i|j', 'a b c d e f g h i j'],
    ['../../etc/passwd', 'etc passwd'],
    ['..', 'clip'],
    ['', 'clip'],
    ['   ', 'clip'],
    ['.hidden', 'hidden'],
    ['trailing dots...', 'trailing dots'],
    ['trailing space ', 'trailing space'],
    ['NUL', '_NUL'],
    ['con.mp4', '_con.mp4'],
    ['COM1', '_COM1'],
    ['COM¹.x', '_COM¹.x'],
    ['console', 'console'],
    ['tab\there\nnewline\0nul', 'tab here newline nul'],
    ['\u202Egpj.exe', 'gpj.exe'],
    ['Šimůnek 🏒', 'Šimůnek 🏒'],
    ['e\u0301', 'é'],
    ['half \uD83C an emoji', 'half an emoji'],
  ])('%j becomes %j', (text, name) => {
    expect(safeFileName(text)).toBe(name);
  });

  it('is at most 180 bytes and never halves a character', () => {
    const name = safeFileName('👩‍👩‍👧'.repeat(100));
    expect(new TextEncoder().encode(name).length).toBeLessThanOrEqual(180);
    expect(name).toBe('👩‍👩‍👧'.repeat(name.length / '👩‍👩‍👧'.length));
  });

  it('a cut to length does not leave a space or dot at the end', () => {
    expect(safeFileName(`${'a'.repeat(179)}. b`)).toBe('a'.repeat(179));
  });
});

describe('names from templates', () => {
  it.each([
    ['{game} {player} {n}', 'Leafs Habs Smith 03'],
    ['{number}_{start}', '17_1h02m03s'],
    ['{opponent}-{n}', 'opponent-03'],
    ['{player}/{n}', 'Smith 03'],
    ['clip', 'clip'],
  ])('%s', (template, name) => {
    expect(fileNameFromTemplate(template, { game: 'Leafs/Habs', player: 'Smith', n: '03', number: '17', start: timeForFileName(3723.9) })).toBe(name);
  });

  it('a missing value leaves no hole', () => {
    expect(fileNameFromTemplate('{game} {player} {n}', { game: 'Cup', player: '', n: '1' })).toBe('Cup 1');
  });
});

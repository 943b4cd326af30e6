import { describe, expect, it } from 'vitest';
import { ExportOptions } from '../../src-shared/contract/export-options.ts';
import { exportWords, readExportOptions } from './read-export-options.ts';
import { readOptions } from './read-options.ts';

const recipes = [{ name: 'Reel', options: ExportOptions.parse({ reelSeconds: 180, combined: true }) }];
const read = (...words: string[]): ExportOptions => readExportOptions(readOptions(words, exportWords), recipes);

describe('what export writes', () => {
  it.each<[string[], Partial<ExportOptions>]>([
    [[], { separate: true, combined: false, handOff: [] }],
    [['--format', 'edl,csv', '--format', 'otio'], { separate: false, handOff: ['edl', 'csv', 'otio'] }],
    [['--format', 'edl', '--clips'], { separate: true, handOff: ['edl'] }],
    [['--combined'], { separate: false, combined: true }],
    [['--share', '--pre-roll', '0'], { separate: false, shareBundle: true, preRollSeconds: 0 }],
    [['--recipe', 'reel'], { separate: true, combined: true, reelSeconds: 180 }],
    [['--recipe', 'reel', '--reel', '60', '--clips'], { separate: true, combined: false, reelSeconds: 60 }],
  ])('%j', (words, expected) => expect(read(...words)).toMatchObject(expected));
  it('looks', () => expect(read('--portrait', '--ring', '--freeze', '--speed', '0.5', '--name-strip', '{player}').look).toEqual({ crop: 'portrait', spotlight: true, freezeOpening: true, nameStrip: '{player}', speed: 0.5 }));
  it.each([
    [['--format', 'xls'], /handOff/], [['--speed', '2'], /look.speed/], [['--max-mb', 'many'], /--max-mb must be a number/], [['--recipe', 'x'], /--recipe must be one of "Reel", got "x"/], [['--cutting', 'quick'], /mode/],
  ])('%j is refused in words', (words, message) => expect(() => read(...words)).toThrow(message));
});

import { describe, expect, it } from 'vitest';
import { keyCaps, keysOfPress, matchesKeys } from './key-match.ts';

const press = (key: string, held: Partial<Record<'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey', boolean>> = {}) =>
  ({ key, ctrlKey: false, metaKey: false, shiftKey: false, altKey: false, ...held });

describe('shortcut keys', () => {
  it.each([
    ['a letter alone', press('j'), 'j', true],
    ['a letter typed with Caps Lock', press('J'), 'j', true],
    ['a letter with Shift is another shortcut', press('J', { shiftKey: true }), 'j', false],
    ['Ctrl where it was not asked for', press('j', { ctrlKey: true }), 'j', false],
    ['mod is Ctrl outside macOS', press('z', { ctrlKey: true }), 'mod+z', true],
    ['the Windows key is not mod', press('z', { metaKey: true }), 'mod+z', false],
    ['a question mark, whatever it takes to type it', press('?', { shiftKey: true }), '?', true],
    ['Shift with an arrow', press('ArrowLeft', { shiftKey: true }), 'shift+arrowleft', true],
    ['the space bar', press(' '), 'space', true],
    ['a plus sign', press('+', { shiftKey: true }), '+', true],
  ])('%s', (_, event, keys, matches) => {
    expect(matchesKeys(event, keys, false)).toBe(matches);
  });
  it('mod is Cmd on macOS', () => {
    expect(matchesKeys(press('z', { metaKey: true }), 'mod+z', true)).toBe(true);
    expect(keyCaps('mod+shift+z', true)).toEqual(['⌘', 'Shift', 'Z']);
  });
  it('caps show arrows as arrows', () => {
    expect(keyCaps('shift+arrowleft', false)).toEqual(['Shift', '←']);
  });
  it.each([
    [press('Z', { ctrlKey: true, shiftKey: true }), 'mod+shift+z'], [press('?', { shiftKey: true }), '?'], [press(' '), 'space'], [press('+', { shiftKey: true }), '+'],
    [press('ArrowUp', { altKey: true }), 'alt+arrowup'], [press('Shift', { shiftKey: true }), null],
  ])('a press is written so that it matches itself: %j is %j', (event, keys) => {
    expect(keysOfPress(event, false)).toBe(keys);
    if (keys !== null) expect(matchesKeys(event, keys, false)).toBe(true);
  });
});

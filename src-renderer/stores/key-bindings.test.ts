import { describe, expect, it } from 'vitest';
import { conflictOf, keysFor, withBinding } from './key-bindings.ts';

const actions = [{ id: 'accept', keys: ['y'] }, { id: 'redo', keys: ['mod+shift+z', 'mod+y'] }, { id: 'note', keys: ['t'] }];
const keys = (bindings: Record<string, readonly string[]>): string[] => actions.map((action) => keysFor(action, bindings).join(' '));

describe('keys given to actions', () => {
  it('an action without a binding keeps its own keys', () => expect(keys({})).toEqual(['y', 'mod+shift+z mod+y', 't']));
  it('tells which action has a key already', () => {
    expect(conflictOf(actions, {}, 'note', 'y')?.id).toBe('accept');
    expect(conflictOf(actions, {}, 'accept', 'y')).toBe(null);
    expect(conflictOf(actions, { accept: ['ö'] }, 'note', 'y')).toBe(null);
  });
  it('a key taken from another action leaves that one its other keys', () => {
    expect(keys({ ...withBinding(actions, {}, 'note', 'mod+y') })).toEqual(['y', 'mod+shift+z', 'mod+y']);
  });
  it('an action may lose its only key', () => expect(keys({ ...withBinding(actions, {}, 'note', 'y') })).toEqual(['', 'mod+shift+z mod+y', 'y']));
});

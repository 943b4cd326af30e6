/** Keyboard shortcuts that are live right now: screens bring theirs while they are shown; the sheet lists them. */
import { useEffect, useRef } from 'react';
import { create } from 'zustand';
import { keysFor, useKeyBindings } from './key-bindings.ts';
import { keyCaps, matchesKeys } from './key-match.ts';

export interface Shortcut {
  /** Stable name, for re-binding: `player.step-forward`. */
  id: string;
  /** Any of these: `j`, `shift+arrowleft`, `mod+z` (mod is Cmd on macOS, Ctrl elsewhere), `?`. */
  keys: readonly string[];
  label: string;
  run: (event: KeyboardEvent) => void;
}

export interface ShortcutGroup {
  name: string;
  shortcuts: readonly Shortcut[];
}

interface ShortcutsState {
  groups: readonly ShortcutGroup[];
}

export const useShortcutGroups = create<ShortcutsState>()(() => ({ groups: [] }));

/** Makes shortcuts live while the calling component is shown. The newest component wins when two claim one key. */
export function useShortcuts(name: string, shortcuts: readonly Shortcut[]): void {
  const latest = useRef(shortcuts);
  latest.current = shortcuts;
  const signature = shortcuts.map((one) => `${one.id}=${one.keys.join(',')}=${one.label}`).join('|');
  useEffect(() => {
    // The list shown in the sheet stays the same object; what a key does is looked up at the time it is pressed.
    const group: ShortcutGroup = {
      name,
      shortcuts: latest.current.map((one) => ({ ...one, run: (event) => latest.current.find((now) => now.id === one.id)?.run(event) })),
    };
    useShortcutGroups.setState(({ groups }) => ({ groups: [...groups, group] }));
    return () => useShortcutGroups.setState(({ groups }) => ({ groups: groups.filter((other) => other !== group) }));
  }, [name, signature]);
}

/** The first key of a live action as words, `Ctrl Z`; empty when it has none now. Follows re-binding. */
export function useKeyWords(id: string | undefined): string {
  const groups = useShortcutGroups((state) => state.groups);
  const bindings = useKeyBindings((state) => state.byAction);
  const [first] = id === undefined ? [] : keysOfAction(groups, bindings, id);
  return first === undefined ? '' : keyCaps(first).join(' ');
}

/** Keys that an action listens to now; the words of a button's tip follow them. */
export function keysOfAction(groups: readonly ShortcutGroup[], bindings: Readonly<Record<string, readonly string[]>>, id: string): readonly string[] {
  const shortcut = groups.flatMap((group) => group.shortcuts).find((one) => one.id === id);
  return shortcut === undefined ? [] : keysFor(shortcut, bindings);
}

/** Listens once for the whole window. Keys typed into a field belong to the field, except Escape and mod-combinations it does not use. */
export function listenForShortcuts(): () => void {
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.defaultPrevented || event.isComposing || belongsToField(event)) return;
    for (const group of [...useShortcutGroups.getState().groups].reverse()) {
      const shortcut = group.shortcuts.find((one) => keysFor(one, useKeyBindings.getState().byAction).some((keys) => matchesKeys(event, keys)));
      if (shortcut === undefined) continue;
      event.preventDefault();
      shortcut.run(event);
      return;
    }
  };
  window.addEventListener('keydown', onKeyDown);
  return () => window.removeEventListener('keydown', onKeyDown);
}

const buttonKeys = new Set([' ', 'Enter']);

function belongsToField(event: KeyboardEvent): boolean {
  const at = event.target;
  // A dialog's keys are its own also while nothing in it has the focus, as after a button in it went away.
  if (document.querySelector('dialog[open]') !== null && event.key !== '?') return true;
  if (!(at instanceof HTMLElement)) return false;
  if (at.isContentEditable || at instanceof HTMLTextAreaElement || at instanceof HTMLSelectElement) return true;
  if (at instanceof HTMLInputElement) {
    if (at.type === 'checkbox' || at.type === 'radio') return buttonKeys.has(event.key) || event.key.startsWith('Arrow');
    if (at.type === 'range') return event.key.startsWith('Arrow') || event.key === 'Home' || event.key === 'End';
    return true;
  }
  return (at instanceof HTMLButtonElement || at.getAttribute('role') === 'button') && buttonKeys.has(event.key);
}

/** Keys that the user gave to actions, kept in this page's storage; an action without a row has its own keys. */
import { create } from 'zustand';

interface KeyBindings {
  /** Action → its keys; an empty list: no key at all. */
  byAction: Readonly<Record<string, readonly string[]>>;
}

const storageKey = 'keys';

export const useKeyBindings = create<KeyBindings>()(() => ({ byAction: remembered() }));

interface Bindable { id: string; keys: readonly string[] }

export function keysFor(action: Bindable, bindings: KeyBindings['byAction']): readonly string[] {
  return bindings[action.id] ?? action.keys;
}

/** The other action that listens to a key already. Escape and the sheet's own key can not be given away. */
export function conflictOf<Action extends Bindable>(actions: readonly Action[], bindings: KeyBindings['byAction'], id: string, keys: string): Action | null {
  return actions.find((action) => action.id !== id && keysFor(action, bindings).includes(keys)) ?? null;
}

/** Gives a key to an action alone: another that had it loses it. Pure. */
export function withBinding(actions: readonly Bindable[], bindings: KeyBindings['byAction'], id: string, keys: string): KeyBindings['byAction'] {
  const other = conflictOf(actions, bindings, id, keys);
  const freed = other === null ? bindings : { ...bindings, [other.id]: keysFor(other, bindings).filter((one) => one !== keys) };
  return { ...freed, [id]: [keys] };
}

export function bindKeys(byAction: KeyBindings['byAction']): void {
  useKeyBindings.setState({ byAction });
  try {
    localStorage.setItem(storageKey, JSON.stringify(byAction));
  } catch {
    // A page without storage keeps the keys until it is closed.
  }
}

function remembered(): KeyBindings['byAction'] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(storageKey) ?? '{}');
    if (typeof kept !== 'object' || kept === null) return {};
    return Object.fromEntries(Object.entries(kept).filter((row): row is [string, string[]] => Array.isArray(row[1]) && row[1].every((keys) => typeof keys === 'string')));
  } catch {
    return {};
  }
}

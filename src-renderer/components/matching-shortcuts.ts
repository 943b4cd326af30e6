/** Which shortcuts a search shows: by label, group or key. */
import { keysFor } from '../stores/key-bindings.ts';
import { keyCaps } from '../stores/key-match.ts';
import type { ShortcutGroup } from '../stores/shortcuts.ts';

/** Groups of one name are joined; every word of the query must be found somewhere in the row. */
export function matchingShortcuts(groups: readonly ShortcutGroup[], query: string, bindings: Readonly<Record<string, readonly string[]>> = {}): ShortcutGroup[] {
  const words = query.toLowerCase().split(/\s+/).filter((word) => word !== '');
  const byName = new Map<string, ShortcutGroup>();
  for (const group of groups) {
    const shortcuts = group.shortcuts.filter((shortcut) => {
      const haystack = `${group.name} ${shortcut.label} ${keysFor(shortcut, bindings).flatMap((keys) => keyCaps(keys)).join(' ')}`.toLowerCase();
      return words.every((word) => haystack.includes(word));
    });
    if (shortcuts.length === 0) continue;
    byName.set(group.name, { name: group.name, shortcuts: [...(byName.get(group.name)?.shortcuts ?? []), ...shortcuts] });
  }
  return [...byName.values()];
}

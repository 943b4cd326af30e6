/** Whether a key press is the one a shortcut names. Pure; the platform is a parameter. */

interface KeyPress {
  key: string;
  ctrlKey: boolean;
  metaKey: boolean;
  shiftKey: boolean;
  altKey: boolean;
}

const isMac = typeof navigator !== 'undefined' && /mac/i.test(navigator.platform);

/**
 * `keys` is written `mod+shift+z`, `arrowleft`, `?`. Characters that need Shift on some keyboards (`?`, `+`) are matched
 * by the character alone; letters, digits and named keys need exactly the modifiers that are written.
 */
export function matchesKeys(press: KeyPress, keys: string, mac: boolean = isMac): boolean {
  const parts = keys === '+' ? ['+'] : keys.toLowerCase().split('+');
  const wantedKey = parts.at(-1)!;
  const wanted = { mod: parts.includes('mod'), shift: parts.includes('shift'), alt: parts.includes('alt') };
  const key = press.key === ' ' ? 'space' : press.key.toLowerCase();
  if (key !== wantedKey) return false;
  const isSymbol = key.length === 1 && !/[a-z0-9]/.test(key);
  const mod = mac ? press.metaKey : press.ctrlKey;
  const otherMod = mac ? press.ctrlKey : press.metaKey;
  return mod === wanted.mod && !otherMod && press.altKey === wanted.alt && (isSymbol || press.shiftKey === wanted.shift);
}

/** How a press is written as a shortcut; null for a modifier held by itself. The inverse of `matchesKeys`. */
export function keysOfPress(press: KeyPress, mac: boolean = isMac): string | null {
  const key = press.key === ' ' ? 'space' : press.key.toLowerCase();
  if (['shift', 'control', 'alt', 'meta', 'altgraph', 'dead', 'capslock', 'unidentified', 'process'].includes(key)) return null;
  const isSymbol = key.length === 1 && !/[a-z0-9]/.test(key);
  const held = [(mac ? press.metaKey : press.ctrlKey) ? 'mod' : null, press.altKey ? 'alt' : null, press.shiftKey && !isSymbol ? 'shift' : null].filter((part) => part !== null);
  return [...held, key].join('+');
}

const names: Record<string, string> = {
  arrowleft: '←', arrowright: '→', arrowup: '↑', arrowdown: '↓', space: 'Space', escape: 'Esc', enter: 'Enter', delete: 'Del', backspace: '⌫', home: 'Home', end: 'End',
  shift: 'Shift', alt: 'Alt', tab: 'Tab', pageup: 'PgUp', pagedown: 'PgDn',
};

/** The caps to draw: `mod+z` → `['Ctrl', 'Z']`. */
export function keyCaps(keys: string, mac: boolean = isMac): string[] {
  const parts = keys === '+' ? ['+'] : keys.toLowerCase().split('+');
  return parts.map((part) => (part === 'mod' ? (mac ? '⌘' : 'Ctrl') : (names[part] ?? part.toUpperCase())));
}

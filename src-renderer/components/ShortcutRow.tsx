/** One action with its keys. Asked for another key, it listens for one press, and tells when that key does something else already. */
import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import { bindKeys, conflictOf, keysFor, useKeyBindings, withBinding } from '../stores/key-bindings.ts';
import { keysOfPress } from '../stores/key-match.ts';
import type { Shortcut } from '../stores/shortcuts.ts';
import { texts } from '../texts.ts';
import { Button, IconButton } from './Button.tsx';
import { Kbd } from './Kbd.tsx';

const words = texts.common;

interface ShortcutRowProps {
  shortcut: Shortcut;
  /** All live actions, to tell conflicts. */
  actions: readonly Shortcut[];
  isChanging: boolean;
  onChanging: (on: boolean) => void;
}

export function ShortcutRow({ shortcut, actions, isChanging, onChanging }: ShortcutRowProps) {
  const bindings = useKeyBindings((state) => state.byAction);
  const keys = keysFor(shortcut, bindings);
  const isOwn = bindings[shortcut.id] !== undefined;
  const change = useRef<HTMLButtonElement>(null);
  const wasChanging = useRef(false);
  useEffect(() => {
    // The button that listened is gone, and the focus with it; who clicked elsewhere keeps it there.
    if (wasChanging.current && !isChanging && document.activeElement === document.body) change.current?.focus();
    wasChanging.current = isChanging;
  }, [isChanging]);
  return (
    <li className="shortcut-row">
      <span>{shortcut.label}</span>
      {isChanging ? <KeyCatcher shortcut={shortcut} actions={actions} onDone={() => onChanging(false)} /> : (
        <span className="shortcut-keys">
          {isOwn ? <IconButton small icon="undo" label={words.resetKey(shortcut.label)} onClick={() => bindKeys(Object.fromEntries(Object.entries(bindings).filter(([id]) => id !== shortcut.id)))} /> : null}
          <button ref={change} type="button" className={`shortcut-change${isOwn ? ' shortcut-own' : ''}`} aria-label={words.changeKey(shortcut.label)} title={words.changeKeyTip} onClick={() => onChanging(true)}>
            {keys.length === 0 ? <span className="faint">{words.noKey}</span> : keys.map((one) => <Kbd key={one} keys={one} />)}
          </button>
        </span>
      )}
    </li>
  );
}

function KeyCatcher({ shortcut, actions, onDone }: { shortcut: Shortcut; actions: readonly Shortcut[]; onDone: () => void }) {
  const bindings = useKeyBindings((state) => state.byAction);
  const [pressed, setPressed] = useState<string | null>(null);
  const other = pressed === null ? null : conflictOf(actions, bindings, shortcut.id, pressed);
  const give = (keys: string): void => {
    bindKeys(withBinding(actions, bindings, shortcut.id, keys));
    onDone();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    event.preventDefault();
    event.stopPropagation();
    if (event.key === 'Escape' || event.key === 'Tab') return onDone();
    const keys = keysOfPress(event.nativeEvent);
    if (keys === null) return;
    if (conflictOf(actions, bindings, shortcut.id, keys) === null) give(keys);
    else setPressed(keys);
  };
  if (pressed !== null && other !== null) {
    return (
      <span className="shortcut-conflict" role="alert">
        <Kbd keys={pressed} /> <span>{words.keyTaken(other.label)}</span>
        <Button small data-initial-focus onClick={() => give(pressed)}>{words.takeKey}</Button>
        <Button small kind="quiet" onClick={onDone}>{words.cancel}</Button>
      </span>
    );
  }
  return <button type="button" ref={(element) => element?.focus()} className="shortcut-catch" onKeyDown={onKeyDown} onBlur={() => { if (pressed === null) onDone(); }}>{words.pressKey}</button>;
}

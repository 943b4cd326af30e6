/** Keys drawn as caps: `mod+z` → Ctrl Z; or the keys that an action has now. */
import { useKeyBindings } from '../stores/key-bindings.ts';
import { keyCaps } from '../stores/key-match.ts';
import { keysOfAction, useShortcutGroups } from '../stores/shortcuts.ts';
import './Kbd.css';

export function Kbd(props: { keys: string } | { action: string }) {
  return 'keys' in props ? <Caps keys={props.keys} /> : <ActionCaps action={props.action} />;
}

function ActionCaps({ action }: { action: string }) {
  const groups = useShortcutGroups((state) => state.groups);
  const bindings = useKeyBindings((state) => state.byAction);
  const [keys] = keysOfAction(groups, bindings, action);
  return keys === undefined ? null : <Caps keys={keys} />;
}

function Caps({ keys }: { keys: string }) {
  return <span className="kbd-row">{keyCaps(keys).map((cap) => <kbd key={cap} className="kbd">{cap}</kbd>)}</span>;
}

/** Keys drawn as caps: `mod+z` → Ctrl Z. */
import { keyCaps } from '../stores/key-match.ts';
import './Kbd.css';

export function Kbd({ keys }: { keys: string }) {
  return <span className="kbd-row">{keyCaps(keys).map((cap) => <kbd key={cap} className="kbd">{cap}</kbd>)}</span>;
}

/** A small filled square of a colour. Decoration: the colour is also said in words where it matters. */
import './Swatch.css';

export function Swatch({ color, label, size = 12 }: { color: string | null; label?: string; size?: number }) {
  return <span className={`swatch${color === null ? ' swatch-none' : ''}`} style={{ width: size, height: size, ...(color === null ? {} : { background: color }) }} {...(label === undefined ? { 'aria-hidden': true } : { role: 'img', 'aria-label': label, title: label })} />;
}

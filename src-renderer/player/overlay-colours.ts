/** The overlay's colours from the page's tokens; canvases can not use CSS variables themselves. */
import type { OverlayColours } from './draw-overlay.ts';

export function readOverlayColours(): OverlayColours {
  const style = getComputedStyle(document.documentElement);
  const token = (name: string): string => style.getPropertyValue(name).trim();
  return {
    target: token('--overlay-target'), other: token('--overlay-other'), shadow: token('--overlay-shadow'), text: '#10141a',
    states: { searching: '#a7b2bf', confirmed: '#4fd18b', locked: '#5cb8ff' },
  };
}

/** The timeline's colours from the page's tokens; canvases can not use CSS variables themselves. */
import type { IdentityState } from '../../src-shared/domain/identity.ts';

export interface TimelineColours {
  ground: string; surface: string; line: string; text: string; soft: string; faint: string; accent: string; playhead: string;
  segment: string; accepted: string; rejected: string; warn: string; couldNotSee: string; good: string; bad: string;
  states: Record<IdentityState, string>;
}

export function readTimelineColours(): TimelineColours {
  const style = getComputedStyle(document.documentElement);
  const token = (name: string): string => style.getPropertyValue(name).trim();
  return {
    ground: token('--ground'), surface: token('--surface'), line: token('--line'), text: token('--text'), soft: token('--text-soft'), faint: token('--text-faint'),
    accent: token('--accent'), playhead: token('--playhead'), segment: token('--segment'), accepted: token('--segment-accepted'), rejected: token('--segment-rejected'),
    warn: token('--warn'), couldNotSee: token('--could-not-see'), good: token('--good'), bad: token('--bad'),
    states: { searching: token('--line'), confirmed: token('--state-confirmed'), locked: token('--state-locked') },
  };
}

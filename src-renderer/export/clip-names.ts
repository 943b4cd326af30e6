/** File names of clips from the user's template, as the export will make them: safe on all three systems. Pure. */
import { formatTime } from '../../src-shared/domain/time.ts';

export const placeholders = ['n', 'player', 'number', 'start', 'game'] as const;
export type Placeholder = (typeof placeholders)[number];

export interface NamedClip { n: number; count: number; player: string; number: string; start: number; game: string }

/** Words in braces that mean nothing. */
export function unknownPlaceholders(template: string): string[] {
  return [...template.matchAll(/\{([^{}]*)\}/g)].map((match) => match[1]!).filter((word) => !placeholders.includes(word as Placeholder));
}

export function clipName(template: string, clip: NamedClip, container: string): string {
  const values: Record<Placeholder, string> = {
    n: String(clip.n).padStart(Math.max(2, String(clip.count).length), '0'),
    player: clip.player,
    number: clip.number,
    start: formatTime(clip.start).replaceAll(':', '.'),
    game: clip.game,
  };
  const filled = template.replaceAll(/\{([^{}]*)\}/g, (whole, word: string) => (placeholders.includes(word as Placeholder) ? values[word as Placeholder] : whole));
  return `${safeName(filled)}.${container}`;
}

/** Letters of every script stay; what Windows, macOS or Linux refuse becomes a dash. */
export function safeName(text: string): string {
  // eslint-disable-next-line no-control-regex
  const cleaned = text.replaceAll(/[<>:"/\\|?*\u0000-\u001f\u007f]/g, '-').replaceAll(/\s+/g, ' ').trim().replaceAll(/^\.+|[. ]+$/g, '').slice(0, 120).trim();
  if (cleaned === '') return 'clip';
  return /^(con|prn|aux|nul|com\d|lpt\d)$/i.test(cleaned) ? `${cleaned}-` : cleaned;
}

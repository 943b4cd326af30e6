/** File names from what the user typed, safe on Windows, macOS and Linux. */
import { formatTime } from '../../src-shared/domain/time.ts';

export interface NameFacts { n: number; count: number; player: string; number: string; start: number; game: string }

const reserved = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i;

/** Without ending. Unknown placeholders stay as they were typed. */
export function clipName(template: string, facts: NameFacts): string {
  const words: Record<string, string> = {
    n: String(facts.n).padStart(Math.max(2, String(facts.count).length), '0'),
    player: facts.player, number: facts.number, game: facts.game,
    start: formatTime(facts.start).replaceAll(':', '-'),
  };
  return safeFileName(template.replace(/\{(\w+)\}/g, (whole, word: string) => words[word] ?? whole));
}

export function safeFileName(text: string): string {
  const plain = text.normalize('NFC').replace(/[<>:"/\\|?*\u0000-\u001f\u007f]/g, '_').replace(/\s+/g, ' ').trim().replace(/[. ]+$/, '').replace(/^\.+/, '');
  const short = Array.from(plain).slice(0, 120).join('').trim();
  if (short === '') return 'clip';
  return reserved.test(short) ? `_${short}` : short;
}

/** Chapters for the description of an uploaded video. */
import type { Span } from '../domain/time.ts';
import type { HandOffList } from './hand-off-list.ts';

/** Shorter chapters make YouTube ignore them all. */
const shortestSeconds = 10;

/** Of the whole game, where each chapter begins with a passage. */
export function writeYoutubeChapters({ entries, durationSeconds, game }: HandOffList): string {
  return chapterLines(entries, durationSeconds, game);
}

/** The first line must be 0:00; chapters that would be too short are left out. At least three are needed for YouTube to show any. */
export function chapterLines(marks: readonly (Pick<Span, 'start'> & { label: string })[], durationSeconds: number, opening: string): string {
  const kept = [{ start: 0, label: oneLine(opening) }];
  for (const mark of [...marks].sort((a, b) => a.start - b.start)) {
    const start = Math.max(0, Math.floor(mark.start));
    const label = oneLine(mark.label);
    if (start === 0 && kept.length === 1) kept[0] = { start, label };
    else if (start - kept.at(-1)!.start >= shortestSeconds && durationSeconds - start >= shortestSeconds) kept.push({ start, label });
  }
  return `${kept.map(({ start, label }) => `${clock(start, durationSeconds >= 3600)} ${label}`).join('\n')}\n`;
}

function clock(seconds: number, withHours: boolean): string {
  const two = (value: number): string => String(value).padStart(2, '0');
  const [hours, minutes, rest] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  return withHours ? `${hours}:${two(minutes)}:${two(rest)}` : `${minutes}:${two(rest)}`;
}

/** Angle brackets are refused in descriptions. */
function oneLine(text: string): string {
  return text.replaceAll(/[<>]/g, '').replaceAll(/\s+/g, ' ').trim().slice(0, 100) || 'Passage';
}

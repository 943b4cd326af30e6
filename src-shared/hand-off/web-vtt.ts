/** WebVTT: each passage as a cue, for players that show chapters or captions. */
import type { HandOffEntry, HandOffList } from './hand-off-list.ts';

export function writeWebVtt({ entries }: HandOffList): string {
  return `WEBVTT\n\n${entries.map((entry, index) => `${index + 1}\n${vttTime(entry.start)} --> ${vttTime(entry.end)}\n${textOf(entry)}\n`).join('\n')}`;
}

/** `00:01:02.345` */
export function vttTime(seconds: number): string {
  const ms = Math.round(Math.max(0, seconds) * 1000);
  const pad = (value: number, digits = 2): string => String(value).padStart(digits, '0');
  return `${pad(Math.floor(ms / 3_600_000))}:${pad(Math.floor(ms / 60_000) % 60)}:${pad(Math.floor(ms / 1000) % 60)}.${pad(ms % 1000, 3)}`;
}

/** A cue ends at an empty line. */
function textOf({ label, note }: HandOffEntry): string {
  const lines = [label, ...note.split(/\r?\n/)].map((line) => line.trim()).filter((line) => line !== '');
  return lines.join('\n').replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

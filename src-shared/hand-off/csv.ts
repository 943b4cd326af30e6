/** A table for spreadsheets: one line a passage (RFC 4180). */
import { formatTime } from '../domain/time.ts';
import type { HandOffList } from './hand-off-list.ts';

const columns = ['n', 'label', 'start', 'end', 'seconds', 'start time', 'on screen from', 'on screen to', 'verdict', 'tags', 'stars', 'confidence', 'note', 'clip'] as const;

export function writeCsv({ entries }: HandOffList): string {
  const rows = entries.map((entry, index) => [
    String(index + 1), cell(entry.label), entry.start.toFixed(3), entry.end.toFixed(3), (entry.end - entry.start).toFixed(3), formatTime(entry.start),
    entry.onScreenStart.toFixed(3), entry.onScreenEnd.toFixed(3), entry.verdict, cell(entry.tags.join('; ')), String(entry.stars), entry.confidence.toFixed(2), cell(entry.note), cell(entry.clipName ?? ''),
  ].join(','));
  return [columns.join(','), ...rows, ''].join('\r\n');
}

/** Words of the user's that a spreadsheet would take for a formula get an apostrophe. */
function cell(text: string): string {
  const harmless = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}

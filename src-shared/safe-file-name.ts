/**
 * File names from people's words that work on Linux, macOS and Windows alike, and names from templates.
 * Not a path builder: a slash in a word never becomes a folder.
 */

/** Most systems allow 255 bytes a name; what is left is for an ending and a number added later. */
const MAX_BYTES = 180;
/** Control characters, halves of characters, and marks that turn the reading direction; not the joiner that emoji are made with. */
const UNSEEN = /[\p{Cc}\p{Cs}\p{Co}\p{Zl}\p{Zp}\u00AD\u200B\u200E\u200F\u202A-\u202E\u2060-\u206F\uFEFF]/gu;
/** Names that Windows keeps for devices, whatever ending follows. */
const DEVICE = /^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])$/i;

/** `fallback` when nothing usable is left. The result has no ending of its own making; give endings after it. */
export function safeFileName(text: string, fallback = 'clip'): string {
  const printable = text.normalize('NFC').replace(UNSEEN, ' ').replace(/[<>:"/\\|?*]/g, ' ');
  const tidy = trimmed(shortened(trimmed(printable.replace(/\s+/g, ' '))));
  if (tidy === '') return fallback;
  const stem = tidy.split('.')[0]!.trimEnd();
  return DEVICE.test(stem) ? `_${tidy}` : tidy;
}

/** Placeholders that a name template may hold. */
export const templateFields = ['n', 'player', 'number', 'start', 'end', 'length', 'stars', 'tags', 'game'] as const;
export type TemplateField = (typeof templateFields)[number];

/** `{game} {player} {n}` filled in and made safe. Unknown placeholders stay as they are written, without braces. */
export function fileNameFromTemplate(template: string, values: Partial<Record<TemplateField, string>>, fallback = 'clip'): string {
  return safeFileName(filledTemplate(template, values), fallback);
}

/** The same for words that become no name. */
export function filledTemplate(template: string, values: Partial<Record<TemplateField, string>>): string {
  return template.replace(/\{(\w+)\}/g, (_, field: string) => (Object.hasOwn(values, field) ? values[field as TemplateField] ?? '' : field));
}

/** Words in braces that mean nothing. */
export function unknownPlaceholders(template: string): string[] {
  return [...template.matchAll(/\{([^{}]*)\}/g)].map((match) => match[1]!).filter((word) => !(templateFields as readonly string[]).includes(word));
}

/** A time as a part of a name: `1h02m03s`, `2m03s`. */
export function timeForFileName(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  const [hours, minutes, rest] = [Math.floor(whole / 3600), Math.floor((whole % 3600) / 60), whole % 60];
  const two = (value: number): string => String(value).padStart(2, '0');
  return hours > 0 ? `${hours}h${two(minutes)}m${two(rest)}s` : `${minutes}m${two(rest)}s`;
}

/** Leading dots hide files, trailing dots and spaces vanish on Windows. */
function trimmed(text: string): string {
  return text.replace(/^[\s.]+|[\s.]+$/g, '');
}

/** Whole characters only: an emoji is kept or dropped, never halved. */
function shortened(text: string): string {
  const encoder = new TextEncoder();
  let bytes = 0;
  let kept = '';
  for (const { segment } of new Intl.Segmenter('en', { granularity: 'grapheme' }).segment(text)) {
    bytes += encoder.encode(segment).length;
    if (bytes > MAX_BYTES) break;
    kept += segment;
  }
  return kept;
}

/** Tables of a team as CSV, as spreadsheets read and write them: quotes, commas or semicolons, a header line or none. */
import { AppError } from './app-error.ts';
import { PlayerProfile, type SeasonGame } from './domain/team.ts';

const playerHeader = ['number', 'name', 'jersey colour', 'number colour', 'note'];

/** @throws AppError `invalid-input` naming the line and what is wrong with it. */
export function parsePlayers(csv: string): PlayerProfile[] {
  const lines = parseCsv(csv).filter((cells) => cells.some((cell) => cell.trim() !== ''));
  const rows = lines[0]?.[0]?.trim().toLowerCase() === 'number' ? lines.slice(1) : lines;
  return rows.map(([number = '', name = '', jerseyColor = '', numberColor = '', note = ''], index) => {
    const colour = (text: string): string | null => (text.trim() === '' ? null : text.trim());
    const parsed = PlayerProfile.safeParse({ number: number.trim(), name, jerseyColor: colour(jerseyColor), numberColor: colour(numberColor), note: unguarded(note) });
    if (parsed.success) return parsed.data;
    const issue = parsed.error.issues[0];
    throw new AppError('invalid-input', `player ${index + 1}: ${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'is not right'}`);
  });
}

export function playersToCsv(players: readonly PlayerProfile[]): string {
  return toCsv([playerHeader, ...players.map(({ number, name, jerseyColor, numberColor, note }) => [number, name, jerseyColor ?? '', numberColor ?? '', note])]);
}

export function seasonToCsv(lines: readonly SeasonGame[], players: readonly PlayerProfile[]): string {
  const nameOf = (number: string): string => players.find((player) => player.number === number)?.name ?? '';
  const rows = lines.map((line) => [line.date.slice(0, 10), line.game, line.number, nameOf(line.number), (line.onScreenSeconds / 60).toFixed(2), line.shifts === null ? '' : String(line.shifts), String(line.segments), line.source]);
  return toCsv([['date', 'game', 'number', 'name', 'minutes on screen', 'shifts', 'passages', 'source'], ...rows]);
}

export function toCsv(rows: readonly (readonly string[])[]): string {
  return `${rows.map((cells) => cells.map(cell).join(',')).join('\r\n')}\r\n`;
}

/** A text that a spreadsheet would run as a formula gets an apostrophe, which spreadsheets hide. */
function cell(text: string): string {
  const harmless = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",;\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}

function unguarded(text: string): string {
  return /^'[=+\-@]/.test(text) ? text.slice(1) : text;
}

export function parseCsv(text: string): string[][] {
  const separator = /^[^"\n]*;/.test(text) && !/^[^"\n]*,/.test(text) ? ';' : ',';
  const rows: string[][] = [];
  let row: string[] = [];
  let word = '';
  let quoted = false;
  const source = text.replace(/^\uFEFF/, '');
  for (let i = 0; i < source.length; i += 1) {
    const letter = source[i]!;
    if (quoted && letter === '"' && source[i + 1] === '"') { word += '"'; i += 1; }
    else if (letter === '"') quoted = !quoted;
    else if (!quoted && letter === separator) { row.push(word); word = ''; }
    else if (!quoted && (letter === '\n' || letter === '\r')) {
      if (letter === '\r' && source[i + 1] === '\n') i += 1;
      rows.push([...row, word]);
      row = [];
      word = '';
    } else word += letter;
  }
  return word === '' && row.length === 0 ? rows : [...rows, [...row, word]];
}

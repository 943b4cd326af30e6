/** Comma-separated text (RFC 4180), with the line on which each row begins. Pure; knows no columns. */

export interface CsvRow { cells: string[]; /** Counted from 1. */ line: number }

/** A quote that is never closed takes the rest of the text into its cell. */
export function parseCsv(text: string): CsvRow[] {
  const rows: CsvRow[] = [];
  let row: CsvRow = { cells: [], line: 1 };
  let cell = '';
  let quoted = false;
  let line = 1;
  const endCell = (): void => { row.cells.push(cell); cell = ''; };
  const endRow = (): void => { endCell(); rows.push(row); row = { cells: [], line: line + 1 }; };
  for (let at = 0; at < text.length; at += 1) {
    const char = text[at]!;
    if (quoted) {
      if (char === '"' && text[at + 1] === '"') { cell += '"'; at += 1; }
      else if (char === '"') quoted = false;
      else cell += char;
    } else if (char === '"' && cell.trim() === '') { quoted = true; cell = ''; }
    else if (char === ',') endCell();
    else if (char === '\n') endRow();
    else if (char !== '\r' || text[at + 1] !== '\n') cell += char;
    if (char === '\n') line += 1;
  }
  if (cell !== '' || row.cells.length > 0) endRow();
  return rows;
}

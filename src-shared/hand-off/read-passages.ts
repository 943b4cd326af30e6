/** Lists of passages that other programs wrote: LosslessCut (CSV, LLC) and Sportscode XML, and our own CSV. Pure; what becomes of them is the review's business. */
import { AppError } from '../app-error.ts';
import { parseCsv } from './parse-csv.ts';
import { parseLooseJson } from './parse-loose-json.ts';
import { unescapeXml } from './xml-text.ts';

/** Seconds from the first picture; `end` null: to the end of the video. */
export interface ForeignPassage { start: number; end: number | null; label: string }

const mostPassages = 5000;

/** The kind is known by the content, not by the name. @throws AppError `invalid-input` naming the line or instance, what it must be and what it was. */
export function readPassages(bytes: Uint8Array, fileName: string): ForeignPassage[] {
  const text = decode(bytes);
  const begin = text.trimStart().slice(0, 1);
  const passages = begin === '<' ? readSportscode(text, fileName) : begin === '{' ? readLlc(text, fileName) : readCsvPassages(text, fileName);
  if (passages.length === 0) throw new AppError('invalid-input', `${fileName} holds no passage`);
  if (passages.length > mostPassages) throw new AppError('invalid-input', `${fileName} must hold at most ${mostPassages} passages, found ${passages.length}`);
  return passages;
}

/** `start,end,name` without a heading, as LosslessCut writes it, or columns by name. Empty start: from the beginning; empty end: to the end. */
function readCsvPassages(text: string, fileName: string): ForeignPassage[] {
  const rows = parseCsv(text).filter(({ cells }) => cells.some((cell) => cell.trim() !== ''));
  const heading = rows[0]?.cells.map((cell) => cell.trim().toLowerCase()) ?? [];
  const named = heading.includes('start') && heading.includes('end');
  const [startAt, endAt] = named ? [heading.indexOf('start'), heading.indexOf('end')] : [0, 1];
  const labelAt = named ? heading.findIndex((name) => name === 'label' || name === 'name') : 2;
  return (named ? rows.slice(1) : rows).map(({ cells, line }) => {
    const where = `${fileName} line ${line}`;
    if (cells.length < 2) throw new AppError('invalid-input', `${where} must be start,end,name in seconds, found "${cells.join(',').slice(0, 60)}"`);
    return passage(cells[startAt] ?? '', cells[endAt] ?? '', labelAt < 0 ? '' : (cells[labelAt] ?? ''), where);
  });
}

/** LosslessCut's project: JSON5 with `cutSegments`. Its markers (without an end, in version 2) are no passages. */
function readLlc(text: string, fileName: string): ForeignPassage[] {
  const project = parseLooseJson(text, fileName);
  const segments = isObject(project) ? project['cutSegments'] : undefined;
  if (!isObject(project) || !Array.isArray(segments)) throw new AppError('invalid-input', `${fileName} must be a LosslessCut project with "cutSegments"`);
  const markersHaveNoEnd = typeof project['version'] === 'number' && project['version'] >= 2;
  return segments.flatMap((segment: unknown, index): ForeignPassage[] => {
    const where = `${fileName}: cutSegments[${index}]`;
    if (!isObject(segment)) throw new AppError('invalid-input', `${where} must be an object`);
    if (segment['end'] === undefined && markersHaveNoEnd) return [];
    return [passage(textOf(segment['start']), textOf(segment['end']), textOf(segment['name']), where)];
  });
}

function readSportscode(text: string, fileName: string): ForeignPassage[] {
  const bare = text.replaceAll(/<!--[\s\S]*?-->/g, '');
  const instances = [...bare.matchAll(/<instance\b[^>]*>([\s\S]*?)<\/instance>/gi)].map((match) => match[1]!);
  if (instances.length === 0 && !/<ALL_INSTANCES\b/i.test(bare)) throw new AppError('invalid-input', `${fileName} must be a timeline in Sportscode's XML with <ALL_INSTANCES>`);
  return instances.map((instance, index) => {
    const element = (name: string): string => unescapeXml(new RegExp(`<${name}\\b[^>]*>([\\s\\S]*?)</${name}>`, 'i').exec(instance)?.[1] ?? '').trim();
    const where = `${fileName}: instance ${index + 1}`;
    if (element('start') === '' || element('end') === '') throw new AppError('invalid-input', `${where} must have <start> and <end>`);
    return passage(element('start'), element('end'), element('code'), where);
  });
}

function passage(start: string, end: string, label: string, where: string): ForeignPassage {
  const from = start.trim() === '' ? 0 : seconds(start, `${where}: start`);
  const to = end.trim() === '' ? null : seconds(end, `${where}: end`);
  if (to !== null && to <= from) throw new AppError('invalid-input', `${where}: end must be after start ${from}, found ${to}`);
  return { start: from, end: to, label: label.trim().slice(0, 500) };
}

/** `12.5`, and `0:00:12.5` as some spreadsheets make of it. */
function seconds(text: string, what: string): number {
  const parts = text.trim().split(':');
  const values = parts.map(Number);
  const clean = parts.length <= 3 && parts.every((part) => /^\d+(\.\d+)?$/.test(part.trim()));
  if (!clean || values.some((value) => !Number.isFinite(value))) throw new AppError('invalid-input', `${what} must be seconds ≥ 0, found "${text.trim().slice(0, 40)}"`);
  return values.reduce((sum, value) => sum * 60 + value, 0);
}

/** UTF-8 unless a byte order mark says otherwise. */
function decode(bytes: Uint8Array): string {
  const [a, b] = bytes;
  if (a === 0xff && b === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (a === 0xfe && b === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  return new TextDecoder('utf-8').decode(bytes);
}

function textOf(value: unknown): string {
  return typeof value === 'number' || typeof value === 'string' ? String(value) : '';
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

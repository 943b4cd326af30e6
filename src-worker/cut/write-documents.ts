/** Hand-off files into the user's folder: whole or not at all, and never over another file. */
import { open, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { AppError } from '../../src-shared/app-error.ts';
import { handOffEndings, type HandOffFormat, type HandOffList } from '../../src-shared/hand-off/hand-off-list.ts';
import { chapterLines } from '../../src-shared/hand-off/youtube-chapters.ts';
import { writeHandOff } from '../../src-shared/hand-off/write-hand-off.ts';
import { safeFileName } from '../../src-shared/safe-file-name.ts';
import { motLines } from '../drawing/mot-lines.ts';
import type { SeenFiles } from '../drawing/player-points.ts';
import type { CutContext } from './cut-source.ts';
import { putInPlace } from './put-in-place.ts';

export interface DocumentsRequest {
  formats: readonly HandOffFormat[];
  list: HandOffList;
  /** Null where nothing was observed: then there are no boxes to tell. */
  seen: SeenFiles | null;
  folder: string;
  /** Where files lie until they are whole; on the same disk. */
  parts: string;
}

/** Paths of what was written. What a format can not hold becomes a warning, since the others can be had. */
export async function writeDocuments({ formats, list, seen, folder, parts }: DocumentsRequest, ctx: CutContext): Promise<{ documents: string[]; warnings: string[] }> {
  const documents: string[] = [];
  const warnings: string[] = [];
  const stem = safeFileName(`${list.game} ${list.player}`);
  for (const format of new Set(formats)) {
    ctx.signal.throwIfAborted();
    const part = path.join(parts, `list${handOffEndings[format]}`);
    try {
      if (format === 'mot') await writeMot(part, list, seen);
      else await writeFile(part, writeHandOff(format, list));
    } catch (error) {
      if (!(error instanceof AppError) || (error.code !== 'invalid-input' && error.code !== 'artifact-missing')) throw error;
      warnings.push(`The ${format} file could not be written: ${error.message}`);
      continue;
    }
    documents.push(await putInPlace(part, folder, `${stem}${handOffEndings[format]}`));
  }
  return { documents, warnings };
}

/** The film's own chapters for a video site: passages one after the other. */
export async function writeFilmChapters(film: { path: string; clips: readonly { seconds: number; label: string }[] }, folder: string, parts: string): Promise<string> {
  let start = 0;
  const marks = film.clips.map(({ seconds, label }) => { const mark = { start, label }; start += seconds; return mark; });
  const part = path.join(parts, 'film-chapters.txt');
  await writeFile(part, chapterLines(marks, start, path.parse(film.path).name));
  return putInPlace(part, folder, `${path.parse(film.path).name} chapters.txt`);
}

async function writeMot(file: string, { width, height }: HandOffList, seen: SeenFiles | null): Promise<void> {
  if (seen === null) throw new AppError('artifact-missing', 'nothing was observed in this game yet');
  const handle = await open(file, 'w');
  try {
    for await (const lines of motLines(seen, { width, height })) await handle.write(lines);
  } finally {
    await handle.close();
  }
}

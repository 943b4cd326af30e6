/** Whether numbers can be read in a game, from its first observed parts: asked while the rest is still being watched. Reads files only. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { jobFiles, observationFileName } from '../../src-shared/contract/artifacts.ts';
import type { MediaInfo } from '../../src-shared/domain/video.ts';
import { numberReadability, type NumberReadability } from '../../src-shared/number-readability.ts';
import { decodeObservations } from '../../src-shared/observation-file.ts';

/** Two minutes tell as much as a game does; workers take parts nearly in order. */
const PARTS_LOOKED_AT = 2;
const PARTS_TRIED = 8;

/** Null while no part was observed.
 *  @throws AppError `artifact-damaged` naming the file. */
export async function readReadability(jobFolder: string, media: MediaInfo | null, number: string): Promise<NumberReadability | null> {
  const found = [];
  for (const { index } of media?.chunks.slice(0, PARTS_TRIED) ?? []) {
    const file = join(jobFolder, jobFiles.observations, observationFileName(index));
    const bytes = await readFile(file).catch(() => null); // not observed yet
    if (bytes !== null) found.push(decodeObservations(bytes, file));
    if (found.length === PARTS_LOOKED_AT) break;
  }
  return found.length === 0 ? null : numberReadability(found, number);
}

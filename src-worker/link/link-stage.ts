/** The link stage: observation files → tracks.arrow. What is joined is decided in link-tracklets. */
import { readFile } from 'node:fs/promises';
import { writeAtomically } from '../../src-node/write-atomically.ts';
import { AppError } from '../../src-shared/app-error.ts';
import type { ObservationChunk } from '../../src-shared/domain/observation.ts';
import type { MediaInfo } from '../../src-shared/domain/video.ts';
import { decodeObservations, encodeTracks } from '../../src-shared/observation-file.ts';
import { joinChunks } from '../game/join-chunks.ts';
import type { StageContext } from '../pipeline/stage.ts';
import { linkTracklets } from './link-tracklets.ts';

/** @throws AppError `artifact-missing` or `artifact-damaged` naming the observation file. */
export async function linkTracks(input: { observationFiles: string[]; media: MediaInfo; outFile: string }, ctx: StageContext): Promise<void> {
  const chunks: ObservationChunk[] = [];
  for (const file of input.observationFiles) {
    ctx.signal.throwIfAborted();
    chunks.push(decodeObservations(await readObservations(file), file));
    ctx.report((0.5 * chunks.length) / input.observationFiles.length, 'reading what was seen');
  }
  const map = linkTracklets(chunks, joinChunks(chunks));
  ctx.signal.throwIfAborted();
  await writeAtomically(input.outFile, encodeTracks(map));
  ctx.log.info('tracks linked', { tracklets: map.members.track.length, tracks: map.tracks.start.length });
  ctx.report(1, 'people followed through the game');
}

async function readObservations(file: string): Promise<Uint8Array> {
  try {
    return await readFile(file);
  } catch (cause) {
    throw new AppError('artifact-missing', `cannot read observations ${file}: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
  }
}

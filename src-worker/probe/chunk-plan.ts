/** How a video is shared out: stretches of about a minute that begin at key frames. Pure, and the same for the same video everywhere. */
import type { Chunk } from '../../src-shared/domain/video.ts';

export const CHUNK_SECONDS = 60;
/** A chunk is observed this much into its successor, so that paths can be joined where both saw the same pictures. */
export const OVERLAP_SECONDS = 1;

/** Where borders would be best: the video in equal parts of about CHUNK_SECONDS. */
export function wantedBorders(startSeconds: number, durationSeconds: number): number[] {
  const count = Math.max(1, Math.round(durationSeconds / CHUNK_SECONDS));
  return Array.from({ length: count - 1 }, (_, i) => startSeconds + ((i + 1) * durationSeconds) / count);
}

/**
 * @param borders For each wanted border the time of a key frame at or before it, or null where none is known.
 * A key frame too far from where the border was wanted (very long groups of pictures) is not used: a slow seek is better than uneven chunks.
 */
export function planChunks(startSeconds: number, durationSeconds: number, wanted: readonly number[], borders: readonly (number | null)[]): Chunk[] {
  const end = startSeconds + durationSeconds;
  const starts = [startSeconds, ...wanted.map((time, i) => {
    const key = borders[i] ?? null;
    return key !== null && time - key >= 0 && time - key < CHUNK_SECONDS / 4 && key > startSeconds ? key : time;
  })];
  return starts.map((start, index) => {
    const chunkEnd = starts[index + 1] ?? end;
    return { index, start, end: chunkEnd, observeStart: start, observeEnd: Math.min(end, chunkEnd + (index === starts.length - 1 ? 0 : OVERLAP_SECONDS)) };
  });
}

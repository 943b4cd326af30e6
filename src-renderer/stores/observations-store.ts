/** What was seen near the playhead: the chunk it is in and its neighbour, decoded in the page; the others are forgotten. */
import { create } from 'zustand';
import { artifactUrl } from '../../src-shared/contract/api.ts';
import { jobFiles, observationFileName } from '../../src-shared/contract/artifacts.ts';
import type { Chunk } from '../../src-shared/domain/video.ts';
import { decodeObservations, decodeTracks } from '../../src-shared/observation-file.ts';
import { reportPageError } from '../bridge.ts';
import { indexChunk, type ChunkIndex } from './observation-index.ts';

export interface ObservationsState {
  jobId: string | null;
  /** Only chunks near the playhead. `null` means: asked for and not there (yet). */
  chunks: ReadonlyMap<number, ChunkIndex | null>;
  /** Chunk → tracklet → track; null while the game is still being observed. */
  tracks: ReadonlyMap<number, ReadonlyMap<number, number>> | null;
}

export const useObservations = create<ObservationsState>()(() => ({ jobId: null, chunks: new Map(), tracks: null }));

const asked = new Set<number>();

export function resetObservations(jobId: string): void {
  asked.clear();
  useObservations.setState({ jobId, chunks: new Map(), tracks: null });
}

/** The chunk that speaks for a time. */
export function chunkAt(chunks: readonly Chunk[], timeSeconds: number): Chunk | null {
  return chunks.find((chunk) => timeSeconds >= chunk.start - 1e-6 && timeSeconds < chunk.end - 1e-6) ?? (chunks.length > 0 && timeSeconds >= chunks[chunks.length - 1]!.start ? chunks[chunks.length - 1]! : null);
}

/** How long before a chunk ends its successor is fetched, so that playback at 8 × finds it. */
const lookAheadSeconds = 12;

/** Which chunks to hold at a time: its own and the next when that is near; the one before while just having left it. */
export function chunksToKeep(chunks: readonly Chunk[], timeSeconds: number): number[] {
  return chunks.filter((chunk) => timeSeconds >= chunk.start - lookAheadSeconds && timeSeconds < chunk.end + lookAheadSeconds / 4).map((chunk) => chunk.index);
}

/** Cheap to call for every frame. */
export function keepNear(chunks: readonly Chunk[], timeSeconds: number): void {
  const state = useObservations.getState();
  if (state.jobId === null) return;
  const keep = chunksToKeep(chunks, timeSeconds);
  if ([...state.chunks.keys()].some((index) => !keep.includes(index))) {
    useObservations.setState({ chunks: new Map([...state.chunks].filter(([index]) => keep.includes(index))) });
  }
  for (const index of keep) if (!state.chunks.has(index) && !asked.has(index)) void readChunk(state.jobId, index);
}

/** Looks again for chunks that were not there when asked for. */
export function forgetMissingChunks(): void {
  useObservations.setState(({ chunks }) => ({ chunks: new Map([...chunks].filter(([, index]) => index !== null)) }));
}

export async function readTracks(jobId: string): Promise<void> {
  const bytes = await fetchBytes(artifactUrl(jobId, jobFiles.tracks));
  if (bytes === null || useObservations.getState().jobId !== jobId) return;
  try {
    useObservations.setState({ tracks: tracksByChunk(decodeTracks(bytes, jobFiles.tracks)) });
  } catch (thrown) {
    reportPageError(thrown);
  }
}

/** Chunk → tracklet → track. */
export function tracksByChunk({ members }: { members: { chunk: Int32Array; tracklet: Int32Array; track: Int32Array } }): Map<number, Map<number, number>> {
  const byChunk = new Map<number, Map<number, number>>();
  members.chunk.forEach((chunk, row) => {
    const ofChunk = byChunk.get(chunk) ?? new Map<number, number>();
    ofChunk.set(members.tracklet[row]!, members.track[row]!);
    byChunk.set(chunk, ofChunk);
  });
  return byChunk;
}

async function readChunk(jobId: string, index: number): Promise<void> {
  asked.add(index);
  try {
    const path = `${jobFiles.observations}/${observationFileName(index)}`;
    const bytes = await fetchBytes(artifactUrl(jobId, path));
    const decoded = bytes === null ? null : indexChunk(decodeObservations(bytes, path));
    if (useObservations.getState().jobId === jobId) useObservations.setState(({ chunks }) => ({ chunks: new Map([...chunks, [index, decoded]]) }));
  } catch (thrown) {
    // A damaged chunk costs its boxes, not the review; main's log has the reason.
    reportPageError(thrown);
    if (useObservations.getState().jobId === jobId) useObservations.setState(({ chunks }) => ({ chunks: new Map([...chunks, [index, null]]) }));
  } finally {
    asked.delete(index);
  }
}

async function fetchBytes(url: string): Promise<Uint8Array | null> {
  try {
    const answer = await fetch(url);
    return answer.ok ? new Uint8Array(await answer.arrayBuffer()) : null;
  } catch {
    return null; // The page is being closed or the game deleted; there is nothing to draw then.
  }
}

/** Where given tracks were seen in a stretch of the video, and its scene cuts: read from the observations, chunk by chunk. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Span } from '../../src-shared/domain/time.ts';
import type { Chunk } from '../../src-shared/domain/video.ts';
import { decodeObservations, decodeTracks } from '../../src-shared/observation-file.ts';
import type { TrackMap } from '../../src-shared/domain/observation.ts';
import { trackOfTracklet, trackPaths, type PathPoint } from './track-paths.ts';

export interface SeenFiles {
  chunks: readonly Chunk[];
  /** One a chunk, in their order. */
  observationFiles: readonly string[];
  tracksFile: string;
}

/** A moment beside the stretch is read too, so that motion into it is known. */
const MARGIN_SECONDS = 1;

/** By time, one a moment. @throws AppError `artifact-damaged`; file errors rise. */
export async function playerPoints(seen: SeenFiles, trackIds: readonly number[], span: Span): Promise<{ points: PathPoint[]; cuts: number[] }> {
  const wanted = new Set(trackIds);
  const map: TrackMap = decodeTracks(await readFile(seen.tracksFile), path.basename(seen.tracksFile));
  const points: PathPoint[] = [];
  const cuts: number[] = [];
  for (const chunk of seen.chunks) {
    if (chunk.end <= span.start - MARGIN_SECONDS || chunk.start >= span.end + MARGIN_SECONDS) continue;
    const file = seen.observationFiles[chunk.index]!;
    const observed = decodeObservations(await readFile(file), path.basename(file));
    const own = (seconds: number): boolean => seconds >= chunk.start && seconds < chunk.end && seconds >= span.start - MARGIN_SECONDS && seconds <= span.end + MARGIN_SECONDS;
    for (const one of trackPaths(observed, trackOfTracklet(map, chunk.index))) if (wanted.has(one.trackId)) points.push(...one.points.filter(({ seconds }) => own(seconds)));
    cuts.push(...[...observed.cuts.pts].filter(own));
  }
  points.sort((a, b) => a.seconds - b.seconds);
  return { points: points.filter((point, i) => i === 0 || point.seconds > points[i - 1]!.seconds), cuts };
}

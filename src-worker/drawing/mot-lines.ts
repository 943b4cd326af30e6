/** Every person's box of the whole game as MOT text, chunk by chunk. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { TrackMap } from '../../src-shared/domain/observation.ts';
import { motLine } from '../../src-shared/hand-off/mot.ts';
import { decodeObservations, decodeTracks } from '../../src-shared/observation-file.ts';
import type { SeenFiles } from './player-points.ts';
import { trackOfTracklet } from './track-paths.ts';

/** Text of one chunk at a time, in order of time; each analysed frame once. Boxes that belong to no track are left out. */
export async function* motLines(seen: SeenFiles, size: { width: number; height: number }): AsyncGenerator<string> {
  const map: TrackMap = decodeTracks(await readFile(seen.tracksFile), path.basename(seen.tracksFile));
  for (const chunk of seen.chunks) {
    const file = seen.observationFiles[chunk.index]!;
    const { frames, detections } = decodeObservations(await readFile(file), path.basename(file));
    const tracks = trackOfTracklet(map, chunk.index);
    const lines: string[] = [];
    for (let row = 0; row < detections.frame.length; row += 1) {
      const frame = detections.frame[row]!;
      const trackId = tracks.get(detections.tracklet[row]!);
      const seconds = frames.pts[frame]!;
      if (trackId === undefined || seconds < chunk.start || seconds >= chunk.end) continue;
      const box = { x: detections.x[row]!, y: detections.y[row]!, w: detections.w[row]!, h: detections.h[row]! };
      lines.push(motLine({ frameIndex: frames.frameIndex[frame]!, trackId, box, confidence: detections.confidence[row]! }, size));
    }
    if (lines.length > 0) yield `${lines.join('\n')}\n`;
  }
}

/** The same questions with one kind of evidence taken away: what each is worth. (Number and click are the three ways of asking.) */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { observationFileName } from '../../src-shared/contract/artifacts.ts';
import type { ObservationChunk, TrackMap } from '../../src-shared/domain/observation.ts';
import { encodeObservations, encodeTracks } from '../../src-shared/observation-file.ts';
import { joinChunks } from '../../src-worker/game/join-chunks.ts';
import { linkTracklets } from '../../src-worker/link/link-tracklets.ts';
import type { StageContext } from '../../src-worker/pipeline/stage.ts';
import { askPlayers, type AskedPlayer } from './ask-players.ts';
import type { SeenScene } from './observe-scene.ts';
import type { Scene } from './scene.ts';

export const ablationNames = ['colour', 'appearance', 'camera motion', 'linking'] as const;
export type AblationName = (typeof ablationNames)[number];

export async function askWithout(name: AblationName, scene: Scene, seen: SeenScene, ctx: StageContext): Promise<AskedPlayer[]> {
  const chunks = seen.chunks.map((chunk) => (name === 'linking' ? chunk : without(name, chunk)));
  const linked = linkTracklets(chunks, joinChunks(chunks));
  const folder = mkdtempSync(path.join(os.tmpdir(), 'shiftclipper-ablation-'));
  try {
    const observationFiles = chunks.map((chunk, index) => {
      const file = path.join(folder, observationFileName(index));
      writeFileSync(file, encodeObservations(chunk));
      return file;
    });
    const tracksFile = path.join(folder, 'tracks.arrow');
    writeFileSync(tracksFile, encodeTracks(name === 'linking' ? eachAlone(linked, chunks) : linked));
    return await askPlayers(scene, { ...seen, chunks, observationFiles, tracksFile, folder }, ctx);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function without(name: Exclude<AblationName, 'linking'>, chunk: ObservationChunk): ObservationChunk {
  switch (name) {
    case 'colour': return { ...chunk, samples: { ...chunk.samples, palette: new Float32Array(chunk.samples.palette.length) } };
    case 'appearance': return { ...chunk, meta: { ...chunk.meta, appearanceDimensions: 0 }, samples: { ...chunk.samples, appearance: new Float32Array(0) } };
    case 'camera motion': return { ...chunk, frames: { ...chunk.frames, cameraConfidence: new Float32Array(chunk.frames.pts.length) } };
    default: return name satisfies never;
  }
}

/** Every tracklet its own track. */
function eachAlone(linked: TrackMap, chunks: readonly ObservationChunk[]): TrackMap {
  const { chunk, tracklet } = linked.members;
  const time = (row: number, end: 'firstFrame' | 'lastFrame'): number => {
    const { frames, tracklets } = chunks[chunk[row]!]!;
    return frames.pts[tracklets[end][tracklet[row]!]!]!;
  };
  const rows = Array.from(chunk, (_, row) => row);
  const seen = new Map<string, number>();
  chunks.forEach(({ detections }, index) => detections.tracklet.forEach((id) => seen.set(`${index}/${id}`, (seen.get(`${index}/${id}`) ?? 0) + 1)));
  return {
    meta: linked.meta,
    members: { chunk, tracklet, track: Int32Array.from(rows) },
    tracks: {
      start: Float64Array.from(rows, (row) => time(row, 'firstFrame')), end: Float64Array.from(rows, (row) => time(row, 'lastFrame')),
      observedFrames: Int32Array.from(rows, (row) => seen.get(`${chunk[row]}/${tracklet[row]}`) ?? 0),
    },
  };
}

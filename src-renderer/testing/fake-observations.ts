/** Observations as a perfect analysis of the demo game would leave them, from its ground truth. Data for the harness. */
import { PALETTE_FLOATS, type ObservationChunk, type TrackMap } from '../../src-shared/domain/observation.ts';
import type { Chunk } from '../../src-shared/domain/video.ts';
import { labOfHex } from '../../src-shared/colour-score.ts';
import type { Truth } from './fake-results.ts';

interface TruthBox { frame: number; id: number; x: number; y: number; w: number; h: number; visibility: number }

/** gt.txt in the MOT challenge's form, frames from 1, pixels. */
export function readBoxes(text: string): TruthBox[] {
  return text.trim().split('\n').map((line) => {
    const [frame, id, x, y, w, h, , , visibility] = line.split(',').map(Number) as [number, number, number, number, number, number, number, number, number];
    return { frame: frame - 1, id, x, y, w, h, visibility };
  }).filter((box) => box.visibility > 0.3 && box.w > 8);
}

const stride = 3;
const rate = 30;

/** One chunk; every person is one tracklet, his track id is his id in the truth. */
export function fakeChunk(chunk: Chunk, boxes: readonly TruthBox[], truth: Truth, size = { width: 1280, height: 720 }): ObservationChunk {
  const first = Math.ceil((chunk.start * rate) / stride) * stride;
  const frames = Array.from({ length: Math.max(0, Math.ceil((chunk.end * rate - first) / stride)) }, (_, i) => first + i * stride);
  const rowOf = new Map(frames.map((frame, row) => [frame, row]));
  const inside = boxes.filter((box) => rowOf.has(box.frame)).sort((a, b) => a.frame - b.frame || a.id - b.id);
  const ids = [...new Set(inside.map((box) => box.id))].sort((a, b) => a - b);
  const tracklet = new Map(ids.map((id, i) => [id, i]));
  const rows = (id: number): number[] => inside.filter((box) => box.id === id).map((box) => rowOf.get(box.frame)!);
  const zeros = (): Float32Array => new Float32Array(frames.length);
  const samples = ids.map((id) => inside.findIndex((box) => box.id === id));
  const palette = new Float32Array(samples.length * PALETTE_FLOATS);
  ids.forEach((id, i) => {
    const { l, a, b } = labOfHex(truth.players.find((player) => player.id === id)?.jersey ?? '#202020');
    palette.set([l, a + 3, b - 2, 0.8, 95, 0, 0, 0.2], i * PALETTE_FLOATS);
  });
  const named = ids.map((id, i) => ({ i, number: truth.players.find((player) => player.id === id)?.number })).filter((one) => one.number !== undefined && one.number !== '');
  return {
    meta: { schemaVersion: 1, chunkIndex: chunk.index, start: chunk.start, end: chunk.end, ...size, analysedFps: rate / stride, detector: 'truth', numberReader: 'truth', appearanceDimensions: 0, provider: 'cpu', inputKey: 'fake', warnings: [] },
    frames: { pts: Float64Array.from(frames, (frame) => frame / rate), frameIndex: Int32Array.from(frames), cameraDx: zeros(), cameraDy: zeros(), cameraScale: zeros().fill(1), cameraConfidence: zeros().fill(1), cut: new Uint8Array(frames.length), luma: zeros().fill(120) },
    cuts: { pts: new Float64Array(0), score: new Float32Array(0) },
    detections: {
      frame: Int32Array.from(inside, (box) => rowOf.get(box.frame)!), tracklet: Int32Array.from(inside, (box) => tracklet.get(box.id)!),
      x: Float32Array.from(inside, (box) => box.x / size.width), y: Float32Array.from(inside, (box) => box.y / size.height), w: Float32Array.from(inside, (box) => box.w / size.width), h: Float32Array.from(inside, (box) => box.h / size.height),
      confidence: Float32Array.from(inside, (box) => 0.5 + box.visibility * 0.45), onField: new Uint8Array(inside.length).fill(1), overlap: new Float32Array(inside.length),
    },
    tracklets: { firstFrame: Int32Array.from(ids, (id) => rows(id)[0]!), lastFrame: Int32Array.from(ids, (id) => rows(id).at(-1)!), startReason: new Uint8Array(ids.length), endReason: new Uint8Array(ids.length) },
    samples: { detection: Int32Array.from(samples), quality: new Float32Array(samples.length).fill(0.8), palette, appearance: new Float32Array(0), numberTried: new Uint8Array(samples.length).fill(1), numberPixels: new Float32Array(samples.length).fill(40) },
    readings: { sample: Int32Array.from(named, ({ i }) => i), text: named.map(({ number }) => number!), probability: Float32Array.from(named, (_, i) => 0.6 + (i % 4) * 0.1) },
    surfaces: { frame: new Int32Array(0), l: new Float32Array(0), a: new Float32Array(0), b: new Float32Array(0), share: new Float32Array(0) },
  };
}

/** Row for row with the tracklets that `fakeChunk` makes. */
export function fakeTracks(chunks: readonly Chunk[], boxes: readonly TruthBox[], truth: Truth): TrackMap {
  const members = chunks.flatMap((chunk) => {
    const first = Math.ceil((chunk.start * rate) / stride) * stride;
    const ids = [...new Set(boxes.filter((box) => box.frame >= first && box.frame < chunk.end * rate && (box.frame - first) % stride === 0).map((box) => box.id))].sort((a, b) => a - b);
    return ids.map((id, tracklet) => ({ chunk: chunk.index, tracklet, track: id }));
  });
  const count = Math.max(...truth.players.map((player) => player.id), ...members.map((member) => member.track)) + 1;
  return {
    meta: { schemaVersion: 1, chunkCount: chunks.length, inputKey: 'fake' },
    members: { chunk: Int32Array.from(members, (one) => one.chunk), tracklet: Int32Array.from(members, (one) => one.tracklet), track: Int32Array.from(members, (one) => one.track) },
    tracks: { start: new Float64Array(count), end: new Float64Array(count).fill(24), observedFrames: new Int32Array(count) },
  };
}

/** Observations of made-up people for tests: who walks where, in what colour, and when which number is read. Not a renderer. */
import { PALETTE_FLOATS, type ObservationChunk } from '../../../src-shared/domain/observation.ts';
import { linkTracklets } from '../../link/link-tracklets.ts';
import { assembleGame } from '../assemble-game.ts';
import type { Game } from '../game.ts';
import { joinChunks } from '../join-chunks.ts';
import { hexToLab } from '../palette.ts';

export interface Actor {
  /** Seconds in which a box is found, several stretches. */
  seen: [number, number][];
  /** Centre of the box, 0–1, at a time. */
  at: (time: number) => { x: number; y: number };
  jersey: string;
  /** Readings: every `everySeconds` (default 0.5) from the first to the second time. */
  reads?: { from: number; to: number; text: string; probability?: number; everySeconds?: number }[];
}

export interface Scene {
  actors: Actor[];
  seconds: number;
  cuts?: number[];
  /** Length of one chunk; default the whole scene. */
  chunkSeconds?: number;
  /** A person unseen for longer than this starts a new tracklet. Default 0.45. */
  trackletGapSeconds?: number;
}

const FPS = 10;
const HEIGHT = 0.25;
const WIDTH = 0.06;

export function makeChunks(scene: Scene): ObservationChunk[] {
  const length = scene.chunkSeconds ?? scene.seconds;
  const chunks: ObservationChunk[] = [];
  for (let index = 0; index * length < scene.seconds - 1e-9; index++) {
    const [start, end] = [index * length, Math.min(scene.seconds, (index + 1) * length)];
    chunks.push(makeChunk(scene, index, { start, end, observeEnd: Math.min(scene.seconds, end + 1) }));
  }
  return chunks;
}

export function makeGame(scene: Scene): Game {
  const chunks = makeChunks(scene);
  return assembleGame(joinChunks(chunks), linkTracklets(chunks, joinChunks(chunks)), chunks[0]!.meta);
}

/** A person who stands still would be linked whatever happens; this one walks. */
export function walking(fromX: number, speed = 0.005, y = 0.5): Actor['at'] {
  return (time) => ({ x: fromX + speed * time, y });
}

function makeChunk(scene: Scene, index: number, span: { start: number; end: number; observeEnd: number }): ObservationChunk {
  const times: number[] = [];
  for (let i = Math.max(0, Math.ceil(span.start * FPS - 1e-6)); i / FPS < span.observeEnd - 1e-6; i++) times.push(i / FPS);
  const cuts = scene.cuts ?? [];
  const cut = times.map((time, i) => (i > 0 && cuts.some((at) => at <= time + 1e-9 && at > times[i - 1]! + 1e-9) ? 1 : 0));
  const d = { frame: [] as number[], tracklet: [] as number[], x: [] as number[], y: [] as number[] };
  const tracklets = { first: [] as number[], last: [] as number[] };
  const samples = { detection: [] as number[], palette: [] as number[] };
  const readings = { sample: [] as number[], text: [] as string[], probability: [] as number[] };
  const open = new Map<number, { id: number; row: number }>();
  times.forEach((time, row) => {
    if (cut[row] === 1) open.clear();
    scene.actors.forEach((actor, who) => {
      if (!actor.seen.some(([from, to]) => time >= from - 1e-6 && time <= to + 1e-6)) return;
      let current = open.get(who);
      if (current === undefined || (row - current.row) / FPS > (scene.trackletGapSeconds ?? 0.45)) {
        current = { id: tracklets.first.push(row) - 1, row };
        open.set(who, current);
      }
      current.row = row;
      tracklets.last[current.id] = row;
      const place = actor.at(time);
      const detection = d.frame.push(row) - 1;
      d.tracklet.push(current.id);
      d.x.push(place.x - WIDTH / 2);
      d.y.push(place.y - HEIGHT / 2);
      const read = (actor.reads ?? []).find(({ from, to, everySeconds = 0.5 }) => time >= from - 1e-6 && time <= to + 1e-6 && isMultiple(time - from, everySeconds));
      if (row % 3 !== 0 && read === undefined) return;
      const sample = samples.detection.push(detection) - 1;
      samples.palette.push(...torso(actor.jersey));
      if (read !== undefined) {
        readings.sample.push(sample);
        readings.text.push(read.text);
        readings.probability.push(read.probability ?? 0.95);
      }
    });
  });
  const count = d.frame.length;
  const of = (value: number, length: number): Float32Array => new Float32Array(length).fill(value);
  return {
    meta: { schemaVersion: 1, chunkIndex: index, start: span.start, end: span.end, width: 1280, height: 720, analysedFps: FPS, detector: 'made-up', numberReader: 'made-up', appearanceDimensions: 0, provider: 'cpu', inputKey: 'made-up', warnings: [] },
    frames: {
      pts: Float64Array.from(times), frameIndex: Int32Array.from(times, (time) => Math.round(time * 30)), cameraDx: of(0, times.length), cameraDy: of(0, times.length),
      cameraScale: of(1, times.length), cameraConfidence: Float32Array.from(cut, (isCut) => 1 - isCut), cut: Uint8Array.from(cut), luma: of(120, times.length),
    },
    cuts: { pts: Float64Array.from(cuts.filter((at) => at >= span.start && at < span.observeEnd)), score: of(30, cuts.filter((at) => at >= span.start && at < span.observeEnd).length) },
    detections: {
      frame: Int32Array.from(d.frame), tracklet: Int32Array.from(d.tracklet), x: Float32Array.from(d.x), y: Float32Array.from(d.y), w: of(WIDTH, count), h: of(HEIGHT, count),
      confidence: of(0.9, count), onField: new Uint8Array(count).fill(1), overlap: of(0, count),
    },
    tracklets: { firstFrame: Int32Array.from(tracklets.first), lastFrame: Int32Array.from(tracklets.last), startReason: new Uint8Array(tracklets.first.length).fill(2), endReason: new Uint8Array(tracklets.first.length).fill(2) },
    samples: {
      detection: Int32Array.from(samples.detection), quality: of(0.8, samples.detection.length), palette: Float32Array.from(samples.palette), appearance: new Float32Array(0),
      numberTried: new Uint8Array(samples.detection.length).fill(1), numberPixels: of(40, samples.detection.length),
    },
    readings: { sample: Int32Array.from(readings.sample), text: readings.text, probability: Float32Array.from(readings.probability) },
    surfaces: { frame: Int32Array.of(0), l: of(90, 1), a: of(0, 1), b: of(0, 1), share: of(0.5, 1) },
  };
}

function torso(jersey: string): Float32Array {
  const palette = new Float32Array(PALETTE_FLOATS);
  const { l, a, b } = hexToLab(jersey);
  palette.set([l, a, b, 0.7, l * 0.7, a * 0.7, b * 0.7, 0.15, 65, 12, 16, 0.15]);
  return palette;
}

function isMultiple(value: number, step: number): boolean {
  return Math.abs(value / step - Math.round(value / step)) < 1e-3;
}

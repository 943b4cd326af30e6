/** How often the number reader is right, silent or wrong on known players, from what it answered on their observed crops. */
import { iou } from '../../src-shared/domain/geometry.ts';
import type { ObservationChunk } from '../../src-shared/domain/observation.ts';
import { rowsByFrame } from './mot-file.ts';
import type { Scene } from './scene.ts';

export interface NumberScore {
  /** Crops of numbered players, looked at by the reader inside their `readable` spans. */
  crops: number;
  /** Crops with an answer of at least `ANSWER` confidence; the others count as abstained. */
  answered: number;
  right: number;
  /** Risk–coverage: answering only from this confidence on. */
  curve: { leastConfidence: number; coverage: number; accuracy: number | null }[];
  /** Answers on crops outside readable spans, which should be rare. */
  outside: { crops: number; answered: number };
}

/** The product's default for counting a reading. */
const ANSWER = 0.28;
/** An observed box is a known person's when it overlaps his true box this much, and nobody else's by half as much. */
const SAME_IOU = 0.5;

interface LookedAt { right: boolean; confidence: number; readable: boolean }

/** Null where there are no true boxes to say whose crop it is, or the reader never looked. */
export function scoreNumbers(scene: Scene, chunks: readonly ObservationChunk[]): NumberScore | null {
  if (!scene.boxes) return null;
  const looks = lookedAt(scene, chunks);
  const readable = looks.filter((look) => look.readable);
  const outside = looks.filter((look) => !look.readable);
  if (looks.length === 0) return null;
  const answeredFrom = (least: number, among: readonly LookedAt[]): LookedAt[] => among.filter((look) => look.confidence >= least);
  const answered = answeredFrom(ANSWER, readable);
  return {
    crops: readable.length, answered: answered.length, right: answered.filter((look) => look.right).length,
    curve: [0.1, 0.28, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.99].map((leastConfidence) => {
      const kept = answeredFrom(leastConfidence, readable);
      return { leastConfidence, coverage: readable.length === 0 ? 0 : kept.length / readable.length, accuracy: kept.length === 0 ? null : kept.filter((look) => look.right).length / kept.length };
    }),
    outside: { crops: outside.length, answered: answeredFrom(ANSWER, outside).length },
  };
}

function lookedAt({ truth, boxes }: Scene, chunks: readonly ObservationChunk[]): LookedAt[] {
  const byFrame = rowsByFrame(boxes!);
  const players = new Map(truth.players.map((player) => [player.id, player]));
  const looks: LookedAt[] = [];
  for (const { frames, detections, samples, readings, meta } of chunks) {
    const best = new Map<number, { text: string; probability: number }>();
    readings.sample.forEach((sample, row) => {
      if (readings.probability[row]! > (best.get(sample)?.probability ?? 0)) best.set(sample, { text: readings.text[row]!, probability: readings.probability[row]! });
    });
    samples.detection.forEach((row, sample) => {
      const pts = frames.pts[detections.frame[row]!]!;
      if (samples.numberTried[sample] !== 1 || pts < meta.start || pts >= meta.end) return;
      const box = { x: detections.x[row]! * truth.width, y: detections.y[row]! * truth.height, w: detections.w[row]! * truth.width, h: detections.h[row]! * truth.height };
      const overlaps = (byFrame[Math.round(pts * truth.fps)] ?? []).map((real) => ({ id: real.id, overlap: iou(box, real) })).sort((a, b) => b.overlap - a.overlap);
      const [first, second] = overlaps;
      if (first === undefined || first.overlap < SAME_IOU || (second?.overlap ?? 0) > first.overlap / 2) return;
      const player = players.get(first.id);
      if (player === undefined || player.number === '') return;
      const answer = best.get(sample);
      looks.push({ right: answer?.text === player.number, confidence: answer?.probability ?? 0, readable: player.readable.some((span) => pts >= span.start && pts <= span.end) });
    });
  }
  return looks;
}

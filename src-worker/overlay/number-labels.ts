/** The number most often read on each track, for its label. Pure; not the identity's judgement. */
import type { ObservationChunk } from '../../src-shared/domain/observation.ts';

export interface NumberLabel { text: string; /** 0–1: mean probability of the readings with this text. */ confidence: number }

type Tally = Map<number, Map<string, { sum: number; count: number }>>;

/** Counts one chunk's readings (each sample's best one) into `tally`. */
export function tallyNumbers(tally: Tally, chunk: ObservationChunk, tracks: ReadonlyMap<number, number>): void {
  const counted = new Set<number>();
  chunk.readings.text.forEach((text, row) => {
    const sample = chunk.readings.sample[row]!;
    if (counted.has(sample)) return; // further rows are the same crop's lesser candidates
    counted.add(sample);
    const track = tracks.get(chunk.detections.tracklet[chunk.samples.detection[sample]!]!);
    if (track === undefined) return;
    const texts = tally.get(track) ?? new Map<string, { sum: number; count: number }>();
    const { sum, count } = texts.get(text) ?? { sum: 0, count: 0 };
    texts.set(text, { sum: sum + chunk.readings.probability[row]!, count: count + 1 });
    tally.set(track, texts);
  });
}

export function newTally(): Tally {
  return new Map();
}

/** By track; tracks without a reading are absent. */
export function numberLabels(tally: Tally): Map<number, NumberLabel> {
  return new Map([...tally].map(([track, texts]) => {
    const [text, { sum, count }] = [...texts].sort((a, b) => b[1].sum - a[1].sum || (a[0] < b[0] ? -1 : 1))[0]!;
    return [track, { text, confidence: sum / count }];
  }));
}

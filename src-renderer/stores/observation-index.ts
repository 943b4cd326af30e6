/** A chunk of observations made ready for asking "where is everybody at this moment". Not drawing. */
import type { ObservationChunk } from '../../src-shared/domain/observation.ts';

export interface ChunkIndex {
  chunk: ObservationChunk;
  /** Detections of tracklet t, in order of time: rows `order[starts[t]] … order[starts[t + 1] - 1]`. */
  starts: Int32Array;
  order: Int32Array;
  /** Best number of a tracklet over all its readings, by summed probability. */
  numbers: ReadonlyMap<number, { text: string; confidence: number }>;
  /** Middle of the torso palette: weighted share by colour is computed on demand from these samples of a tracklet. */
  samplesOf: ReadonlyMap<number, number[]>;
}

export function indexChunk(chunk: ObservationChunk): ChunkIndex {
  const { detections, tracklets } = chunk;
  const starts = new Int32Array(tracklets.firstFrame.length + 1);
  for (const tracklet of detections.tracklet) starts[tracklet + 1]! += 1;
  for (let t = 1; t < starts.length; t += 1) starts[t]! += starts[t - 1]!;
  const next = starts.slice();
  const order = new Int32Array(detections.frame.length);
  // Detections are sorted by frame, so each tracklet's rows come out in order of time.
  detections.tracklet.forEach((tracklet, row) => {
    order[next[tracklet]!] = row;
    next[tracklet]! += 1;
  });
  return { chunk, starts, order, numbers: bestNumbers(chunk), samplesOf: samplesByTracklet(chunk) };
}

function bestNumbers({ detections, samples, readings }: ObservationChunk): Map<number, { text: string; confidence: number }> {
  const votes = new Map<number, Map<string, { sum: number; count: number }>>();
  readings.text.forEach((text, row) => {
    const tracklet = detections.tracklet[samples.detection[readings.sample[row]!]!]!;
    const ofTracklet = votes.get(tracklet) ?? new Map<string, { sum: number; count: number }>();
    const vote = ofTracklet.get(text) ?? { sum: 0, count: 0 };
    ofTracklet.set(text, { sum: vote.sum + readings.probability[row]!, count: vote.count + 1 });
    votes.set(tracklet, ofTracklet);
  });
  return new Map([...votes].map(([tracklet, ofTracklet]) => {
    const [text, { sum, count }] = [...ofTracklet].sort((a, b) => b[1].sum - a[1].sum)[0]!;
    return [tracklet, { text, confidence: sum / count }];
  }));
}

function samplesByTracklet({ detections, samples }: ObservationChunk): Map<number, number[]> {
  const byTracklet = new Map<number, number[]>();
  samples.detection.forEach((detection, sample) => {
    const tracklet = detections.tracklet[detection]!;
    const list = byTracklet.get(tracklet);
    if (list === undefined) byTracklet.set(tracklet, [sample]);
    else list.push(sample);
  });
  return byTracklet;
}

import { describe, expect, it } from 'vitest';
import { standardDegradation } from './degrade-boxes.ts';
import type { MotRow } from './mot-file.ts';
import { oracleObservations } from './oracle-observations.ts';
import type { Truth } from './scene.ts';

/** Two people standing still for ten seconds at 30 frames a second, with a cut in the middle. */
const truth: Truth = {
  name: 'two', sport: 'hockey', width: 1280, height: 720, fps: 30, duration: 10, cuts: [5], cutaways: [],
  players: [
    { id: 1, team: 'red', number: '17', jersey: '#b3131f', textColor: '#ffffff', visible: [{ start: 0, end: 10 }], readable: [{ start: 1, end: 3 }] },
    { id: 2, team: 'white', number: '4', jersey: '#f2f2f2', textColor: '#000000', visible: [{ start: 0, end: 10 }], readable: [] },
  ],
};
const rows: MotRow[] = Array.from({ length: 300 }, (_, i) => i + 1).flatMap((frame) => [1, 2].map((id) => ({ frame, id, x: 300 * id, y: 200, w: 60, h: 160, confidence: 1, visibility: 1 })));

describe('observations made from truth', () => {
  it('give one pure tracklet a person and shot', () => {
    const [chunk] = oracleObservations(truth, rows);
    expect(chunk!.frames.pts.length).toBe(100);
    expect(chunk!.tracklets.firstFrame.length).toBe(4);
    expect(Array.from(chunk!.cuts.pts)).toEqual([5]);
  });
  it('read numbers mostly right, and mostly where they can be read', () => {
    const [chunk] = oracleObservations(truth, rows);
    const { readings, samples, detections, frames } = chunk!;
    const right = readings.text.filter((text) => text === '17').length;
    expect(right).toBeGreaterThan(2);
    const outside = Array.from(readings.sample).filter((sample) => frames.pts[detections.frame[samples.detection[sample]!]!]! > 3.1).length;
    expect(outside).toBeLessThan(readings.text.length / 2);
  });
  it('are the same for the same seed and differ for another', () => {
    const texts = (seed: number) => oracleObservations(truth, rows, { seed })[0]!.samples.quality.join();
    expect(texts(1)).toBe(texts(1));
    expect(texts(1)).not.toBe(texts(2));
  });
  it('overlap in chunks as real ones do', () => {
    const chunks = oracleObservations(truth, rows, { chunkSeconds: 5 });
    expect(chunks.map(({ meta, frames }) => [meta.start, meta.end, frames.pts[0], Math.round(frames.pts.at(-1)! * 10) / 10])).toEqual([[0, 5, 0, 5.9], [5, 10, 5, 9.9]]);
  });
  it('lose about a twentieth of lone boxes when degraded', () => {
    const [chunk] = oracleObservations(truth, rows, { degradation: { ...standardDegradation, falseBoxes: 0 } });
    const kept = chunk!.detections.frame.length / 200;
    expect(kept).toBeGreaterThan(0.88);
    expect(kept).toBeLessThan(0.99);
  });
});

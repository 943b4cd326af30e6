/** Each formula pinned on cases small enough to count by hand; the published figures too where the files are given. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { lastFrame, parseMotFile, rowsByFrame } from '../mot-file.ts';
import { clearMot } from './clear-mot.ts';
import { hota } from './hota.ts';
import { idf1 } from './idf1.ts';
import { compare, type IdentifiedBox } from './sequence.ts';

/** One box of an identity at a place; places are ten boxes apart and never overlap. */
const at = (id: number, place: number, shift = 0): IdentifiedBox => ({ id, x: place * 100 + shift, y: 0, w: 10, h: 10 });

describe('tracking metrics', () => {
  it('are all 1 when everything is right, whatever the names', () => {
    const compared = compare({ truth: [[at(1, 0), at(2, 1)], [at(1, 0), at(2, 1)]], predicted: [[at(7, 0), at(9, 1)], [at(7, 0), at(9, 1)]] });
    expect([clearMot(compared).mota, idf1(compared), hota(compared)]).toEqual([1, 1, { hota: 1, detA: 1, assA: 1 }]);
  });

  it('count one switch and half an identity when a four-frame path breaks in the middle', () => {
    const compared = compare({ truth: [1, 2, 3, 4].map(() => [at(1, 0)]), predicted: [[at(1, 0)], [at(1, 0)], [at(2, 0)], [at(2, 0)]] });
    expect(clearMot(compared)).toEqual({ mota: 0.75, misses: 0, falseBoxes: 0, switches: 1 });
    // IDTP 2 of 4 + 4 boxes.
    expect(idf1(compared)).toBeCloseTo(0.5, 9);
    // Each hit: 2 shared / (4 + 2 − 2); DetA 1.
    expect(hota(compared).assA).toBeCloseTo(0.5, 9);
    expect(hota(compared).hota).toBeCloseTo(Math.sqrt(0.5), 9);
  });

  it('count a miss and a false box where a box is in the wrong place', () => {
    const compared = compare({ truth: [[at(1, 0)], [at(1, 0)]], predicted: [[at(1, 0)], [at(1, 5)]] });
    expect(clearMot(compared)).toEqual({ mota: 0, misses: 1, falseBoxes: 1, switches: 0 });
    expect(idf1(compared)).toBeCloseTo(0.5, 9);
    // TP 1, FN 1, FP 1; association 1 / (2 + 2 − 1).
    expect(hota(compared).detA).toBeCloseTo(1 / 3, 9);
    expect(hota(compared).assA).toBeCloseTo(1 / 3, 9);
  });

  it('average HOTA over thresholds: an overlap of exactly one half counts at ten of nineteen', () => {
    // Boxes of width 10 shifted by 10/3 overlap by (20/3) / (40/3) = 0.5.
    const compared = compare({ truth: [[at(1, 0)]], predicted: [[at(1, 0, 10 / 3)]] });
    expect(hota(compared).detA).toBeCloseTo(10 / 19, 9);
    expect(hota(compared).assA).toBeCloseTo(10 / 19, 9);
  });

  it('keep the pair of the frame before while it still overlaps by a half, though another overlaps more', () => {
    const compared = compare({ truth: [[at(1, 0)], [at(1, 0)]], predicted: [[at(1, 0)], [at(1, 0, 2), at(2, 0)]] });
    expect(clearMot(compared)).toEqual({ mota: 0.5, misses: 0, falseBoxes: 1, switches: 0 });
  });

  it('call the same person by one predicted identity only, the one that covers most', () => {
    const compared = compare({
      truth: Array.from({ length: 5 }, () => [at(1, 0), at(2, 1)]),
      predicted: [0, 0, 0, 1, 1].map((swapped) => (swapped ? [at(2, 0), at(1, 1)] : [at(1, 0), at(2, 1)])),
    });
    expect(idf1(compared)).toBeCloseTo(0.6, 9);
    expect(clearMot(compared).switches).toBe(2);
  });

  it('refuse a sequence whose halves differ in length', () => {
    expect(() => compare({ truth: [[]], predicted: [] })).toThrow('as many predicted frames');
  });
});

const published = [
  { name: 'TUD-Campus', idf1: 55.77, mota: 52.65, hota: 39.14, assA: 36.91 },
  { name: 'TUD-Stadtmitte', idf1: 64.46, mota: 56.40, hota: 39.78, assA: 40.88 },
];
const folder = process.env['SHIFTCLIPPER_MOT_REFERENCE'];

describe.each(published)('published figures of $name', ({ name, ...expected }) => {
  const files = ['gt.txt', 'test.txt'].map((file) => join(folder ?? '', name, file)) as [string, string];
  const given = folder !== undefined && files.every((file) => existsSync(file));
  it.skipIf(!given)(given ? 'are reproduced' : 'skipped: set SHIFTCLIPPER_MOT_REFERENCE to a folder with TUD-Campus/ and TUD-Stadtmitte/ (gt.txt, test.txt)', () => {
    const [truth, predicted] = files.map((file) => parseMotFile(readFileSync(file, 'utf8'), file)) as [ReturnType<typeof parseMotFile>, ReturnType<typeof parseMotFile>];
    const frames = Math.max(lastFrame(truth), lastFrame(predicted));
    const compared = compare({ truth: rowsByFrame(truth.filter((row) => row.confidence > 0), frames), predicted: rowsByFrame(predicted, frames) });
    const percent = (value: number): number => Math.round(value * 10_000) / 100;
    const all = hota(compared);
    expect({ idf1: percent(idf1(compared)), mota: percent(clearMot(compared).mota), hota: percent(all.hota), assA: percent(all.assA) }).toEqual(expected);
  });
});

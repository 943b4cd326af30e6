import { expect, it } from 'vitest';
import { labOfHex } from '../../src-shared/colour-score.ts';
import { PALETTE_FLOATS, type ObservationChunk } from '../../src-shared/domain/observation.ts';
import { ColourTally } from './colour-tally.ts';

/** One sample a detection, each of one colour; null: no torso was seen. */
function chunk(colours: (string | null)[]): Pick<ObservationChunk, 'samples' | 'detections'> {
  const palette = new Float32Array(colours.length * PALETTE_FLOATS);
  colours.forEach((hex, i) => { if (hex !== null) { const { l, a, b } = labOfHex(hex); palette.set([l, a, b, 1], i * PALETTE_FLOATS); } });
  const rows = Int32Array.from(colours, (_, i) => i);
  return { samples: { detection: rows, palette }, detections: { tracklet: rows } } as unknown as Pick<ObservationChunk, 'samples' | 'detections'>;
}

it('a track\'s score is the mean over its samples in all chunks; others and unseen torsos do not count', () => {
  const tally = new ColourTally('#b3131f');
  tally.add(chunk(['#b3131f', '#f2f2f2', '#b3131f', null]), new Map([[0, 7], [1, 8], [3, 9]]));
  tally.add(chunk(['#f2f2f2']), new Map([[0, 7]]));
  const means = tally.means();
  expect([...means.keys()].sort((a, b) => a - b)).toEqual([7, 8]);
  expect(means.get(7)).toBeCloseTo((1 + means.get(8)!) / 2, 5);
  expect(means.get(8)).toBeLessThan(0.1);
});

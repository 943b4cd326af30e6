import { expect, it } from 'vitest';
import { pickSamples } from './pick-samples.ts';

interface Crop { tracklet: number; pts: number; quality: number }
const blank = { candidates: [], legible: 0.01 };
const half = { candidates: [{ text: '7', probability: 0.45 }], legible: 0.5 };
const sure = { candidates: [{ text: '17', probability: 0.95 }], legible: 0.97 };

/** Ten frames a second; what was read on a kept crop is told at once. */
function keptOf(seconds: number, reading: { candidates: { text: string; probability: number }[]; legible: number }, quality = (_: number): number => 0.5): Crop[] {
  const picker = pickSamples<Crop>();
  const kept: Crop[] = [];
  const keep = (crop: Crop | null): void => {
    if (crop === null) return;
    kept.push(crop);
    picker.learned(crop.tracklet, reading);
  };
  for (let i = 0; i < seconds * 10; i += 1) {
    const crop = { tracklet: 1, pts: i / 10, quality: quality(i) };
    keep(picker.offer(crop, () => crop));
  }
  picker.close(Infinity).forEach(keep);
  return kept;
}

it('keeps the best of each third of a second', () => {
  const kept = keptOf(1, blank, (i) => (i === 2 || i === 5 || i === 8 ? 0.9 : 0.1));
  expect(kept.map(({ pts }) => pts)).toEqual([0.2, 0.5, 0.8]);
});

it('looks at every frame while a number is half readable, at most 12 a second', () => {
  const perSecond = keptOf(4, half).length / 4;
  expect(perSecond).toBeGreaterThan(8);
  expect(perSecond).toBeLessThanOrEqual(12);
});

it('looks once a second when the number is known', () => {
  const kept = keptOf(10, sure);
  expect(kept.filter(({ pts }) => pts >= 5).length).toBeLessThanOrEqual(6);
});

it('gives the open window of a tracklet that is gone', () => {
  const picker = pickSamples<Crop>();
  const crop = { tracklet: 3, pts: 1, quality: 0.4 };
  expect(picker.offer(crop, () => crop)).toBeNull();
  expect(picker.close(0.5)).toEqual([]);
  expect(picker.close(2)).toEqual([crop]);
});

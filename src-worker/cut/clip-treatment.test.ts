import { describe, expect, it } from 'vitest';
import type { PlannedLook } from '../drawing/clip-look.ts';
import { comparedFilters, lookFilters, plainTreatment, sizeBudget, soundFilters, treatedSeconds } from './clip-treatment.ts';
import { framesByTime, type FramePlan } from './frame-plan.ts';

const frames = framesByTime(Array.from({ length: 100 }, (_, i) => ({ pts: i * 40, seconds: i / 25, durationSeconds: 0.04, key: i === 0 })), 0.04);
const plan: FramePlan = { frames, first: 25, last: 74 };
const look: PlannedLook = { pictures: ['crop=1'], freezeFrames: 30, freezeSeconds: 1.2, speed: 0.25, ass: 'x', size: { width: 2, height: 2 } };
const treatment = { ...plainTreatment, look, assFile: { folder: '/tmp', name: 'a.ass' } };

it('a plain clip has no filters and lasts as long as its pictures', () => {
  expect([lookFilters(plainTreatment, { freeze: true }), comparedFilters(plainTreatment, plan), soundFilters(plainTreatment), treatedSeconds(plan, plainTreatment)]).toEqual([[], [], [], 2]);
});

it('slowed, then begun with a still, then drawn on', () => {
  expect(lookFilters(treatment, { freeze: true })).toEqual(['crop=1', 'setpts=PTS/0.25', 'tpad=start=30:start_mode=clone', 'ass=a.ass']);
  expect(soundFilters(treatment)).toEqual(['atempo=0.5', 'atempo=0.5', 'adelay=1200:all=1']);
  expect(treatedSeconds(plan, treatment)).toBeCloseTo(9.2, 9);
});

it('what is compared has the times of the source again', () => {
  expect(comparedFilters(treatment, plan)).toEqual(['setpts=PTS-1000', 'crop=1', 'setpts=PTS/0.25+1.200000/TB', 'ass=a.ass', 'setpts=(PTS-1.200000/TB)*0.25+1000']);
});

describe('a size that must not be passed', () => {
  const source = { width: 1920, height: 1080, framesPerSecond: 30, soundTracks: 1 };
  it('leaves room for sound and container', () => {
    const budget = sizeBudget(16e6, 30, source)!;
    expect(budget.maxHeight).toBe(1080);
    expect((budget.bitsPerSecond + 96_000) * 30 / 8).toBeLessThan(16e6);
    expect((budget.bitsPerSecond + 96_000) * 30 / 8).toBeGreaterThan(14.5e6);
  });
  it.each([[16e6, 60, 720], [16e6, 180, 360], [16e6, 600, 240]])('%i bytes for %i s: pictures of %i lines', (bytes, seconds, height) => {
    expect(sizeBudget(bytes, seconds, source)!.maxHeight).toBe(height);
  });
  it('too small for anything is said so', () => expect(sizeBudget(1e6, 600, source)).toBeNull());
  it('small pictures stay as they are', () => expect(sizeBudget(16e6, 10, { ...source, width: 192, height: 108 })!.maxHeight).toBe(108));
});

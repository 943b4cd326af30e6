import { describe, expect, it } from 'vitest';
import { cropAt, followPlayer, type CropKey } from './follow-player.ts';
import type { PathPoint } from './track-paths.ts';

const width = 0.316; // 9:16 of a 16:9 picture
const path = (x: (seconds: number) => number, from = 0, to = 20): PathPoint[] =>
  Array.from({ length: Math.round((to - from) * 10) }, (_, i) => from + i / 10).map((seconds) => ({ seconds, box: { x: x(seconds) - 0.02, y: 0.4, w: 0.04, h: 0.2 } }));
const follow = (points: PathPoint[], cuts: number[] = []): CropKey[] => followPlayer(points, { start: 0, end: 20, cropWidth: width, cuts });
const sampled = (keys: CropKey[]): number[] => Array.from({ length: 200 }, (_, i) => cropAt(keys, i / 10));

describe('the crop', () => {
  it('stands in the middle when nobody was seen', () => expect(follow([])).toEqual([{ seconds: 0, x: 0.5 }]));

  it('rests while he stays about one place, however he trembles', () => {
    const places = sampled(follow(path((t) => 0.5 + 0.02 * Math.sin(t * 9))));
    expect(Math.max(...places) - Math.min(...places)).toBeLessThan(0.002);
  });

  it.each<[string, (t: number) => number]>([
    ['skates across the picture', (t) => 0.05 + 0.045 * t],
    ['turns back', (t) => 0.5 + 0.4 * Math.sin(t / 2)],
    ['sprints', (t) => (t < 10 ? 0.2 : Math.min(0.8, 0.2 + (t - 10) * 0.3))],
  ])('holds him when he %s', (_, x) => {
    const keys = follow(path(x));
    for (let t = 0; t < 20; t += 0.1) expect(Math.abs(x(t) - cropAt(keys, t)), `at ${t.toFixed(1)} s`).toBeLessThan(width / 2);
  });

  it('never leaves the picture', () => {
    for (const place of sampled(follow(path((t) => (t < 10 ? -0.1 : 1.1))))) {
      expect(place).toBeGreaterThanOrEqual(width / 2 - 1e-9);
      expect(place).toBeLessThanOrEqual(1 - width / 2 + 1e-9);
    }
  });

  it('moves softly: its speed changes little from tenth to tenth', () => {
    const places = sampled(follow(path((t) => (t < 10 ? 0.3 : 0.7)))); // a jump in what was seen, without a cut
    const speeds = places.slice(1).map((place, i) => (place - places[i]!) / 0.1);
    expect(Math.max(...speeds)).toBeLessThan(0.45);
    const changes = speeds.slice(1).map((speed, i) => Math.abs(speed - speeds[i]!));
    expect(Math.max(...changes)).toBeLessThan(0.12);
  });

  it('jumps at a cut and not before', () => {
    const keys = follow(path((t) => (t < 10 ? 0.25 : 0.75)), [10]);
    expect(cropAt(keys, 9.99)).toBeCloseTo(0.25, 2);
    expect(cropAt(keys, 10)).toBeCloseTo(0.75, 2);
  });

  it('goes on between two sightings', () => {
    const keys = follow([...path(() => 0.3, 0, 5), ...path(() => 0.7, 15, 20)]);
    expect(cropAt(keys, 10)).toBeCloseTo(0.5, 1);
  });

  it('needs few keys', () => {
    expect(follow(path((t) => 0.5 + 0.4 * Math.sin(t / 2))).length).toBeLessThan(70);
    expect(follow(path(() => 0.5))).toHaveLength(2);
  });
});

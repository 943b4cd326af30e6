import { expect, it } from 'vitest';
import { strokes, type PathPoint } from './track-paths.ts';

const options = { stepSeconds: 0.1, maxGapSeconds: 0.5, tolerance: 0.002 };
const at = (seconds: number, x: number): PathPoint => ({ seconds, box: { x, y: 0, w: 0.1, h: 0.2 } });
const drawn = (points: PathPoint[]): [number, number, number, number][] =>
  strokes({ trackId: 1, points }, options).map((s) => [s.start, s.end, s.from.x, s.to.x].map((v) => Math.round(v * 1000) / 1000) as [number, number, number, number]);

it.each([
  ['even motion is one stroke, the last box is held for a step', [at(0, 0), at(0.1, 0.1), at(0.2, 0.2)], [[0, 0.2, 0, 0.2], [0.2, 0.3, 0.2, 0.2]]],
  ['a bend begins a new stroke', [at(0, 0), at(0.1, 0.1), at(0.2, 0.1)], [[0, 0.1, 0, 0.1], [0.1, 0.2, 0.1, 0.1], [0.2, 0.3, 0.1, 0.1]]],
  ['nothing is drawn where he was not seen', [at(0, 0), at(2, 0.5)], [[0, 0.1, 0, 0], [2, 2.1, 0.5, 0.5]]],
  ['one sighting is held for a step', [at(1, 0.3)], [[1, 1.1, 0.3, 0.3]]],
  ['no sighting is nothing', [], []],
])('%s', (_, points, expected) => {
  expect(drawn(points)).toEqual(expected);
});

import { describe, expect, it } from 'vitest';
import { isOnField } from './field-gate.ts';

const none = { playingSurface: [], benches: [], penaltyBoxes: [] };
const box = { x: 0.4, y: 0.2, w: 0.1, h: 0.4 };
const ice = { l: 92, a: -2, b: -3, share: 0.9 };
const seats = { l: 25, a: 5, b: 5 };
const square = (x0: number, x1: number) => [{ x: x0, y: 0 }, { x: x1, y: 0 }, { x: x1, y: 1 }, { x: x0, y: 1 }];

describe('a person is on the field', () => {
  it.each([
    ['with ice around his feet', [ice, ice, seats], ice, 8, none, true],
    ['not with seats around his feet', [seats, seats, seats, ice], ice, 8, none, false],
    ['when his feet can not be seen', [], ice, 8, none, true],
    ['not in a crowd that stands on nothing in particular', [seats], null, 40, none, false],
    ['not inside a bench, whatever the colour', [ice, ice], ice, 8, { ...none, benches: [square(0.4, 0.6)] }, false],
    ['inside the drawn playing surface, whatever the colour', [seats], ice, 8, { ...none, playingSurface: square(0.3, 0.6) }, true],
    ['not outside the drawn playing surface', [ice], ice, 8, { ...none, playingSurface: square(0.6, 0.9) }, false],
  ])('%s', (_, around, surface, people, polygons, expected) => {
    expect(isOnField(box, around, surface, people, polygons)).toBe(expected);
  });
});

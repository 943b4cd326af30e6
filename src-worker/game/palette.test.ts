import { describe, expect, it } from 'vitest';
import { hexToLab, labDistance, labToHex } from './palette.ts';

const apart = (a: string, b: string): number => labDistance(hexToLab(a), hexToLab(b));
/** 70 on the scale of the settings: see identify/target-kit.ts. */
const TACTICAL = 21;
const BROADCAST = 28.5;

describe('colour distance', () => {
  it.each([
    ['the same red at hue 178° and 2°', '#b3131f', '#b3161a', TACTICAL],
    ['white and near-white', '#ffffff', '#f0f0ee', TACTICAL],
    ['white in sun and in shade', '#ffffff', '#b4b4b4', BROADCAST],
    ['red in light and in shade', '#c41520', '#8f0f18', BROADCAST],
  ])('keeps %s together', (_, a, b, limit) => { expect(apart(a, b)).toBeLessThan(limit); });

  it.each([
    ['black from navy', '#101014', '#0a2a6b'],
    ['white from black', '#f2f2f2', '#202024'],
    ['grey from white', '#6a6a6a', '#ffffff'],
    ['grey from black', '#808080', '#101010'],
    ['red from blue', '#b3131f', '#1b4fa8'],
    ['red from white', '#b3131f', '#f2f2f2'],
  ])('tells %s at the tactical tolerance', (_, a, b) => { expect(apart(a, b)).toBeGreaterThan(TACTICAL); });

  it('comes back to the same colour', () => {
    expect(['#b3131f', '#ffffff', '#000000', '#1b4fa8'].map((hex) => labToHex(hexToLab(hex)))).toEqual(['#b3131f', '#ffffff', '#000000', '#1b4fa8']);
  });
});

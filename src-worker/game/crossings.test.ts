import { expect, it } from 'vitest';
import { findCrossings } from './crossings.ts';
import { makeGame, type Actor } from './testing/make-observations.ts';

const towards = (from: number, speed: number): Actor['at'] => (time) => ({ x: from + speed * time, y: 0.5 });
const meeting = (other: string): number => findCrossings(makeGame({ seconds: 20, actors: [
  { seen: [[0, 20]], at: towards(0.2, 0.02), jersey: '#b3131f' }, { seen: [[0, 20]], at: towards(0.6, -0.02), jersey: other },
] })).size;

it('two people dressed alike who pass one another may have been exchanged, two in other kits were not', () => {
  expect(meeting('#b3131f')).toBeGreaterThanOrEqual(2);
  expect(meeting('#f2f2f2')).toBe(0);
});

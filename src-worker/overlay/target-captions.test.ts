import { expect, it } from 'vitest';
import { targetCaptions } from './target-captions.ts';

it('says the state at every moment, from the transitions', () => {
  const transitions = [
    { timeSeconds: 4, from: 'searching', to: 'locked', reason: 'read 17', trackId: 3 } as const,
    { timeSeconds: 8, from: 'locked', to: 'searching', reason: 'lost from view', trackId: 3 } as const,
  ];
  expect(targetCaptions({ start: 5, end: 10 }, transitions, [])).toEqual([
    { start: 5, end: 8, text: 'target: locked (track 3) – read 17' },
    { start: 8, end: 10, text: 'target: searching – lost from view' },
  ]);
});

it('without transitions the tracks say it', () => {
  expect(targetCaptions({ start: 0, end: 10 }, [], [{ trackId: 7, start: 2, end: 6 }])).toEqual([
    { start: 0, end: 2, text: 'target: searching' },
    { start: 2, end: 6, text: 'target: on screen (track 7)' },
    { start: 6, end: 10, text: 'target: searching' },
  ]);
});

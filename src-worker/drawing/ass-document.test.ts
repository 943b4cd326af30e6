import { expect, it } from 'vitest';
import { assDocument, assTime } from './ass-document.ts';

it.each([[0, '0:00:00.00'], [0.0333, '0:00:00.03'], [59.999, '0:00:59.99'], [3723.5, '1:02:03.50'], [0.29, '0:00:00.29'], [-1, '0:00:00.00']])('%d s is written %s', (seconds, text) => {
  expect(assTime(seconds)).toBe(text);
});

it('a moving, growing box is one hollow shape and one label', () => {
  const events = assDocument({ width: 1000, height: 500 }, [{
    trackId: 4, start: 1, end: 1.5, from: { x: 0.1, y: 0.2, w: 0.05, h: 0.2 }, to: { x: 0.2, y: 0.2, w: 0.06, h: 0.2 }, label: '4 #17 {x}', isTarget: true,
  }], [{ start: 0, end: 2, text: 'searching' }]).split('\n').filter((line) => line.startsWith('Dialogue'));
  expect(events).toEqual([
    'Dialogue: 0,0:00:01.00,0:00:01.50,target-box,,0,0,0,,{\\move(100,100,200,100)\\fscx50\\fscy100\\t(\\fscx60\\fscy100)\\p1}m 0 0 l 100 0 100 100 0 100',
    'Dialogue: 1,0:00:01.00,0:00:01.50,target-label,,0,0,0,,{\\move(100,97,200,97)}4 #17  x ',
    'Dialogue: 2,0:00:00.00,0:00:02.00,caption,,0,0,0,,{\\pos(12,488)}searching',
  ]);
});

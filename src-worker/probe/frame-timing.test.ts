import { expect, it } from 'vitest';
import { frameTiming } from './frame-timing.ts';

const steady = (fps: number, count: number): number[] => Array.from({ length: count }, (_, i) => i / fps);
const inMilliseconds = (times: number[]): number[] => times.map((t) => Math.round(t * 1000) / 1000);

it.each([
  ['30000/1001 as the header says', [steady(30000 / 1001, 200)], { numerator: 30000, denominator: 1001 }, 1 / 90000, { numerator: 30000, denominator: 1001 }, false],
  ['Matroska\'s whole milliseconds are steady', [inMilliseconds(steady(24000 / 1001, 200))], { numerator: 24000, denominator: 1001 }, 0.001, { numerator: 24000, denominator: 1001 }, false],
  ['a header that says twice the rate (fields) is not believed', [steady(25, 200)], { numerator: 50, denominator: 1 }, 1 / 90000, { numerator: 25, denominator: 1 }, false],
  ['an odd average of a steady file is the standard rate', [steady(59.94, 200)], { numerator: 59939, denominator: 1000 }, 1 / 90000, { numerator: 60000, denominator: 1001 }, false],
  ['a phone that drops pictures is variable', [[...steady(30, 60), 2.2, 2.3, 2.33]], { numerator: 29, denominator: 1 }, 1 / 90000, { numerator: 29, denominator: 1 }, true],
  ['two steady stretches of different rate are variable', [steady(30, 60), steady(15, 60)], { numerator: 20, denominator: 1 }, 1 / 90000, { numerator: 20, denominator: 1 }, true],
])('%s', (_, samples, header, tick, frameRate, variable) => {
  expect(frameTiming(samples, [header], tick)).toEqual({ frameRate, variable });
});

it('one picture leaves the header\'s word', () => {
  expect(frameTiming([[0]], [null, { numerator: 25, denominator: 1 }], 0.001)).toEqual({ frameRate: { numerator: 25, denominator: 1 }, variable: false });
});

import { describe, expect, it } from 'vitest';
import { frameOf, frameOfTimecode, rationalSeconds, secondsOf, timecode, usesDropFrame, type FrameRate } from './frame-clock.ts';

const rates = {
  film: { numerator: 24000, denominator: 1001 }, pal: { numerator: 25, denominator: 1 }, ntsc: { numerator: 30000, denominator: 1001 },
  thirty: { numerator: 30, denominator: 1 }, fast: { numerator: 60000, denominator: 1001 }, sixty: { numerator: 60, denominator: 1 },
} satisfies Record<string, FrameRate>;

describe('timecode', () => {
  it.each<[keyof typeof rates, number, string]>([
    ['ntsc', 0, '00:00:00;00'],
    ['ntsc', 1799, '00:00:59;29'],
    ['ntsc', 1800, '00:01:00;02'], // ;00 and ;01 do not exist
    ['ntsc', 3597, '00:01:59;29'],
    ['ntsc', 3598, '00:02:00;02'],
    ['ntsc', 17981, '00:09:59;29'],
    ['ntsc', 17982, '00:10:00;00'], // but in each tenth minute they do
    ['ntsc', 107892, '01:00:00;00'],
    ['fast', 3599, '00:00:59;59'],
    ['fast', 3600, '00:01:00;04'],
    ['fast', 35964, '00:10:00;00'],
    ['fast', 215784, '01:00:00;00'],
    ['film', 24 * 3600, '01:00:00:00'], // 23.976 drops nothing
    ['pal', 90_000, '01:00:00:00'],
    ['thirty', 1800, '00:01:00:00'],
    ['sixty', 3600, '00:01:00:00'],
    ['pal', 25 * 86_400 + 1, '00:00:00:01'],
  ])('%s: frame %i is %s', (rate, frame, text) => {
    expect(timecode(frame, rates[rate])).toBe(text);
    if (frame < 25 * 86_400) expect(frameOfTimecode(text, rates[rate])).toBe(frame);
  });

  it.each(Object.keys(rates) as (keyof typeof rates)[])('at %s every frame of 21 minutes has a name of its own that leads back to it', (rate) => {
    for (let frame = 0, end = frameOf(21 * 60, rates[rate]); frame < end; frame += 1) {
      if (frameOfTimecode(timecode(frame, rates[rate]), rates[rate]) !== frame) throw new Error(`frame ${frame} is not found again`);
    }
  });

  it('drop-frame keeps to the clock within a tenth of a second over two hours', () => {
    const frame = frameOf(7200, rates.ntsc);
    expect(timecode(frame, rates.ntsc)).toBe('02:00:00;00');
  });

  it.each(['1:2:3:4', '00:00:00:30', '00:60:00:00', '00:01:00;00', 'x'])('%s names no frame at 29.97', (text) => {
    expect(() => frameOfTimecode(text, rates.ntsc)).toThrow(/timecode/);
  });
});

it('only 29.97 and 59.94 drop numbers', () => {
  expect(Object.entries(rates).filter(([, rate]) => usesDropFrame(rate)).map(([name]) => name)).toEqual(['ntsc', 'fast']);
});

it.each<[keyof typeof rates, number, string]>([
  ['ntsc', 0, '0s'], ['ntsc', 1, '1001/30000s'], ['ntsc', 30000, '1001s'], ['pal', 25, '1s'], ['pal', 3, '3/25s'], ['film', 5, '5005/24000s'],
])('at %s %i frames last %s', (rate, frames, text) => expect(rationalSeconds(frames, rates[rate])).toBe(text));

it('a frame is found again from its own time', () => {
  for (const rate of Object.values(rates)) for (const frame of [0, 1, 29, 1799, 215_999]) expect(frameOf(secondsOf(frame, rate), rate)).toBe(frame);
});

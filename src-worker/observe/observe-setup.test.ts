import { describe, expect, it } from 'vitest';
import type { MediaInfo } from '../../src-shared/domain/video.ts';
import { Settings } from '../../src-shared/domain/settings.ts';
import { effectiveStride, inputKeyOf } from './observe-setup.ts';

const at = (numerator: number, denominator = 1) => ({ frameRate: { numerator, denominator } });

describe('which frames are analysed', () => {
  it.each([
    ['broadcast', 30, 3], ['broadcast', 60, 6], ['broadcast', 25, 3], ['broadcast', 10, 1], ['wide', 30, 3], ['tactical', 30, 3], ['tactical', 60, 6],
  ] as const)('%s at %d frames a second looks at every %dth: about 10 a second are enough', (preset, rate, stride) => {
    expect(effectiveStride(Settings.parse({ preset }), at(rate))).toBe(stride);
  });
  it.each([[1, 30, 1], [1, 60, 2], [6, 30, 6], [30, 30, 30]])('a stride of %d set by hand at %d frames a second is %d', (detectStride, rate, stride) => {
    expect(effectiveStride(Settings.parse({ overrides: { detectStride } }), at(rate))).toBe(stride);
  });
});

describe('the key of observations', () => {
  const chunk = { index: 0, start: 0, end: 60, observeStart: 0, observeEnd: 61 };
  const media = { bytes: 1, ...at(30), chunks: [chunk] } as unknown as MediaInfo;
  const parts = { media, chunk, setup: Settings.parse({}), models: [{ id: 'a', sha256: 'b' }] };
  it('does not change with settings that act later', () => {
    expect(inputKeyOf({ ...parts, setup: Settings.parse({ overrides: { minTrackSeconds: 9 } }) })).toBe(inputKeyOf(parts));
  });
  it.each([
    ['the stride', { setup: Settings.parse({ overrides: { detectStride: 6 } }) }],
    ['a polygon', { setup: Settings.parse({ benches: [[{ x: 0, y: 0 }, { x: 1, y: 0 }, { x: 1, y: 1 }]] }) }],
    ['a model', { models: [{ id: 'a', sha256: 'c' }] }],
    ['the chunk', { chunk: { ...chunk, observeEnd: 62 } }],
  ])('changes with %s', (_, change) => {
    expect(inputKeyOf({ ...parts, ...change })).not.toBe(inputKeyOf(parts));
  });
});

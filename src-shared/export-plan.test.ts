import { describe, expect, it } from 'vitest';
import { ExportOptions, optionsProblem, type ExportOptionsInput } from './contract/export-options.ts';
import { forecastBytes, planClips, type ExportGround } from './export-plan.ts';
import type { ReviewedSegment } from './reviewed-segment.ts';

const segment = (id: string, start: number, end: number, more: Partial<ReviewedSegment> = {}): ReviewedSegment => ({
  id, start, end, observedSeconds: end - start, confidence: 0.8, startReason: 'came-into-view', endReason: 'lost-from-view', evidence: [], crops: [], trackIds: [],
  verdict: 'unreviewed', stars: 0, note: '', tags: [], reassignedTo: null, edited: false, ...more,
});
const ground: ExportGround = { video: { start: 0, end: 100 }, preRollSeconds: 0.5, postRollSeconds: 1.5, maxClipSeconds: null, game: 'Bears: Wolves', jerseyNumber: '17' };
const plan = (segments: ReviewedSegment[], options: ExportOptionsInput = {}, more: Partial<ExportGround> = {}) => planClips(segments, ExportOptions.parse(options), { ...ground, ...more });
const times = (segments: ReviewedSegment[], options: ExportOptionsInput = {}, more: Partial<ExportGround> = {}) => plan(segments, options, more).map(({ start, end }) => [start, end]);

describe('times', () => {
  const two = [segment('a', 10, 20), segment('b', 21, 30)];
  it.each<[string, ExportOptionsInput, number[][]]>([
    ['rolls are the analysis\'s where none are given, and share a short gap', {}, [[9.5, 20.75], [20.75, 31.5]]],
    ['0 is a roll', { preRollSeconds: 0, postRollSeconds: 0 }, [[10, 20], [21, 30]]],
    ['longer clips are cut off', { preRollSeconds: 0, postRollSeconds: 0, maxClipSeconds: 4 }, [[10, 14], [21, 25]]],
    ['or split into equal parts', { preRollSeconds: 0, postRollSeconds: 0, maxClipSeconds: 5, whenLonger: 'split' }, [[10, 15], [15, 20], [21, 25.5], [25.5, 30]]],
    ['a still opening begins with him, without a roll', { look: { freezeOpening: true }, postRollSeconds: 0 }, [[10, 20], [21, 30]]],
  ])('%s', (_, options, expected) => expect(times(two, options)).toEqual(expected));

  it('the analysis\'s longest clip holds where the export says nothing', () => {
    expect(times([segment('a', 10, 20)], { preRollSeconds: 0, postRollSeconds: 0 }, { maxClipSeconds: 3 })).toEqual([[10, 13]]);
  });
});

describe('a reel', () => {
  const segments = [segment('a', 0, 10, { confidence: 0.9 }), segment('b', 20, 30, { stars: 3, confidence: 0.4 }), segment('c', 40, 55, { stars: 5 }), segment('d', 60, 65, { verdict: 'accepted', confidence: 0.5 })];
  const ids = (reelSeconds: number) => plan(segments, { preRollSeconds: 0, postRollSeconds: 0, reelSeconds }).map((clip) => clip.segment.id);
  it.each([
    [15, ['c']], [20, ['c', 'd']], [25, ['b', 'c']], [30, ['b', 'c', 'd']], [40, ['a', 'b', 'c', 'd']],
  ])('of %i s has the best by stars, then acceptance, then certainty, in order of time', (seconds, expected) => expect(ids(seconds)).toEqual(expected));
  it('shorter than the best passage is that passage\'s beginning', () => {
    expect(times(segments, { preRollSeconds: 0, postRollSeconds: 0, reelSeconds: 6 })).toEqual([[40, 46]]);
  });
  it('counts what is shown: half as fast, half as much of the game', () => {
    const slow = { preRollSeconds: 0, postRollSeconds: 0, look: { speed: 0.5 } } as const;
    expect(plan(segments, { ...slow, reelSeconds: 40 }).map((clip) => clip.segment.id)).toEqual(['c', 'd']);
    expect(times(segments, { ...slow, reelSeconds: 6 })).toEqual([[40, 43]]);
    expect(times(segments, { ...slow, look: { speed: 0.5, freezeOpening: true }, reelSeconds: 7.2 })).toEqual([[40, 43]]);
  });
});

describe('names', () => {
  const names = (nameTemplate: string, segments = [segment('a', 61, 66.4, { stars: 4, tags: ['goal', 'power play'] }), segment('b', 70, 71)]) => plan(segments, { nameTemplate, preRollSeconds: 0, postRollSeconds: 0 }).map(({ name }) => name);
  it.each([
    ['{game} {player} {n}', ['Bears Wolves #17 01', 'Bears Wolves #17 02']],
    ['{start}-{end} {length}', ['1m01s-1m06s 5s', '1m10s-1m11s 1s']],
    ['{tags} {stars}', ['goal power play 4', 'clip']],
    ['{number}', ['17', '17 (2)']],
    ['../{n}', ['01', '02']],
    ['{n}.mp4', ['01', '02']],
    ['CON', ['_CON', '_CON (2)']],
  ])('%s', (template, expected) => expect(names(template)).toEqual(expected));
  it('(2) of one is not taken by another', () => {
    const tagged = ['x', 'x (2)', 'X'].map((tag, i) => segment(tag, i * 10, i * 10 + 5, { tags: [tag] }));
    expect(names('{tags}', tagged)).toEqual(['x', 'x (2)', 'X (3)']);
  });
  it('the name strip is filled in; without one the label says who and which', () => {
    expect(plan([segment('a', 61, 66)], { look: { nameStrip: '{player} at {start}' }, preRollSeconds: 0 })[0]!.label).toBe('#17 at 1:01');
    expect(plan([segment('a', 61, 66)], {}, { jerseyNumber: '' })[0]!.label).toBe('player 01');
  });
});

describe('room on the disk', () => {
  const clips = [{ start: 0, end: 30 }, { start: 40, end: 70 }];
  it.each<[string, ExportOptionsInput, number]>([
    ['copies keep the source\'s rate', { mode: 'copy' }, 66_000_000],
    ['new pictures may take half as much again', {}, 90_000_000],
    ['clips and film are written both', { combined: true }, 180_000_000],
    ['a size that is asked for is kept to', { separate: false, combined: true, maxMegabytes: 16 }, 16_000_000],
    ['half speed is twice as long', { look: { speed: 0.5 } }, 180_000_000],
    ['hand-off files take next to nothing', { separate: false, handOff: ['edl'] }, 0],
  ])('%s', (_, options, bytes) => expect(forecastBytes(clips, ExportOptions.parse(options), { bytes: 100_000_000, durationSeconds: 100 })).toBe(bytes));
});

it.each<[ExportOptionsInput, RegExp | null]>([
  [{}, null],
  [{ separate: false }, /at least one/],
  [{ separate: false, handOff: ['csv'] }, null],
  [{ mode: 'smart', look: { spotlight: true } }, /mode must be "exact"/],
  [{ mode: 'copy', maxMegabytes: 16 }, /mode must be "exact"/],
  [{ mode: 'smart', look: { nameStrip: '  ' } }, null],
  [{ shareBundle: true, container: 'mkv' }, /container must be "mp4"/],
])('%j: %s', (options, problem) => {
  const found = optionsProblem(ExportOptions.parse(options));
  if (problem === null) expect(found).toBeNull();
  else expect(found).toMatch(problem);
});

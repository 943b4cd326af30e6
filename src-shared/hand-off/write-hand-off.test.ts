/** Each format against its golden file (`golden/`), and read again where a reader exists. After a wanted change: `npx vitest run src-shared/hand-off -u`, and read the difference. */
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { sampleList } from '../testing/sample-list.ts';
import { frameOf, frameOfTimecode, secondsOf } from './frame-clock.ts';
import { handOffEndings, type HandOffList } from './hand-off-list.ts';
import { readPassages } from './read-passages.ts';
import { chapterLines } from './youtube-chapters.ts';
import { writeHandOff, type ListFormat } from './write-hand-off.ts';

const formats: ListFormat[] = ['csv', 'json', 'youtube', 'edl', 'fcpxml', 'otio', 'sportscode', 'webvtt'];
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

it.each(formats)('%s is what its golden file says', async (format) => {
  await expect(writeHandOff(format, sampleList)).toMatchFileSnapshot(path.join(import.meta.dirname, 'golden', `game${handOffEndings[format].replace(' ', '-')}`));
});

it.each(formats)('%s holds an empty list', (format) => {
  expect(writeHandOff(format, { ...sampleList, entries: [] })).not.toBe('');
});

describe('read again', () => {
  it.each(['csv', 'sportscode'] as const)('%s gives the same passages', (format) => {
    const read = readPassages(bytes(writeHandOff(format, sampleList)), 'game');
    expect(read.map(({ start, end }) => [start, end])).toEqual(sampleList.entries.map(({ start, end }) => [Number(start.toFixed(3)), Number(end.toFixed(3))]));
  });

  it.each([[30000, 1001], [24000, 1001], [25, 1], [60000, 1001], [60, 1]])('at %i/%i the EDL names each frame, and the programme has no hole', (numerator, denominator) => {
    const rate = { numerator, denominator };
    const entries = sampleList.entries.map((entry, i) => ({ ...entry, start: secondsOf(1000 * i + 17, rate), end: secondsOf(1000 * i + 817, rate) }));
    const events = readEdl(writeHandOff('edl', { ...sampleList, frameRate: rate, entries })).map((times) => times.map((time) => frameOfTimecode(time, rate)));
    expect(events.map(([from, to]) => [from, to])).toEqual(entries.map((entry) => [frameOf(entry.start, rate), frameOf(entry.end, rate)]));
    const recorded = events.map(([, , from, to]) => [from! - events[0]![2]!, to! - events[0]![2]!]);
    expect(recorded).toEqual([[0, 800], [800, 1600], [1600, 2400]]);
  });

  it('FCPXML: every time is a whole number of frames', () => {
    const times = [...writeHandOff('fcpxml', sampleList).matchAll(/(?:start|offset|duration|tcStart)="([^"]+)"/g)].map((match) => match[1]!);
    expect(times.length).toBeGreaterThan(10);
    for (const time of times) {
      const [, numerator, denominator = '1'] = /^(\d+)(?:\/(\d+))?s$/.exec(time) ?? [];
      const frames = (Number(numerator) * 30000) / (Number(denominator) * 1001);
      expect(Math.abs(frames - Math.round(frames)), time).toBeLessThan(1e-9);
    }
  });

  it('OTIO: passages in frames at the true rate', () => {
    const timeline = JSON.parse(writeHandOff('otio', sampleList)) as { tracks: { children: { kind: string; children: { source_range: { start_time: { rate: number; value: number }; duration: { value: number } } }[] }[] } };
    expect(timeline.tracks.children.map((track) => track.kind)).toEqual(['Video', 'Audio']);
    const ranges = timeline.tracks.children[0]!.children.map(({ source_range: range }) => [range.start_time.value, range.duration.value]);
    expect(ranges).toEqual([[150, 210], [1797, 603], [107892, 158]]);
    expect(timeline.tracks.children[0]!.children[0]!.source_range.start_time.rate).toBeCloseTo(29.97003, 5);
  });
});

describe('limits of formats', () => {
  it('an EDL that can not name the rate or the number of passages is refused', () => {
    const many: HandOffList = { ...sampleList, entries: Array.from({ length: 1000 }, () => sampleList.entries[0]!) };
    expect(() => writeHandOff('edl', { ...sampleList, frameRate: { numerator: 120, denominator: 1 } })).toThrow(/at most 99 pictures/);
    expect(() => writeHandOff('edl', many)).toThrow(/at most 999 passages/);
  });

  it.each([
    ['the first line is 0:00', [{ start: 61, label: 'a' }], 300, '0:00 Game\n1:01 a\n'],
    ['a passage at the very start is the first line', [{ start: 0.4, label: 'a' }, { start: 20, label: 'b' }], 300, '0:00 a\n0:20 b\n'],
    ['chapters below ten seconds are left out', [{ start: 4, label: 'a' }, { start: 12, label: 'b' }, { start: 15, label: 'c' }, { start: 295, label: 'd' }], 300, '0:00 Game\n0:12 b\n'],
    ['long films count hours', [{ start: 3700, label: 'a' }], 7000, '0:00:00 Game\n1:01:40 a\n'],
  ])('YouTube: %s', (_, marks, duration, text) => expect(chapterLines(marks, duration, 'Game')).toBe(text));
});

/** Source and record times of each event. */
function readEdl(text: string): string[][] {
  return [...text.matchAll(/^\d{3}\s+\S+\s+\S+\s+C\s+(\S+) (\S+) (\S+) (\S+)\r?$/gm)].map((match) => match.slice(1));
}

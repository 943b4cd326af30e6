import { describe, expect, it } from 'vitest';
import { applyReview } from '../../src-shared/review-layer.ts';
import { clipName, safeName, unknownPlaceholders } from './clip-names.ts';
import { exportSeconds, segmentsToExport, usualScope } from './export-choice.ts';

const clip = { n: 3, count: 21, player: '#17', number: '17', start: 125, game: 'Wolves – Bears 3:2' };
const segment = (id: string, start: number, end: number) => ({ id, start, end, confidence: 1, observedSeconds: 1, startReason: 'came-into-view', endReason: 'lost-from-view', evidence: [], crops: [], trackIds: [] }) as const;
const segments = applyReview([segment('a', 5, 10), segment('b', 11, 20), segment('c', 58, 60)].map((one) => ({ ...one, evidence: [], crops: [], trackIds: [] })), {
  schemaVersion: 1, undone: [], edits: [{ id: '1', at: '', kind: 'accept', segmentId: 'a' }, { id: '2', at: '', kind: 'reject', segmentId: 'c' }],
});

describe('names of clips', () => {
  it.each([
    ['{game} {player} {n}', 'Wolves – Bears 3-2 #17 03.mp4'],
    ['{start}', '2.05.mp4'],
    ['{nonsense}', '{nonsense}.mp4'],
    ['  ', 'clip.mp4'],
    ['../../{number}', '-..-17.mp4'],
  ])('%j becomes %j', (template, name) => expect(clipName(template, clip, 'mp4')).toBe(name));
  it('device names of Windows are made harmless', () => expect(safeName('CON')).toBe('CON-'));
  it('names words in braces that mean nothing', () => expect(unknownPlaceholders('{game} {team} {}')).toEqual(['team', '']));
});

describe('what is exported', () => {
  const ids = (scope: 'accepted' | 'all' | 'selected') => segmentsToExport(segments, scope, 'b').map(({ id }) => id);
  it('is never what was refused', () => expect([ids('accepted'), ids('all'), ids('selected')]).toEqual([['a'], ['a', 'b'], ['b']]));
  it('is what was accepted, once anything was', () => expect(usualScope(segments)).toBe('accepted'));
  it('counts rolls once where neighbours meet', () => {
    expect(exportSeconds(segments.slice(0, 2), { preRollSeconds: 0.5, postRollSeconds: 2 }, { start: 0, end: 60 })).toBe(17.5);
  });
});

import { describe, expect, it } from 'vitest';
import { applyReview } from '../../src-shared/review-layer.ts';
import type { ExportOptions } from '../../src-shared/contract/export-options.ts';
import { possibleScopes, segmentsToExport, usualScope, type ExportScope } from './export-choice.ts';
import { fitting, usualOptions } from './export-draft.ts';
import { filesSummary, handOffSummary, lengthSummary, lookSummary } from './export-summary.ts';

const segment = (id: string, start: number, end: number) => ({ id, start, end, confidence: 1, observedSeconds: 1, startReason: 'came-into-view', endReason: 'lost-from-view', evidence: [], crops: [], trackIds: [] }) as const;
const segments = applyReview([segment('a', 5, 10), segment('b', 11, 20), segment('c', 58, 60)].map((one) => ({ ...one, evidence: [], crops: [], trackIds: [] })), {
  schemaVersion: 1, undone: [], edits: [{ id: '1', at: '', kind: 'accept', segmentId: 'a' }, { id: '3', at: '', kind: 'rate', segmentId: 'b', stars: 3 }, { id: '4', at: '', kind: 'tag', segmentId: 'a', tags: ['goal'] }, { id: '2', at: '', kind: 'reject', segmentId: 'c' }],
});

describe('what is exported', () => {
  const shifts = [{ start: 0, end: 12, onScreenSeconds: 5, unseenSeconds: 0, segmentIds: ['a', 'b'] }, { start: 50, end: 60, onScreenSeconds: 2, unseenSeconds: 0, segmentIds: ['c'] }];
  it.each<[ExportScope, string[]]>([
    ['accepted', ['a']], ['all', ['a', 'b']], ['selected', ['b']], ['stars:3', ['b']], ['stars:4', []], ['tag:goal', ['a']], ['shift:1', ['a', 'b']], ['shift:2', []], ['shift:9', []],
  ])('%s: never what was refused', (scope, ids) => expect(segmentsToExport(segments, scope, 'b', shifts).map(({ id }) => id)).toEqual(ids));
  it('is what was accepted, once anything was', () => expect(usualScope(segments)).toBe('accepted'));
  it('offers only what would take something, and the usual always', () => {
    expect(possibleScopes(segments, null, shifts)).toEqual([{ scope: 'accepted', count: 1 }, { scope: 'all', count: 2 }, { scope: 'stars:3', count: 1 }, { scope: 'tag:goal', count: 1 }, { scope: 'shift:1', count: 2 }]);
    expect(possibleScopes([], null, null).map(({ scope }) => scope)).toEqual(['accepted', 'all']);
  });
});

describe('options', () => {
  it('a changed look makes cutting exact, a share page makes files MP4', () => {
    expect(fitting({ ...usualOptions, mode: 'smart', look: { ...usualOptions.look, spotlight: true } }).mode).toBe('exact');
    expect(fitting({ ...usualOptions, mode: 'smart' }).mode).toBe('smart');
    expect(fitting({ ...usualOptions, container: 'mkv', shareBundle: true }).container).toBe('mp4');
  });
  it('folded parts say what is not as usual', () => {
    const changed: ExportOptions = { ...usualOptions, look: { ...usualOptions.look, crop: 'portrait', speed: 0.5 }, reelSeconds: 180, maxMegabytes: 16, handOff: ['edl', 'csv'] };
    expect([lookSummary(usualOptions), lengthSummary(usualOptions), handOffSummary(usualOptions), filesSummary(usualOptions)]).toEqual(['as filmed', 'as found', 'none', 'Exact, MP4']);
    expect([lookSummary(changed), lengthSummary(changed), handOffSummary(changed)]).toEqual(['portrait, Half', 'reel of 3:00, at most 16 MB', 'EDL, CSV']);
  });
});

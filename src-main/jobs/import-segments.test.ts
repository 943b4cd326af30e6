import { describe, expect, it } from 'vitest';
import { addEdit } from './import-segments.ts';

const media = { startSeconds: 2.5, durationSeconds: 100 };

describe('imported passages', () => {
  it('count from the first picture, end with the video, and are one edit with their names as notes', () => {
    const { edit, added } = addEdit([{ start: 1, end: 4, label: 'goal' }, { start: 90, end: null, label: '' }, { start: 200, end: 210, label: 'outside' }], media, 'list.csv');
    expect(added).toBe(2);
    expect(edit.kind).toBe('bulk');
    const edits = edit.kind === 'bulk' ? edit.edits : [];
    expect(edits.map((one) => (one.kind === 'add' ? [one.start, one.end] : one.kind === 'note' ? one.text : one.kind))).toEqual([[3.5, 6.5], 'goal', [92.5, 102.5]]);
  });
  it('none inside the video is refused', () => {
    expect(() => addEdit([{ start: 200, end: 210, label: '' }], media, 'list.csv')).toThrow('none of the 1 passages of list.csv lies inside the video, which lasts 100.0 s');
  });
});

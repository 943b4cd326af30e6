import { describe, expect, it } from 'vitest';
import { Setup } from '../../../src-shared/domain/job.ts';
import { checkDraft, draftFromSetup, emptyDraft, numberError, tuningNames, tuningRange, withOverride, type SetupDraft } from './setup-draft.ts';

const click = { timeSeconds: 3.7, x: 0.4, y: 0.5, kind: 'him' as const };
const seventeen: SetupDraft = { ...emptyDraft, jerseyNumber: '17' };

describe('a setup that is being filled in', () => {
  it('an untouched form says that nobody was named', () => {
    expect(checkDraft(emptyDraft)).toEqual({ ok: false, errors: { target: 'Give a jersey number or click the player once in the picture.' } });
  });
  it('a number alone is enough, and one click alone is enough', () => {
    expect(checkDraft(seventeen).ok).toBe(true);
    expect(checkDraft({ ...emptyDraft, clicks: [click] }).ok).toBe(true);
  });
  it('"not him" alone names nobody', () => {
    expect(checkDraft({ ...emptyDraft, clicks: [{ ...click, kind: 'not-him' }] }).ok).toBe(false);
  });
  it.each([
    ['a word as number', { jerseyNumber: 'abc' }, 'jerseyNumber', 'Jersey number must be one or two digits or empty, got "abc".'],
    ['a colour that is none', { jerseyColor: 'red-ish' }, 'jerseyColor', 'Must be a colour like #b3131f, got "red-ish".'],
    ['a stride of 0', { overrides: { detectStride: '0' } }, 'detectStride', 'Must be a whole number from 1 to 30, got "0".'],
    ['half a stride', { overrides: { detectStride: '1.5' } }, 'detectStride', 'Must be a whole number from 1 to 30, got "1.5".'],
    ['a setting that was emptied', { overrides: { gapMergeSeconds: '' } }, 'gapMergeSeconds', 'Must be a number from 0 to 60, got nothing.'],
    ['a word as longest clip', { maxClipSeconds: 'long' }, 'maxClipSeconds', 'Must be a number from 1 to 36000, got "long".'],
  ])('%s is refused beside its field', (_, change, field, message) => {
    expect(checkDraft({ ...seventeen, ...change })).toEqual({ ok: false, errors: { [field]: message } });
  });
  it('a post-roll of 0 stays 0, and a decimal comma is a decimal point', () => {
    const checked = checkDraft({ ...seventeen, overrides: { postRollSeconds: '0', gapMergeSeconds: '1,5' } });
    expect(checked.ok && Setup.parse(checked.setup).settings.overrides).toEqual({ postRollSeconds: 0, gapMergeSeconds: 1.5 });
  });
  it('typing the preset\'s own value takes the override away', () => {
    const changed = withOverride(seventeen, 'gapMergeSeconds', '3');
    expect(changed.overrides).toEqual({ gapMergeSeconds: '3' });
    expect(withOverride(changed, 'gapMergeSeconds', '1.0').overrides).toEqual({});
    expect(withOverride(changed, 'gapMergeSeconds', null).overrides).toEqual({});
  });
  it('a stored setup comes back as it was', () => {
    const setup = Setup.parse({ target: { jerseyNumber: '07', jerseyColor: '#B3131F', clicks: [click] }, settings: { preset: 'wide', overrides: { postRollSeconds: 0 }, maxClipSeconds: 30 } });
    const checked = checkDraft(draftFromSetup(setup));
    expect(checked.ok && Setup.parse(checked.setup)).toEqual(setup);
  });
  it('each setting knows its range', () => {
    expect(tuningNames).toHaveLength(9);
    expect(tuningRange('detectStride')).toEqual({ min: 1, max: 30, whole: true });
    expect(tuningRange('ocrMinConfidence')).toEqual({ min: 0, max: 1, whole: false });
  });
  it.each([['', null], ['#7', null], ['00', null], ['123', 'Jersey number must be one or two digits or empty, got "123".']])('number %j → %j', (text, error) => {
    expect(numberError(text)).toBe(error);
  });
});

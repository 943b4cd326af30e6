import { describe, expect, it } from 'vitest';
import { bytesNeeded } from '../../src-shared/run-forecast.ts';
import { requireSpace } from './disk-forecast.ts';

const game = { bytes: 4e9, durationSeconds: 3600 };
const plain = { combined: false, debugOverlay: false, verifyOnly: false };

describe('the room a run needs', () => {
  it('grows with the film that is joined and the film that is drawn upon', () => {
    const needs = [plain, { ...plain, combined: true }, { ...plain, debugOverlay: true }].map((settings) => bytesNeeded(game, settings));
    expect(needs).toEqual([...needs].sort((a, b) => a - b));
    expect(new Set(needs).size).toBe(3);
  });

  it('is none for a run that only verifies', () => expect(bytesNeeded(game, { ...plain, verifyOnly: true })).toBe(0));

  it('that is not there is told with both figures', async () => {
    await expect(requireSpace('/jobs', 1.5e9, { freeBytes: () => Promise.resolve(1e9) })).rejects.toMatchObject({ code: 'disk-full', message: 'This game needs about 1.7 GB in /jobs, only 1.0 GB are free.' });
  });

  it('that can not be known forbids nothing', async () => expect(requireSpace('/jobs', 1e12, { freeBytes: () => Promise.resolve(null) })).resolves.toBeUndefined());
});

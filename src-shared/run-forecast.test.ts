import { expect, it } from 'vitest';
import { secondsNeeded } from './run-forecast.ts';

const measured = [{ speed: 'balanced' as const, secondsPerSecond: 0.25, width: 1280, height: 720, at: '' }];

it('an hour takes what the last game took a second, times an hour', () => {
  expect(secondsNeeded({ durationSeconds: 3600, width: 1280, height: 720 }, 'balanced', measured)).toBe(900);
});

it('a larger picture takes longer, though less than its pixels', () => {
  const seconds = secondsNeeded({ durationSeconds: 3600, width: 1920, height: 1080 }, 'balanced', measured)!;
  expect(seconds).toBeGreaterThan(900);
  expect(seconds).toBeLessThan(900 * 2.25);
});

it('what was never measured is not guessed', () => {
  expect(secondsNeeded({ durationSeconds: 3600, width: 1280, height: 720 }, 'accurate', measured)).toBeNull();
});

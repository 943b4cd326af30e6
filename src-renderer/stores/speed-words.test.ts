import { expect, it } from 'vitest';
import { speedForecast } from './speed-words.ts';

const measured = [{ speed: 'balanced' as const, secondsPerSecond: 0.24, width: 1280, height: 720, at: '2026-01-01T00:00:00.000Z' }];

it('a measured speed is told as minutes for an hour of video, with the size it was measured on', () => {
  expect(speedForecast('balanced', measured)).toBe('Measured on this machine (1280 × 720): about 14 min for an hour of game.');
});

it('a speed that was never used here is not guessed', () => {
  expect(speedForecast('accurate', measured)).toBe('Not measured on this machine yet.');
  expect(speedForecast('balanced', undefined)).toBe('Not measured on this machine yet.');
});

import { describe, expect, it } from 'vitest';
import { decideRestart, healthyAfterMs, maxQuickEnds } from './restart-policy.ts';

describe('an ended worker', () => {
  it('is started again at once the first time, then after longer and longer pauses', () => {
    const pauses = [0, 1, 2, 3].map((quickEnds) => decideRestart({ quickEnds }, 100));
    expect(pauses.map((p) => (p.kind === 'restart' ? p.afterMs : null))).toEqual([0, 250, 500, 1000]);
  });

  it('is given up after five quick ends in a row', () => {
    expect(decideRestart({ quickEnds: maxQuickEnds - 1 }, 100).kind).toBe('give-up');
  });

  it('begins a new count when it had lived for a while', () => {
    expect(decideRestart({ quickEnds: 4 }, healthyAfterMs)).toEqual({ kind: 'restart', afterMs: 0, memory: { quickEnds: 1 } });
  });
});

/** When an ended worker is started again, and when that is given up. Pure; the supervisor keeps the clock. */

export interface RestartMemory {
  /** Ends in a row, each soon after its start. */
  quickEnds: number;
}

/** A worker that lived this long was healthy; what ended it counts as the first. */
export const healthyAfterMs = 10_000;
export const maxQuickEnds = 5;

export type RestartDecision = { kind: 'restart'; afterMs: number; memory: RestartMemory } | { kind: 'give-up'; memory: RestartMemory };

/** The first restart comes at once: most ends are single accidents. */
export function decideRestart(memory: RestartMemory, livedMs: number): RestartDecision {
  const quickEnds = livedMs >= healthyAfterMs ? 1 : memory.quickEnds + 1;
  if (quickEnds >= maxQuickEnds) return { kind: 'give-up', memory: { quickEnds } };
  return { kind: 'restart', afterMs: quickEnds === 1 ? 0 : 250 * 2 ** (quickEnds - 2), memory: { quickEnds } };
}

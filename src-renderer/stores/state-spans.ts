/** Identity states as spans, from the transitions of a run. */
import type { IdentityState, StateTransition } from '../../src-shared/domain/identity.ts';
import { firstIndex } from './first-index.ts';

export interface StateSpan { start: number; end: number; state: IdentityState }

/** Gapless from the game's start to its end; before the first transition the machine was searching. */
export function stateSpans(transitions: readonly StateTransition[], game: { start: number; end: number }): StateSpan[] {
  const spans: StateSpan[] = [];
  let state: IdentityState = 'searching';
  let start = game.start;
  for (const transition of transitions) {
    if (transition.timeSeconds > start) spans.push({ start, end: transition.timeSeconds, state });
    start = Math.max(start, transition.timeSeconds);
    state = transition.to;
  }
  if (game.end > start) spans.push({ start, end: game.end, state });
  return spans;
}

export function stateAt(spans: readonly StateSpan[], time: number): IdentityState {
  return spans[firstIndex(spans.length, (i) => spans[i]!.end > time)]?.state ?? 'searching';
}

/** What playback does at a moment: go on, jump, or stop. Pure; the player control asks it for every frame shown. */
import type { Span } from '../../src-shared/domain/time.ts';

export type PlaybackStep = { kind: 'go-on' } | { kind: 'jump'; toSeconds: number } | { kind: 'stop' };

export interface PlaybackPlan {
  /** Play this span and nothing else; at its end start again (`again`) or stop. */
  within: { span: Span; atEnd: 'again' | 'stop' } | null;
  /** Play only these, back to back, in order; null plays everything. Sorted by start. */
  only: readonly Span[] | null;
}

export const playEverything: PlaybackPlan = { within: null, only: null };

/** The last frame of a span is shown to its end: a frame that begins within half a frame of the end is already outside. */
export function playbackStep(plan: PlaybackPlan, timeSeconds: number, frameSeconds: number): PlaybackStep {
  const isPast = (span: Span): boolean => timeSeconds >= span.end - frameSeconds / 2;
  if (plan.within !== null) {
    if (!isPast(plan.within.span)) return { kind: 'go-on' };
    return plan.within.atEnd === 'again' ? { kind: 'jump', toSeconds: plan.within.span.start } : { kind: 'stop' };
  }
  if (plan.only === null) return { kind: 'go-on' };
  const next = plan.only.find((span) => !isPast(span));
  if (next === undefined) return { kind: 'stop' };
  return timeSeconds < next.start - frameSeconds / 2 ? { kind: 'jump', toSeconds: next.start } : { kind: 'go-on' };
}

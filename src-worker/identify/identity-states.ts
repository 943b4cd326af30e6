/** The target's identity over time as state changes with reasons: searching → confirmed → locked → searching. Pure; describes, decides nothing. */
import type { EndReason, IdentityState, StateTransition } from '../../src-shared/domain/identity.ts';

/** A stretch of unbroken presence of the target. */
export interface Run {
  start: number;
  end: number;
  trackId: number;
  /** Times of readings of his number and of clicks, ascending. */
  proofs: { timeSeconds: number; note: string }[];
  endReason: EndReason;
}

const ended: Record<EndReason, string> = {
  'lost-from-view': 'lost from view', 'scene-cut': 'scene cut', 'end-of-video': 'end of the video',
  'identity-ambiguous': 'several people could be him', 'identity-contradicted': 'he turned out to be somebody else',
  'lock-expired': 'no new evidence for longer than the lock holds', 'went-to-bench': 'went to the bench', 'cancelled': 'cancelled', 'user': 'ended by you',
};
const MOST_TRANSITIONS = 5000;

/** @param lockSeconds proofs closer than this to one another are one confirmation. */
export function describeStates(runs: readonly Run[], lockSeconds: number): StateTransition[] {
  const transitions: StateTransition[] = [];
  for (const run of runs.toSorted((a, b) => a.start - b.start)) {
    let state = 'searching' as IdentityState;
    const go = (to: IdentityState, timeSeconds: number, reason: string): void => {
      if (to !== state) transitions.push({ timeSeconds, from: state, to, reason, trackId: run.trackId });
      state = to;
    };
    const first = run.proofs[0];
    if (first === undefined) go('locked', run.start, 'follows from people seen before or after');
    else if (first.timeSeconds > run.start + lockSeconds) go('locked', run.start, `the same unbroken path is confirmed at ${first.timeSeconds.toFixed(1)} s`);
    let confirmedUntil = -Infinity;
    for (const proof of run.proofs) {
      if (state === 'confirmed' && proof.timeSeconds > confirmedUntil) go('locked', confirmedUntil, 'held by unbroken motion and colour');
      go('confirmed', Math.max(run.start, Math.min(proof.timeSeconds, first === proof && state === 'searching' ? run.start : proof.timeSeconds)), proof.note);
      confirmedUntil = proof.timeSeconds + lockSeconds;
    }
    if (state === 'confirmed' && confirmedUntil < run.end) go('locked', confirmedUntil, 'held by unbroken motion and colour');
    go('searching', run.end, ended[run.endReason]);
  }
  return transitions.slice(0, MOST_TRANSITIONS);
}

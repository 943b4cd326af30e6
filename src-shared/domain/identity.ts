/** The target's identity over time, and the closed set of reasons for every change. */
import { z } from 'zod';

export const IdentityState = z.enum(['searching', 'confirmed', 'locked']);
export type IdentityState = z.infer<typeof IdentityState>;

export const StartReason = z.enum(['start-of-video', 'after-cut', 'came-into-view', 'identity-regained', 'left-bench', 'user']);
export type StartReason = z.infer<typeof StartReason>;

export const EndReason = z.enum(['lost-from-view', 'scene-cut', 'end-of-video', 'identity-ambiguous', 'identity-contradicted', 'lock-expired', 'went-to-bench', 'cancelled', 'user']);
export type EndReason = z.infer<typeof EndReason>;

/** What made the machine believe that a track is (or is not) the target. */
export const EvidenceKind = z.enum(['number', 'click', 'colour', 'appearance', 'motion', 'roster', 'exclusion']);
export type EvidenceKind = z.infer<typeof EvidenceKind>;

export const EvidenceItem = z.strictObject({
  kind: EvidenceKind,
  /** Log-odds added for (positive) or against (negative) the target. */
  logOdds: z.number(),
  /** Plain words: `read "17" 4 times on this track`. */
  note: z.string(),
});
export type EvidenceItem = z.infer<typeof EvidenceItem>;

export const StateTransition = z.strictObject({
  timeSeconds: z.number(),
  from: IdentityState,
  to: IdentityState,
  reason: z.string(),
  trackId: z.number().int().nullable(),
});
export type StateTransition = z.infer<typeof StateTransition>;

/** Segments, clips and shifts: the answer for one target. */
import { z } from 'zod';
import { EndReason, EvidenceItem, StartReason } from './identity.ts';

export const SpanSchema = z.strictObject({ start: z.number(), end: z.number() });

/** A picture of the target inside the video: normalised box at a presentation time. */
export const Crop = z.strictObject({
  timeSeconds: z.number(),
  box: z.strictObject({ x: z.number(), y: z.number(), w: z.number(), h: z.number() }),
  /** Number read on this crop, when one was. */
  text: z.string().nullable(),
});
export type Crop = z.infer<typeof Crop>;

/** Stable over re-runs as long as it covers the same passage; see docs/decisions. */
export const SegmentId = z.string().min(1).max(64);

export const Segment = z.strictObject({
  id: SegmentId,
  start: z.number(),
  end: z.number(),
  /** Seconds the target was really seen inside [start, end]. */
  observedSeconds: z.number(),
  /** 0–1, from evidence. */
  confidence: z.number().min(0).max(1),
  startReason: StartReason,
  endReason: EndReason,
  evidence: z.array(EvidenceItem),
  crops: z.array(Crop),
  /** Tracks whose boxes are the target's in this segment. */
  trackIds: z.array(z.number().int()),
});
export type Segment = z.infer<typeof Segment>;

/** Presence that was seen but not reported, and why. Segments + rejected = all present frames. */
export const Rejected = z.strictObject({
  start: z.number(),
  end: z.number(),
  observedSeconds: z.number(),
  why: z.enum(['too-short', 'colour-mismatch', 'number-mismatch', 'not-enough-evidence', 'off-surface', 'user']),
  confidence: z.number().min(0).max(1),
  evidence: z.array(EvidenceItem),
  crops: z.array(Crop),
  trackIds: z.array(z.number().int()),
});
export type Rejected = z.infer<typeof Rejected>;

/** A stretch in which the target could not have been seen or named, and why. */
export const CouldNotSee = z.strictObject({
  start: z.number(),
  end: z.number(),
  why: z.enum(['cutaway', 'players-too-small', 'crowded', 'number-unreadable', 'no-people']),
});
export type CouldNotSee = z.infer<typeof CouldNotSee>;

export const MergeEvent = z.strictObject({ prevEnd: z.number(), nextStart: z.number(), gap: z.number() });
export type MergeEvent = z.infer<typeof MergeEvent>;

export const Clip = z.strictObject({
  /** Path inside the run folder: `clips/clip_001.mp4`. */
  file: z.string(),
  segmentId: SegmentId,
  /** Where it was cut from the original, rolls included. */
  start: z.number(),
  end: z.number(),
  /** Read back from the written file. */
  durationSeconds: z.number(),
  verified: z.boolean(),
});
export type Clip = z.infer<typeof Clip>;

export const Shift = z.strictObject({
  start: z.number(),
  end: z.number(),
  /** Seconds on screen; at most end − start. */
  onScreenSeconds: z.number(),
  /** Seconds of the shift in which he could not be seen. */
  unseenSeconds: z.number(),
  segmentIds: z.array(SegmentId),
});
export type Shift = z.infer<typeof Shift>;

/** One player found in the game without having been asked for. */
export const RosterEntry = z.strictObject({
  number: z.string(),
  /** Mean torso colour, #rrggbb. */
  teamColor: z.string(),
  /** Index of the team cluster, 0-based. */
  team: z.number().int(),
  confidence: z.number().min(0).max(1),
  onScreenSeconds: z.number(),
  intervals: z.array(SpanSchema),
  crops: z.array(Crop),
});
export type RosterEntry = z.infer<typeof RosterEntry>;

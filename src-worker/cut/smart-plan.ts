/** Which part of a clip can be copied bit by bit: from one clean key frame to another. Pure. */
import type { FramePlan } from './frame-plan.ts';

export interface SmartPlan {
  /** Indices in the plan's frames. The head [first, copyFrom) and the tail [copyUntil, last] are re-encoded; either may be empty. */
  copyFrom: number;
  copyUntil: number;
}

/** Below this the joints cost more than copying saves. */
const MIN_COPIED_SECONDS = 1;

/** Null when nothing worth copying lies between clean key frames (open groups of pictures have none). */
export function planSmart({ frames, first, last }: FramePlan): SmartPlan | null {
  const copyFrom = frames.findIndex((frame, i) => i >= first && frame.cleanKey);
  if (copyFrom === -1 || copyFrom > last) return null;
  // The picture after the clip may be a key frame: then nothing is left for a tail. A clip that ends with the video has none either.
  const endsCleanly = last === frames.length - 1 || frames[last + 1]!.cleanKey;
  const copyUntil = endsCleanly ? last + 1 : frames.findLastIndex((frame, i) => i <= last && frame.cleanKey);
  if (copyUntil <= copyFrom) return null;
  return frames[copyUntil - 1]!.endSeconds - frames[copyFrom]!.seconds < MIN_COPIED_SECONDS ? null : { copyFrom, copyUntil };
}

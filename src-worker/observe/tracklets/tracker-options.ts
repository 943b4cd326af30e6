/** What can be tuned about the tracker. Lengths are in box sizes and times in seconds, so that no video is special. */
import type { MotionOptions } from './motion.ts';

export interface TrackerOptions {
  /** Growth of boxes in each matching stage, as a share of their size, at `growthSeconds` between analysed frames. */
  growths: readonly number[];
  /** Interval between sightings for which `growths` are meant; they widen or narrow in proportion with it. */
  growthSeconds: number;
  /** Largest factor by which the stages widen. */
  widestGrowth: number;
  /** Smallest IoU of the grown boxes that can be the same person, by stage. */
  leastIou: readonly number[];
  /** Boxes from this confidence on take part in every stage and may begin a tracklet. */
  newConfidence: number;
  /** Boxes from this confidence on may continue a live tracklet. */
  keepConfidence: number;
  /** A tracklet unseen for longer than this has ended. */
  longestGapSeconds: number;
  /** The same for a tracklet seen only once: most of these are false boxes. */
  unconfirmedGapSeconds: number;
  /** Weak boxes continue only tracklets seen within this time. */
  weakGapSeconds: number;
  /** Two readings of who is who are ambiguous when the second best is within this share of the best. */
  ambiguityMargin: number;
  /** Two boxes overlapping more than this are one person seen twice: no new tracklet, no ambiguity. */
  duplicateIou: number;
  /** Camera motion counts from this confidence on. */
  cameraConfidence: number;
  /** Weight of appearance beside IoU, 0–1, where boxes carry vectors. */
  appearanceWeight: number;
  motion: MotionOptions;
}

/** Chosen where many random settings agree (a flat optimum over three scenes, 6–30 frames a second, perfect and degraded boxes). */
export const defaultTrackerOptions: TrackerOptions = {
  growths: [0, 0.4, 1],
  growthSeconds: 0.1,
  widestGrowth: 1,
  leastIou: [0.2, 0.1, 0.1],
  newConfidence: 0.25,
  keepConfidence: 0.1,
  longestGapSeconds: 1,
  unconfirmedGapSeconds: 0.35,
  weakGapSeconds: 0.35,
  ambiguityMargin: 0.1,
  duplicateIou: 0.55,
  cameraConfidence: 0.3,
  appearanceWeight: 0.3,
  motion: { halfLifeSeconds: 0.1, fastestHeightsPerSecond: 10 },
};

/** A segment as the user's edits leave it. Made by review-layer.ts alone. */
import type { OtherPlayer } from './domain/review.ts';
import type { Segment } from './domain/segment.ts';

export interface ReviewedSegment extends Segment {
  verdict: 'unreviewed' | 'accepted' | 'rejected' | 'unsure';
  stars: number;
  note: string;
  tags: readonly string[];
  /** Who it is instead; only of a rejected one. */
  reassignedTo: OtherPlayer | null;
  /** Edges or existence come from the user. */
  edited: boolean;
}

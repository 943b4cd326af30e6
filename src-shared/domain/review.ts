/** The user's word about an answer: a layer of edits over any run's segments, and evidence for the next one. */
import { z } from 'zod';
import { Click } from './target.ts';
import { SegmentId } from './segment.ts';

const Base = { id: z.string().min(1).max(64), at: z.string() };

export const Edit = z.discriminatedUnion('kind', [
  /** Evidence: acts on identity, both ways in time. */
  z.strictObject({ ...Base, kind: z.literal('click'), click: Click }),
  /** Judgements on a segment. */
  z.strictObject({ ...Base, kind: z.literal('accept'), segmentId: SegmentId }),
  z.strictObject({ ...Base, kind: z.literal('reject'), segmentId: SegmentId }),
  z.strictObject({ ...Base, kind: z.literal('trim'), segmentId: SegmentId, start: z.number(), end: z.number() }),
  z.strictObject({ ...Base, kind: z.literal('split'), segmentId: SegmentId, timeSeconds: z.number() }),
  z.strictObject({ ...Base, kind: z.literal('merge'), segmentId: SegmentId, nextSegmentId: SegmentId }),
  z.strictObject({ ...Base, kind: z.literal('add'), newSegmentId: SegmentId, start: z.number(), end: z.number() }),
  z.strictObject({ ...Base, kind: z.literal('delete'), segmentId: SegmentId }),
  z.strictObject({ ...Base, kind: z.literal('note'), segmentId: SegmentId, text: z.string().max(2000) }),
  z.strictObject({ ...Base, kind: z.literal('rate'), segmentId: SegmentId, stars: z.number().int().min(0).max(5) }),
]);
export type Edit = z.infer<typeof Edit>;

/** review.json: edits in the order they were made; `undone` are those taken back, newest last. */
export const Review = z.strictObject({
  schemaVersion: z.literal(1),
  edits: z.array(Edit),
  undone: z.array(Edit),
});
export type Review = z.infer<typeof Review>;

export const emptyReview: Review = { schemaVersion: 1, edits: [], undone: [] };

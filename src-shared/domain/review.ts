/** The user's word about an answer: a layer of edits over any run's segments, and evidence for the next one. */
import { z } from 'zod';
import { Click, HexColor, JerseyNumber } from './target.ts';
import { SegmentId } from './segment.ts';

const Base = { id: z.string().min(1).max(64), at: z.string() };

/** The passage as it was when the user spoke of it: by it the passage is found again under another id, or kept when no run finds it any more. */
export const EditedPassage = z.strictObject({ start: z.number(), end: z.number(), trackIds: z.array(z.number().int()).max(200).default([]) });
export type EditedPassage = z.infer<typeof EditedPassage>;

const OfSegment = { ...Base, segmentId: SegmentId, on: EditedPassage.optional() };

/** Boxes that a judgement speaks of: evidence for the next answer, as if each had been clicked. */
const evidence = z.array(Click).max(6).optional();

/** Another player as the roster names him. */
export const OtherPlayer = z.strictObject({ jerseyNumber: JerseyNumber, jerseyColor: HexColor.nullable() });
export type OtherPlayer = z.infer<typeof OtherPlayer>;

export const Tag = z.string().trim().min(1).max(40);

const singleEdits = [
  /** Evidence: acts on identity, both ways in time. */
  z.strictObject({ ...Base, kind: z.literal('click'), click: Click }),
  /** Judgements on a segment; the last one counts. */
  z.strictObject({ ...OfSegment, kind: z.literal('accept'), evidence }),
  z.strictObject({ ...OfSegment, kind: z.literal('reject'), evidence }),
  /** Looked at, and even a person can not tell. */
  z.strictObject({ ...OfSegment, kind: z.literal('unsure') }),
  /** Somebody else, and who. Asked for that player, main hands him the passage. */
  z.strictObject({ ...OfSegment, kind: z.literal('reassign'), to: OtherPlayer, evidence }),
  z.strictObject({ ...OfSegment, kind: z.literal('trim'), start: z.number(), end: z.number() }),
  z.strictObject({ ...OfSegment, kind: z.literal('split'), timeSeconds: z.number() }),
  z.strictObject({ ...OfSegment, kind: z.literal('merge'), nextSegmentId: SegmentId }),
  z.strictObject({ ...Base, kind: z.literal('add'), newSegmentId: SegmentId, start: z.number(), end: z.number(), evidence }),
  z.strictObject({ ...OfSegment, kind: z.literal('delete') }),
  z.strictObject({ ...OfSegment, kind: z.literal('note'), text: z.string().max(2000) }),
  z.strictObject({ ...OfSegment, kind: z.literal('rate'), stars: z.number().int().min(0).max(5) }),
  /** All tags of the segment from now on. */
  z.strictObject({ ...OfSegment, kind: z.literal('tag'), tags: z.array(Tag).max(20) }),
] as const;

export const SingleEdit = z.discriminatedUnion('kind', singleEdits);
export type SingleEdit = z.infer<typeof SingleEdit>;

export const Edit = z.discriminatedUnion('kind', [
  ...singleEdits,
  /** One deed on many segments: done, undone and redone as one. */
  z.strictObject({ ...Base, kind: z.literal('bulk'), edits: z.array(SingleEdit).min(1).max(5000) }),
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

/** Bulk edits opened up, in order. */
export function singleEditsOf(review: Pick<Review, 'edits'>): SingleEdit[] {
  return review.edits.flatMap((edit) => (edit.kind === 'bulk' ? edit.edits : [edit]));
}

/** Passages that the user gave to another player, brought into that player's review. Pure; files are review-store's. */
import { singleEditsOf, type Edit, type OtherPlayer, type Review } from '../../src-shared/domain/review.ts';
import type { Target } from '../../src-shared/domain/target.ts';

/**
 * @param from the review in which passages were given away
 * @param to the review of the player now asked for
 * @returns `to` with what is his and not yet in it; the same object when there is nothing. Taken back there, a passage does not come again.
 */
export function handOver(from: Review, to: Review, player: Pick<Target, 'jerseyNumber' | 'jerseyColor'>): Review {
  const known = new Set([...to.edits, ...to.undone].map((edit) => edit.id));
  const given = givenAway(from).filter((edit) => isMeant(edit.to, player) && !known.has(handedId(edit.id)));
  if (given.length === 0) return to;
  const added = given.map((edit): Edit => ({
    id: handedId(edit.id), at: edit.at, kind: 'add', newSegmentId: handedId(edit.segmentId), start: edit.on!.start, end: edit.on!.end,
    evidence: (edit.evidence ?? []).map((click) => ({ ...click, kind: 'him' as const })),
  }));
  return { ...to, edits: [...to.edits, ...added], undone: [] };
}

type Reassign = Extract<Edit, { kind: 'reassign' }>;

/** The last word on each segment, where that word is "it is somebody else". */
function givenAway(review: Review): Reassign[] {
  const last = new Map<string, Reassign | null>();
  for (const edit of singleEditsOf(review)) {
    if (edit.kind === 'reassign') last.set(edit.segmentId, edit);
    else if (edit.kind === 'accept' || edit.kind === 'reject' || edit.kind === 'unsure' || edit.kind === 'delete') last.set(edit.segmentId, null);
  }
  return [...last.values()].filter((edit): edit is Reassign => edit !== null && edit.on !== undefined);
}

/** The same number; where both name a colour, of two teams the one meant. */
function isMeant(to: OtherPlayer, player: Pick<Target, 'jerseyNumber' | 'jerseyColor'>): boolean {
  return to.jerseyNumber !== '' && to.jerseyNumber === player.jerseyNumber && (to.jerseyColor === null || player.jerseyColor === null || to.jerseyColor === player.jerseyColor);
}

function handedId(id: string): string {
  return `from-${id}`.slice(0, 64);
}

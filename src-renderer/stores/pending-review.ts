/** The review as the user sees it before main has answered: main's word with the user's newest deeds on top. Pure. */
import type { Edit, Review } from '../../src-shared/domain/review.ts';
import { evidenceClicks } from '../../src-shared/review-layer.ts';

export type ReviewDeed = { kind: 'add'; edit: Edit } | { kind: 'undo' } | { kind: 'redo' };

export function withDeed(review: Review, deed: ReviewDeed): Review {
  const { edits, undone } = review;
  switch (deed.kind) {
    // A deed that main has already written down is not done twice.
    case 'add': return edits.some((edit) => edit.id === deed.edit.id) ? review : { ...review, edits: [...edits, deed.edit], undone: [] };
    case 'undo': return edits.length === 0 ? review : { ...review, edits: edits.slice(0, -1), undone: [...undone, edits[edits.length - 1]!] };
    case 'redo': return undone.length === 0 ? review : { ...review, edits: [...edits, undone[undone.length - 1]!], undone: undone.slice(0, -1) };
  }
}

export function withDeeds(review: Review, deeds: readonly ReviewDeed[]): Review {
  return deeds.reduce(withDeed, review);
}

/** Whether main will answer this deed with a new run: it does when what the user says of who is who has changed. */
export function resolvesAgain(review: Review, deed: ReviewDeed): boolean {
  const [before, after] = [evidenceClicks(review), evidenceClicks(withDeed(review, deed))];
  return JSON.stringify(before) !== JSON.stringify(after);
}

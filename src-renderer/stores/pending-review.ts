/** The review as the user sees it before main has answered: main's word with the user's newest deeds on top. Pure. */
import type { Edit, Review } from '../../src-shared/domain/review.ts';

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

/** Whether main will answer this deed with a new run: clicks are evidence, so adding or taking one back re-solves. */
export function resolvesAgain(review: Review, deed: ReviewDeed): boolean {
  switch (deed.kind) {
    case 'add': return deed.edit.kind === 'click';
    case 'undo': return review.edits.at(-1)?.kind === 'click';
    case 'redo': return review.undone.at(-1)?.kind === 'click';
  }
}

/** Edits as main wants them. Ids and times are made here, so that main can write down a deed twice told only once. */
import type { Edit } from '../../../src-shared/domain/review.ts';

type EditOf<Kind extends Edit['kind']> = Extract<Edit, { kind: Kind }>;

export function makeEdit<Kind extends Edit['kind']>(kind: Kind, what: Omit<EditOf<Kind>, 'id' | 'at' | 'kind'>): EditOf<Kind> {
  return { id: crypto.randomUUID(), at: new Date().toISOString(), kind, ...what } as unknown as EditOf<Kind>;
}

/** An id that no run gives: `user-` and a random end. */
export function newSegmentId(): string {
  return `user-${crypto.randomUUID().slice(0, 13)}`;
}

/** review.json: the user's word, kept beside the job and per target, so that the edits of one player never reach another. */
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '../../src-shared/app-error.ts';
import { jobFiles } from '../../src-shared/contract/artifacts.ts';
import type { Setup } from '../../src-shared/domain/job.ts';
import { emptyReview, Review, type Edit } from '../../src-shared/domain/review.ts';
import { writeJsonAtomically } from '../../src-node/write-atomically.ts';
import { handOver } from './hand-over.ts';

export async function readReview(jobFolder: string): Promise<Review> {
  return readReviewFile(join(jobFolder, jobFiles.review));
}

/** A new edit ends what could be redone. */
export function withEdit(review: Review, edit: Edit): Review {
  return { ...review, edits: [...review.edits, edit], undone: [] };
}

/** The same review back when there is nothing to undo. */
export function withoutLastEdit(review: Review): Review {
  const last = review.edits.at(-1);
  return last === undefined ? review : { ...review, edits: review.edits.slice(0, -1), undone: [...review.undone, last] };
}

export function withRedoneEdit(review: Review): Review {
  const next = review.undone.at(-1);
  return next === undefined ? review : { ...review, edits: [...review.edits, next], undone: review.undone.slice(0, -1) };
}

export function writeReview(jobFolder: string, review: Review): Promise<void> {
  return writeJsonAtomically(join(jobFolder, jobFiles.review), Review.parse(review));
}

/** Puts the old target's review aside and brings back what was said about the new one before, with the passages given to him meanwhile. */
export async function switchReview(jobFolder: string, from: Setup | null, to: Setup): Promise<void> {
  if (from === null || targetKey(from) === targetKey(to)) return;
  const old = await readReview(jobFolder);
  await writeJsonAtomically(reviewOf(jobFolder, from), old);
  await writeReview(jobFolder, handOver(old, await readReviewFile(reviewOf(jobFolder, to)), to.target));
}

function reviewOf(jobFolder: string, setup: Setup): string {
  return join(jobFolder, 'reviews', `${targetKey(setup)}.json`);
}

/** Who is meant; a changed tolerance or another opponent is still the same player. */
function targetKey({ target }: Setup): string {
  return createHash('sha256').update(JSON.stringify([target.jerseyNumber, target.jerseyColor, target.jerseyNumber === '' ? target.clicks : []])).digest('hex').slice(0, 16);
}

async function readReviewFile(path: string): Promise<Review> {
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });
  if (text === null) return emptyReview;
  try {
    return Review.parse(JSON.parse(text));
  } catch (cause) {
    throw new AppError('artifact-damaged', `${path} is not a readable review; move it away to begin anew`, { cause });
  }
}

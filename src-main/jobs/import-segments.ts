/** Lists of other programs → one edit of the review that adds their passages. The file is only read. */
import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { AppError } from '../../src-shared/app-error.ts';
import type { Edit, SingleEdit } from '../../src-shared/domain/review.ts';
import { endSeconds, type MediaInfo } from '../../src-shared/domain/video.ts';
import { readPassages, type ForeignPassage } from '../../src-shared/hand-off/read-passages.ts';
import { newId } from '../../src-shared/new-id.ts';

const mostBytes = 10_000_000;

/** @throws AppError `invalid-input` for a file that can not be read or is no such list, or holds nothing inside the video. */
export async function readSegmentList(path: string, media: MediaInfo): Promise<{ edit: Edit; added: number }> {
  const facts = await stat(path).catch(() => null);
  if (facts === null || !facts.isFile()) throw new AppError('invalid-input', `path must be a readable file, got "${path}"`);
  if (facts.size > mostBytes) throw new AppError('invalid-input', `${basename(path)} must be at most ${mostBytes / 1e6} MB, found ${(facts.size / 1e6).toFixed(1)} MB`);
  return addEdit(readPassages(await readFile(path), basename(path)), media, basename(path));
}

/** Passages count from the first picture; what lies outside the video is cut off. */
export function addEdit(passages: readonly ForeignPassage[], media: Pick<MediaInfo, 'startSeconds' | 'durationSeconds'>, name: string): { edit: Edit; added: number } {
  const at = new Date().toISOString();
  const inside = passages.flatMap(({ start, end, label }) => {
    const span = { start: media.startSeconds + start, end: Math.min(endSeconds(media), media.startSeconds + (end ?? media.durationSeconds)) };
    return span.end > span.start ? [{ ...span, label }] : [];
  });
  if (inside.length === 0) throw new AppError('invalid-input', `none of the ${passages.length} passages of ${name} lies inside the video, which lasts ${media.durationSeconds.toFixed(1)} s`);
  const edits = inside.flatMap(({ start, end, label }): SingleEdit[] => {
    const newSegmentId = `user-${newId()}`;
    const add: SingleEdit = { id: newId(), at, kind: 'add', newSegmentId, start, end };
    return label === '' ? [add] : [add, { id: newId(), at, kind: 'note', segmentId: newSegmentId, text: label }];
  });
  return { edit: { id: newId(), at, kind: 'bulk', edits }, added: inside.length };
}

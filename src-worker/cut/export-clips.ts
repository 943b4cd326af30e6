/** Writes the chosen passages into the user's folder: one file each, one film, or both. Nothing there is ever replaced, and nothing half done gets a final name. */
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import path from 'node:path';
import { AppError } from '../../src-shared/app-error.ts';
import type { WorkOf, WorkResult } from '../../src-shared/contract/queue.ts';
import type { MediaInfo } from '../../src-shared/domain/video.ts';
import { safeFileName } from '../../src-shared/safe-file-name.ts';
import { combineClips } from './combine-clips.ts';
import { cutClips, type CutMode } from './cut-stage.ts';
import type { CutContext } from './cut-source.ts';
import { putInPlace } from './put-in-place.ts';
import { withoutRepeats } from './without-repeats.ts';

type ExportResult = Extract<WorkResult, { kind: 'export' }>;
type ExportedFile = ExportResult['files'][number];

/** @throws AppError `invalid-input` (nothing to write, folder unusable), `cut-mismatch`, `disk-full`, `cancelled`; files finished before stay. */
export async function exportClips(work: WorkOf<'export'>, media: MediaInfo, ctx: CutContext): Promise<ExportResult> {
  const { options, pieces } = work;
  if (!options.separate && !options.combined) throw new AppError('invalid-input', 'an export must write separate clips, a combined film or both; found neither');
  const parts = await partsFolder(work.folder);
  try {
    const share = options.combined ? (options.separate ? 0.6 : 0.8) : 1;
    const shown = withoutRepeats(pieces);
    const overlapping = shown.length < pieces.length;
    const inOrder = pieces.every((piece, i) => i === 0 || pieces[i - 1]!.start <= piece.start);
    const cut = await cutAll(work, media, options.separate ? pieces : shown, path.join(parts, 'clips'), within(ctx, 0, share));
    const files: ExportedFile[] = [];
    if (options.combined) {
      const again = options.separate && (overlapping || !inOrder);
      const film = again ? await cutAll(work, media, shown, path.join(parts, 'film'), within(ctx, share, 0.85)) : cut;
      files.push(await exportFilm(work, film.map((clip) => clip.path), parts, within(ctx, again ? 0.85 : share, 0.99)));
    }
    if (options.separate) {
      for (const [i, clip] of cut.entries()) {
        const placed = await putInPlace(clip.path, work.folder, fileName(pieces[i]!.fileName, options.container));
        files.splice(i, 0, { path: placed, segmentIds: [clip.segmentId], span: { start: clip.start, end: clip.end }, durationSeconds: clip.durationSeconds, verified: clip.verified });
      }
    }
    ctx.report(1, `Wrote ${files.length === 1 ? 'one file' : `${files.length} files`}`);
    return { kind: 'export', files };
  } finally {
    await rm(parts, { recursive: true, force: true });
  }
}

async function partsFolder(folder: string): Promise<string> {
  try {
    await mkdir(folder, { recursive: true });
    return await mkdtemp(path.join(folder, '.shiftclipper-part-'));
  } catch (cause) {
    const { code, message } = cause as NodeJS.ErrnoException;
    if (code === 'ENOSPC') throw new AppError('disk-full', `${folder} has no space left`, { cause });
    throw new AppError('invalid-input', `the folder for the clips must be writable: ${message}`, { details: { folder }, cause });
  }
}

async function cutAll(work: WorkOf<'export'>, media: MediaInfo, spans: readonly { segmentId: string; start: number; end: number }[], outDir: string, ctx: CutContext) {
  const mode: CutMode = work.options.mode;
  const name = (index: number): string => `${String(index + 1).padStart(4, '0')}.${work.options.container}`;
  const clips = await cutClips({ videoPath: work.videoPath, media, spans, outDir, mode, fileName: name }, ctx);
  return clips.map((clip, i) => ({ ...clip, path: path.join(outDir, name(i)) }));
}

async function exportFilm(work: WorkOf<'export'>, clipFiles: readonly string[], parts: string, ctx: CutContext): Promise<ExportedFile> {
  const part = path.join(parts, `film.${work.options.container}`);
  const { durationSeconds, verified } = await combineClips(clipFiles, part, ctx);
  const placed = await putInPlace(part, work.folder, fileName(work.combinedName ?? 'combined', work.options.container));
  return { path: placed, segmentIds: work.pieces.map((piece) => piece.segmentId), span: null, durationSeconds, verified };
}

function fileName(wanted: string, container: string): string {
  const ending = `.${container}`;
  return `${safeFileName(wanted.toLowerCase().endsWith(ending) ? wanted.slice(0, -ending.length) : wanted)}${ending}`;
}

/** The same context, reporting its 0–1 as a part of the whole. */
function within(ctx: CutContext, from: number, to: number): CutContext {
  return { ...ctx, report: (fraction, message) => ctx.report(from + (to - from) * fraction, message) };
}

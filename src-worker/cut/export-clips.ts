/** Writes the chosen passages into the user's folder: one file each, one film, a bundle to pass on, lists for other programs. Nothing there is ever replaced, and nothing half done gets a final name. */
import { mkdir, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { AppError } from '../../src-shared/app-error.ts';
import { exportPartsName } from '../../src-shared/contract/names.ts';
import type { ExportPiece, WorkOf, WorkResult } from '../../src-shared/contract/queue.ts';
import type { MediaInfo } from '../../src-shared/domain/video.ts';
import { shownSeconds } from '../../src-shared/export-plan.ts';
import { safeFileName } from '../../src-shared/safe-file-name.ts';
import type { SeenFiles } from '../drawing/player-points.ts';
import { combineClips } from './combine-clips.ts';
import { cutClips } from './cut-stage.ts';
import type { CutContext } from './cut-source.ts';
import { SMALL_AUDIO_BITS } from './encoder-arguments.ts';
import { treatments, type TreatPiece } from './plan-treatments.ts';
import { putInPlace } from './put-in-place.ts';
import { writeShareBundle } from './share-bundle.ts';
import { untilItFits } from './until-it-fits.ts';
import { withoutRepeats } from './without-repeats.ts';
import { writeDocuments, writeFilmChapters } from './write-documents.ts';

type ExportWork = WorkOf<'export'>;
type ExportResult = Extract<WorkResult, { kind: 'export' }>;
type ExportedFile = ExportResult['files'][number];

/** Two clips in hand use the processor while one is only being read again; measured: see docs/performance.md. */
const CLIPS_AT_ONCE = 2;

/** `seen`: where the players are, for looks and MOT; null without observations.
 *  @throws AppError `invalid-input` (nothing to write, folder unusable), `cut-mismatch`, `disk-full`, `cancelled`; files finished before stay. */
export async function exportClips(work: ExportWork, media: MediaInfo, ctx: CutContext, seen: SeenFiles | null = null): Promise<ExportResult> {
  const { options, list } = work;
  const cuts = options.separate || options.combined || options.shareBundle;
  if (!cuts && options.handOff.length === 0) throw new AppError('invalid-input', 'an export must write separate clips, one film, a bundle or lists; found none of them');
  const parts = await partsFolder(work);
  const warnings = new Set<string>();
  try {
    const { documents, warnings: notWritten } = list === null ? { documents: [], warnings: [] } : await writeDocuments({ formats: options.handOff, list, seen, folder: work.folder, parts }, ctx);
    for (const warning of notWritten) warnings.add(warning);
    const files = cuts ? await writeFilms({ work, media, parts, seen, warn: (text) => warnings.add(text) }, documents, ctx) : [];
    const count = files.length + documents.length;
    ctx.report(1, `Wrote ${count === 1 ? 'one file' : `${count} files`}`);
    return { kind: 'export', files, documents, warnings: [...warnings] };
  } finally {
    await rm(parts, { recursive: true, force: true });
  }
}

interface Place { work: ExportWork; media: MediaInfo; parts: string; seen: SeenFiles | null; warn(text: string): void }

async function writeFilms(place: Place, documents: string[], ctx: CutContext): Promise<ExportedFile[]> {
  const { work: { options, pieces, folder, list, combinedName }, parts } = place;
  const share = options.combined ? (options.separate ? 0.6 : 0.8) : 1;
  const shown = withoutRepeats(pieces);
  const overlapping = shown.length < pieces.length;
  const inOrder = pieces.every((piece, i) => i === 0 || pieces[i - 1]!.start <= piece.start);
  const single = options.separate || options.shareBundle;
  const cutTwice = single && (overlapping || !inOrder);
  const { cut, film } = await untilItFits('the film', async (filmShare) => {
    const clips = await cutAll(place, { passages: single ? pieces : shown, outDir: path.join(parts, 'clips'), filmShare }, within(ctx, 0, share));
    if (!options.combined) return { cut: clips, film: null, bytes: 0, maxBytes: null };
    const ofFilm = cutTwice ? await cutAll(place, { passages: shown, outDir: path.join(parts, 'film'), filmShare }, within(ctx, share, 0.85)) : clips;
    const joined = await joinFilm(place, ofFilm, within(ctx, cutTwice ? 0.85 : share, 0.99));
    return { cut: clips, film: { ...joined, clips: ofFilm }, bytes: joined.bytes, maxBytes: options.maxMegabytes === null ? null : options.maxMegabytes * 1e6 };
  }, ctx);
  const files: ExportedFile[] = [];
  if (film !== null) {
    const placed = await putInPlace(film.path, folder, fileName(combinedName ?? 'combined', options.container));
    files.push({ path: placed, segmentIds: pieces.map((piece) => piece.segmentId), span: null, durationSeconds: film.durationSeconds, verified: film.verified });
    if (options.handOff.includes('youtube')) documents.push(await writeFilmChapters({ path: placed, clips: film.clips.map(({ durationSeconds, label }) => ({ seconds: durationSeconds, label })) }, folder, parts));
  }
  const singles: string[] = [];
  for (const [i, clip] of cut.entries()) {
    if (!options.separate) continue;
    const placed = await putInPlace(clip.path, folder, fileName(pieces[i]!.fileName, options.container));
    singles.push(placed);
    files.splice(i, 0, { path: placed, segmentIds: [clip.segmentId], span: { start: clip.start, end: clip.end }, durationSeconds: clip.durationSeconds, verified: clip.verified });
  }
  if (options.shareBundle) {
    const clips = cut.map((clip, i) => ({
      path: singles[i] ?? clip.path, keep: singles[i] === undefined ? 'move' as const : 'link' as const, label: clip.label, note: list?.entries[i]?.note ?? '',
      seconds: clip.durationSeconds, gameSeconds: Math.max(0, clip.start - place.media.startSeconds),
    }));
    documents.push(await writeShareBundle({ title: [list?.game, list?.player].filter(Boolean).join(' ') || 'Clips', clips, folder, parts }));
  }
  return files;
}

/** By the export's id: begun again after its worker died, it finds and removes what that one left. */
async function partsFolder({ folder, exportId }: ExportWork): Promise<string> {
  try {
    const parts = path.join(folder, exportPartsName(exportId));
    await rm(parts, { recursive: true, force: true });
    await mkdir(parts, { recursive: true });
    return parts;
  } catch (cause) {
    const { code, message } = cause as NodeJS.ErrnoException;
    if (code === 'ENOSPC') throw new AppError('disk-full', `${folder} has no space left`, { cause });
    throw new AppError('invalid-input', `the folder for the clips must be one that can be written to, found ${folder}: ${message.split(',')[0] ?? message}`, { details: { folder }, cause });
  }
}

type Passage = Pick<ExportPiece, 'segmentId' | 'start' | 'end'> & Partial<Pick<ExportPiece, 'trackIds' | 'label'>>;

async function cutAll({ work: { options, videoPath }, media, parts, seen, warn }: Place, { passages, outDir, filmShare }: { passages: readonly Passage[]; outDir: string; filmShare: number }, ctx: CutContext) {
  const name = (index: number): string => `${String(index + 1).padStart(4, '0')}.${options.container}`;
  const totalSeconds = passages.reduce((sum, { start, end }) => sum + shownSeconds(end - start, options.look), 0);
  const treat: TreatPiece = treatments({ options, media, seen, folder: parts, totalSeconds, filmShare, warn }, ctx);
  const facts = (index: number) => ({ trackIds: passages[index]!.trackIds ?? [], label: passages[index]!.label ?? '' });
  const clips = await cutClips({
    videoPath, media, spans: passages, outDir, mode: options.mode, fileName: name, atOnce: CLIPS_AT_ONCE, warn,
    treat: (index, plan, source, bitsShare) => treat(facts(index), plan, source, bitsShare),
  }, ctx);
  return clips.map((clip, i) => ({ ...clip, label: facts(i).label, path: path.join(outDir, name(i)) }));
}

async function joinFilm({ work: { options }, parts }: Place, clips: readonly { path: string; label: string }[], ctx: CutContext): Promise<{ path: string; bytes: number; durationSeconds: number; verified: boolean }> {
  const part = path.join(parts, `film.${options.container}`);
  const chapters = options.chapters && clips.every(({ label }) => label !== '') ? clips.map(({ label }) => label) : undefined;
  const { durationSeconds, verified } = await combineClips(clips.map((clip) => clip.path), part, ctx, { chapters, audioBitsPerSecond: options.maxMegabytes === null ? null : SMALL_AUDIO_BITS });
  return { path: part, bytes: (await stat(part)).size, durationSeconds, verified };
}

function fileName(wanted: string, container: string): string {
  const ending = `.${container}`;
  return `${safeFileName(wanted.toLowerCase().endsWith(ending) ? wanted.slice(0, -ending.length) : wanted)}${ending}`;
}

/** The same context, reporting its 0–1 as a part of the whole. */
function within(ctx: CutContext, from: number, to: number): CutContext {
  return { ...ctx, report: (fraction, message) => ctx.report(from + (to - from) * fraction, message) };
}

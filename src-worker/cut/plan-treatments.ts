/** What each clip of an export is treated with: looks from where the player was seen, bits from the size asked for, an encoder that works. */
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { AppError } from '../../src-shared/app-error.ts';
import { changesPictures, type ExportOptions } from '../../src-shared/contract/export-options.ts';
import type { ExportPiece } from '../../src-shared/contract/queue.ts';
import { framesPerSecond, type MediaInfo } from '../../src-shared/domain/video.ts';
import { shownSeconds } from '../../src-shared/export-plan.ts';
import { planLook } from '../drawing/clip-look.ts';
import { playerPoints, type SeenFiles } from '../drawing/player-points.ts';
import { chooseEncoder } from './choose-encoder.ts';
import { plainTreatment, sizeBudget, type ClipTreatment, type SizeBudget } from './clip-treatment.ts';
import { frameSeconds, type CutContext, type CutSource } from './cut-source.ts';
import { canUseHardware, chosenAudio } from './encoder-arguments.ts';
import { planSpan, type FramePlan } from './frame-plan.ts';

export interface TreatmentRequest {
  options: ExportOptions;
  media: MediaInfo;
  /** Null where nothing was observed: looks then stay in the middle. */
  seen: SeenFiles | null;
  /** For subtitle files. */
  folder: string;
  /** Seconds of all clips together, still openings and slow motion included; for a film that must not pass a size. */
  totalSeconds: number;
  /** Below 1 where a film came out too large: the share of its size that its clips get. */
  filmShare: number;
  warn(text: string): void;
}

/** `bitsShare`: below 1 where the clip came out too large. */
export type TreatPiece = (piece: Pick<ExportPiece, 'trackIds' | 'label'>, plan: FramePlan, source: CutSource, bitsShare: number) => Promise<ClipTreatment>;

/** @throws AppError `invalid-input` for a size into which the clips can not go. */
export function treatments({ options, media, seen, folder, totalSeconds, filmShare, warn }: TreatmentRequest, ctx: CutContext): TreatPiece {
  const encoder = once(() => (options.encoder === 'hardware' && options.mode === 'exact' ? chooseEncoder(ctx) : Promise.resolve('libx264' as const)));
  let count = 0;
  return async ({ trackIds, label }, plan, source, bitsShare) => {
    const base: ClipTreatment = { ...plainTreatment, audio: options.audio };
    if (options.mode !== 'exact') return base;
    const hardware = await encoder();
    if (options.encoder === 'hardware' && hardware === 'libx264') warn('No hardware encoder works here; the processor was used.');
    const own = canUseHardware(source.video, source.media.interlaced) ? hardware : 'libx264';
    if (!changesPictures(options)) return { ...base, encoding: { encoder: own, bitsPerSecond: null } };
    const span = planSpan(plan);
    const { points, cuts } = await seenPoints(seen, trackIds, span, options, warn);
    const budget = budgetFor(options, plan, media, { totalSeconds, filmShare, bitsShare, soundTracks: chosenAudio(source.streams.audio, options.audio).length });
    const look = planLook({
      look: options.look, label, maxHeight: lowest(options.maxHeight, budget?.maxHeight ?? null), display: { width: media.width, height: media.height },
      stretch: source.video.pixelAspect !== 1, interlaced: source.media.interlaced, span, frameSeconds: frameSeconds(source), points, cuts,
    });
    let assFile: ClipTreatment['assFile'] = null;
    if (look.ass !== null) {
      count += 1;
      assFile = { folder, name: `look-${count}.ass` };
      await writeFile(path.join(folder, assFile.name), look.ass);
    }
    return { ...base, look, assFile, encoding: { encoder: own, bitsPerSecond: budget?.bitsPerSecond ?? null }, maxBytes: budget?.bytes ?? null };
  };
}

async function seenPoints(seen: SeenFiles | null, trackIds: readonly number[], span: { start: number; end: number }, { look }: ExportOptions, warn: (text: string) => void): ReturnType<typeof playerPoints> {
  if (look.crop === 'none' && !look.spotlight && !look.freezeOpening) return { points: [], cuts: [] };
  const found = seen === null || trackIds.length === 0 ? { points: [], cuts: [] } : await playerPoints(seen, trackIds, span);
  if (found.points.length === 0) warn('For some clips it is not known where in the picture he is (they were added by hand): there no ring is drawn and the crop stays in the middle.');
  return found;
}

/** The film's size is shared by length; without a film each clip may be that large. */
function budgetFor(options: ExportOptions, plan: FramePlan, media: MediaInfo, { totalSeconds, filmShare, bitsShare, soundTracks }: { totalSeconds: number; filmShare: number; bitsShare: number; soundTracks: number }): (SizeBudget & { bytes: number }) | null {
  if (options.maxMegabytes === null) return null;
  const { start, end } = planSpan(plan);
  const seconds = shownSeconds(end - start, options.look);
  const bytes = options.maxMegabytes * 1e6 * (options.combined ? (0.98 * filmShare * seconds) / totalSeconds : 1);
  const portrait = options.look.crop === 'portrait' && media.width > (media.height * 9) / 16;
  const width = portrait ? (media.height * 9) / 16 : media.width;
  const budget = sizeBudget(bytes * bitsShare, seconds, { width, height: media.height, framesPerSecond: framesPerSecond(media) * options.look.speed, soundTracks });
  if (budget === null) throw new AppError('invalid-input', `maxMegabytes must be larger for ${Math.round(options.combined ? totalSeconds : seconds)} s of video, got ${options.maxMegabytes}`);
  return { ...budget, bytes };
}

function lowest(a: number | null, b: number | null): number | null {
  if (a === null || b === null) return a ?? b;
  return Math.min(a, b);
}

function once<Value>(make: () => Promise<Value>): () => Promise<Value> {
  let made: Promise<Value> | null = null;
  return () => (made ??= make());
}

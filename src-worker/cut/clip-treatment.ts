/** What is done to a clip beyond cutting it: look, size, encoder, sound. Pure. The plain treatment changes nothing. */
import type { PlannedLook } from '../drawing/clip-look.ts';
import type { AudioChoice, Encoding } from './encoder-arguments.ts';
import { SMALL_AUDIO_BITS, usualEncoding } from './encoder-arguments.ts';
import { planSpan, type FramePlan } from './frame-plan.ts';

export interface ClipTreatment {
  audio: AudioChoice;
  encoding: Encoding;
  /** Null: pictures as they are. */
  look: PlannedLook | null;
  /** Folder and name of the look's subtitle file; ffmpeg runs in the folder, since its paths inside filters have quoting rules of their own. */
  assFile: { folder: string; name: string } | null;
  /** Null: as large as it becomes. */
  maxBytes: number | null;
}

export const plainTreatment: ClipTreatment = { audio: 'all', encoding: usualEncoding, look: null, assFile: null, maxBytes: null };

/** Filters from the clip's own beginning on; `freeze` false leaves out the pictures before it plays. */
export function lookFilters({ look, assFile }: ClipTreatment, { freeze }: { freeze: boolean }): string[] {
  if (look === null) return [];
  const shift = freeze || look.freezeFrames === 0 ? '' : `+${look.freezeSeconds.toFixed(6)}/TB`;
  const timing = look.speed === 1 && shift === '' ? [] : [`setpts=PTS/${look.speed}${shift}`];
  return [
    ...look.pictures, ...timing, ...(freeze && look.freezeFrames > 0 ? [`tpad=start=${look.freezeFrames}:start_mode=clone`] : []),
    ...(assFile === null ? [] : [`ass=${assFile.name}`]),
  ];
}

/** Source pictures as the clip shows them, at the source's own times again: what written pictures are compared with. */
export function comparedFilters(treatment: ClipTreatment, plan: FramePlan): string[] {
  const { look } = treatment;
  if (look === null) return [];
  const first = plan.frames[plan.first]!.pts;
  const back = `setpts=(PTS-${look.freezeSeconds.toFixed(6)}/TB)*${look.speed}+${first}`;
  return [`setpts=PTS-${first}`, ...lookFilters(treatment, { freeze: false }), back];
}

export function soundFilters(treatment: ClipTreatment): string[] {
  const { look } = treatment;
  if (look === null) return [];
  return [...slowedSound(treatment).filters, ...(look.freezeFrames === 0 ? [] : [`adelay=${Math.round(look.freezeSeconds * 1000)}:all=1`])];
}

/** How sound is slowed at its pitch. */
export function slowedSound({ look }: ClipTreatment): { speed: number; filters: string[] } {
  const speed = look?.speed ?? 1;
  return { speed, filters: Array.from({ length: Math.round(Math.log2(1 / speed)) }, () => 'atempo=0.5') };
}

/** Seconds that the clip lasts. */
export function treatedSeconds(plan: FramePlan, { look }: ClipTreatment): number {
  const { start, end } = planSpan(plan);
  return look === null ? end - start : (end - start) / look.speed + look.freezeSeconds;
}

export interface SizeBudget { bitsPerSecond: number; maxHeight: number }

/** Below this many bits a pixel pictures fall apart; then smaller pictures look better. */
const fewestBitsAPixel = 0.05;
const heights = [2160, 1440, 1080, 720, 540, 480, 360, 240];

/** Bits a second for the pictures and their height so that the whole fits `bytes`; null where even the smallest does not. */
export function sizeBudget(bytes: number, seconds: number, source: { width: number; height: number; framesPerSecond: number; soundTracks: number }): SizeBudget | null {
  const wrapping = 4000 + seconds * source.framesPerSecond * 16; // index entries and sample tables
  const bitsPerSecond = ((bytes * 0.96 - wrapping) * 8) / seconds - source.soundTracks * SMALL_AUDIO_BITS * 1.03;
  const rateAt = (height: number): number => (height * height * (source.width / source.height)) * source.framesPerSecond * fewestBitsAPixel;
  const fitting = [source.height, ...heights.filter((height) => height < source.height)].find((height) => rateAt(height) <= bitsPerSecond);
  const smallest = Math.min(source.height, heights.at(-1)!);
  if (bitsPerSecond < rateAt(smallest) / 4) return null;
  return { bitsPerSecond, maxHeight: fitting ?? smallest };
}

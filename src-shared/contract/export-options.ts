/** How passages are written as files: what the user chooses, what a recipe keeps, what travels with the work. */
import { z } from 'zod';
import { HandOffFormat } from '../hand-off/hand-off-list.ts';

/** What is drawn or changed in the pictures. Anything but the defaults needs exact cutting. */
export const ClipLook = z.strictObject({
  /** `portrait`: 9:16, following the player. */
  crop: z.enum(['none', 'portrait']).default('none'),
  /** A ring at the player's feet while the clip plays. */
  spotlight: z.boolean().default(false),
  /** The clip begins with a still picture and a ring around the player. */
  freezeOpening: z.boolean().default(false),
  /** Words shown at the beginning; the placeholders of file names may be used. Empty: none. */
  nameStrip: z.string().max(80).default(''),
  /** 0.5: half as fast, sound at its pitch. */
  speed: z.union([z.literal(1), z.literal(0.5), z.literal(0.25)]).default(1),
});
export type ClipLook = z.infer<typeof ClipLook>;

export const ExportOptions = z.strictObject({
  mode: z.enum(['exact', 'smart', 'copy']).default('exact'),
  container: z.enum(['mp4', 'mov', 'mkv']).default('mp4'),
  combined: z.boolean().default(false),
  separate: z.boolean().default(true),
  /** Placeholders: see templateFields in safe-file-name.ts. Existing files are never replaced; a number is added instead. */
  nameTemplate: z.string().min(1).max(200).default('{game} {player} {n}'),
  /** Null: as the analysis is set. */
  preRollSeconds: z.number().min(0).max(60).nullable().default(null),
  postRollSeconds: z.number().min(0).max(60).nullable().default(null),
  /** Null: as the analysis is set. */
  maxClipSeconds: z.number().min(1).max(36_000).nullable().default(null),
  /** What becomes of the rest of a longer passage: left out, or clips of its own. */
  whenLonger: z.enum(['cut-off', 'split']).default('cut-off'),
  /** Only the best passages, together at most this long. Null: all of them. */
  reelSeconds: z.number().min(5).max(36_000).nullable().default(null),
  /** The film (where one is made), else each clip, is at most this large; 1 MB = 1,000,000 bytes. */
  maxMegabytes: z.number().min(1).max(100_000).nullable().default(null),
  /** Pictures are made smaller to this height (for portrait crops: of the crop), never larger. */
  maxHeight: z.number().int().min(120).max(4320).nullable().default(null),
  audio: z.enum(['all', 'first', 'none']).default('all'),
  /** `hardware`: the graphics card's encoder where one works, else x264. */
  encoder: z.enum(['software', 'hardware']).default('software'),
  look: ClipLook.prefault({}),
  /** Marks in the film where each passage begins. */
  chapters: z.boolean().default(true),
  handOff: z.array(HandOffFormat).max(20).default([]),
  /** A folder with a page that plays the clips, for passing on. */
  shareBundle: z.boolean().default(false),
});
export type ExportOptions = z.infer<typeof ExportOptions>;
/** As a caller may write them: everything has a default. */
export type ExportOptionsInput = z.input<typeof ExportOptions>;

/** Options under a name, kept for the user over all games. */
export const Recipe = z.strictObject({ name: z.string().trim().min(1).max(60), options: ExportOptions });
export type Recipe = z.infer<typeof Recipe>;

/** Whether the pictures must be encoded anew to be as asked. */
export function changesPictures({ look, maxHeight, maxMegabytes }: Pick<ExportOptions, 'look' | 'maxHeight' | 'maxMegabytes'>): boolean {
  return look.crop !== 'none' || look.spotlight || look.freezeOpening || look.nameStrip.trim() !== '' || look.speed !== 1 || maxHeight !== null || maxMegabytes !== null;
}

/** What can not be done as asked, in words; null when all can. */
export function optionsProblem(options: ExportOptions): string | null {
  const { mode, separate, combined, handOff, shareBundle, container } = options;
  if (!separate && !combined && !shareBundle && handOff.length === 0) return 'choose at least one of separate clips, one film, a share bundle and hand-off files';
  if (mode !== 'exact' && changesPictures(options)) return `mode must be "exact" for a changed look, size or height, got "${mode}"`;
  if (shareBundle && container !== 'mp4') return `container must be "mp4" for a share bundle, which browsers play, got "${container}"`;
  return null;
}

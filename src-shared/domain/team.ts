/** What is known of a team beyond one game: its players, and how long each was seen in each game. */
import { z } from 'zod';
import { HexColor, JerseyNumber } from './target.ts';

export const PlayerProfile = z.strictObject({
  /** The number on the shirt; together with the colour it tells players apart. */
  number: JerseyNumber,
  name: z.string().trim().max(80),
  jerseyColor: HexColor.nullable(),
  numberColor: HexColor.nullable(),
  note: z.string().max(400),
});
export type PlayerProfile = z.infer<typeof PlayerProfile>;

/** One player in one game. */
export const SeasonGame = z.strictObject({
  jobId: z.string(),
  game: z.string(),
  /** When it was added, ISO. */
  date: z.string(),
  number: z.string(),
  jerseyColor: z.string().nullable(),
  /** After the user's edits. */
  onScreenSeconds: z.number().min(0),
  segments: z.number().int().min(0),
  /** Null where the game was not asked for shifts. */
  shifts: z.number().int().min(0).nullable(),
  /** `target`: reviewed by the user; `roster`: as the app found it by itself. */
  source: z.enum(['target', 'roster']),
});
export type SeasonGame = z.infer<typeof SeasonGame>;

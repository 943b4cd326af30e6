/** The player asked for: number, colours, clicks. Everything a user types is checked here and nowhere else. */
import { z } from 'zod';

/**
 * `7`, `07` and `#7` mean 7; `0` and `00` are different and valid; empty means "no number known".
 * The stored text is canonical: no `#`, no leading zero except in `00`.
 */
export const JerseyNumber = z.string()
  .transform((text) => text.trim().replace(/^#/, ''))
  .refine((text) => /^\d{0,2}$/.test(text), { error: (issue) => `jersey number must be one or two digits or empty, got "${String(issue.input)}"` })
  .transform((text) => (/^0\d$/.test(text) && text !== '00' ? text.slice(1) : text));

export const HexColor = z.string().regex(/^#[0-9a-f]{6}$/i, {
  error: (issue) => `must be a colour like #b3131f, got "${String(issue.input)}"`,
}).transform((text) => text.toLowerCase());

export const Click = z.strictObject({
  /** Seconds of presentation time of the frame that was clicked. */
  timeSeconds: z.number().min(0),
  /** 0–1 of the picture's width. */
  x: z.number().min(0).max(1),
  /** 0–1 of the picture's height. */
  y: z.number().min(0).max(1),
  kind: z.enum(['him', 'not-him']),
});
export type Click = z.infer<typeof Click>;

export const Target = z.strictObject({
  jerseyNumber: JerseyNumber.default(''),
  jerseyColor: HexColor.nullable().default(null),
  numberColor: HexColor.nullable().default(null),
  opponentColor: HexColor.nullable().default(null),
  clicks: z.array(Click).max(2000).default([]),
});
export type Target = z.infer<typeof Target>;
export type TargetInput = z.input<typeof Target>;

/** Everything that can be tuned about an analysis, with presets. The effect of each number is said where the user sets it. */
import { z } from 'zod';
import { SpeedName } from './speed.ts';

export const PresetName = z.enum(['broadcast', 'wide', 'tactical']);
export type PresetName = z.infer<typeof PresetName>;

const Corner = z.strictObject({ x: z.number().min(0).max(1), y: z.number().min(0).max(1) });
export const Polygon = z.array(Corner).max(100);
export type Polygon = z.infer<typeof Polygon>;

/** Tunable numbers, each with its range. Stride counts frames at 30 fps and is scaled to the video's rate. */
export const Tuning = z.strictObject({
  detectStride: z.number().int().min(1).max(30),
  ocrMinConfidence: z.number().min(0).max(1),
  minTrackSeconds: z.number().min(0).max(60),
  gapMergeSeconds: z.number().min(0).max(60),
  lockSecondsAfterConfirm: z.number().min(0).max(60),
  lostTimeoutSeconds: z.number().min(0).max(60),
  jerseyColorTolerance: z.number().min(1).max(255),
  preRollSeconds: z.number().min(0).max(60),
  postRollSeconds: z.number().min(0).max(60),
});
export type Tuning = z.infer<typeof Tuning>;

export const presets: Record<PresetName, Tuning> = {
  broadcast: { detectStride: 1, ocrMinConfidence: 0.28, minTrackSeconds: 1.2, gapMergeSeconds: 1.0, lockSecondsAfterConfirm: 1.5, lostTimeoutSeconds: 1.0, jerseyColorTolerance: 95, preRollSeconds: 0.5, postRollSeconds: 1.5 },
  wide: { detectStride: 2, ocrMinConfidence: 0.28, minTrackSeconds: 1.2, gapMergeSeconds: 1.0, lockSecondsAfterConfirm: 2.0, lostTimeoutSeconds: 1.5, jerseyColorTolerance: 95, preRollSeconds: 0.5, postRollSeconds: 1.5 },
  tactical: { detectStride: 3, ocrMinConfidence: 0.42, minTrackSeconds: 1.0, gapMergeSeconds: 0.8, lockSecondsAfterConfirm: 1.0, lostTimeoutSeconds: 1.0, jerseyColorTolerance: 70, preRollSeconds: 0.5, postRollSeconds: 1.5 },
};

/** What each number does, in the user's words; shown beside the control. */
export const tuningEffects: Record<keyof Tuning, { unit: string; effect: string }> = {
  detectStride: { unit: 'frames at 30 fps', effect: 'Looks at every n-th frame. Higher is faster and loses short appearances.' },
  ocrMinConfidence: { unit: '0–1', effect: 'Number readings below it do not count. Higher trusts fewer readings.' },
  minTrackSeconds: { unit: 's', effect: 'Shorter observed presence is dropped. Higher gives fewer, longer segments.' },
  gapMergeSeconds: { unit: 's', effect: 'Gaps up to this are bridged. Higher joins more passages into one.' },
  lockSecondsAfterConfirm: { unit: 's', effect: 'How long identity holds without new evidence. Higher follows him longer on trust.' },
  lostTimeoutSeconds: { unit: 's', effect: 'Unseen longer than this closes the segment at the last sighting. Higher gives fewer breaks.' },
  jerseyColorTolerance: { unit: '1–255', effect: 'How far a jersey may be from the colour asked for. Higher accepts more.' },
  preRollSeconds: { unit: 's', effect: 'Added before each clip. Never changes the reported times.' },
  postRollSeconds: { unit: 's', effect: 'Added after each clip. Never changes the reported times.' },
};

export const Settings = z.strictObject({
  preset: PresetName.default('broadcast'),
  /** How thoroughly the video is looked at; another speed needs another look. */
  speed: SpeedName.default('balanced'),
  /** Numbers changed under Advanced; the others come from the preset. */
  overrides: Tuning.partial().default({}),
  mode: z.enum(['clip', 'shift']).default('clip'),
  /** Fewer than 3 points: that polygon is ignored with a warning. */
  playingSurface: Polygon.default([]),
  benches: z.array(Polygon).max(8).default([]),
  penaltyBoxes: z.array(Polygon).max(8).default([]),
  maxClipSeconds: z.number().min(1).max(36_000).nullable().default(null),
  combined: z.boolean().default(false),
  debugOverlay: z.boolean().default(false),
  verifyOnly: z.boolean().default(false),
});
export type Settings = z.infer<typeof Settings>;
export type SettingsInput = z.input<typeof Settings>;

/** The numbers a run really uses. */
export function resolveTuning(settings: Pick<Settings, 'preset' | 'overrides'>): Tuning {
  const changed = Object.entries(settings.overrides).filter(([, value]) => value !== undefined);
  return { ...presets[settings.preset], ...Object.fromEntries(changed) };
}

/** Source frames from one analysed frame to the next: the stride scaled from 30 fps, at least 1. */
export function frameStride(detectStride: number, framesPerSecond: number): number {
  return Math.max(1, Math.round((detectStride * framesPerSecond) / 30));
}

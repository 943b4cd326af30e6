/** What the user changes before asking again: a setup as text fields hold it. Pure. */
import { Setup } from '../../../src-shared/domain/job.ts';
import { presets, resolveTuning, type PresetName, type Settings, type Tuning } from '../../../src-shared/domain/settings.ts';
import { JerseyNumber, type Target } from '../../../src-shared/domain/target.ts';

export interface AskDraft {
  number: string;
  jerseyColor: string | null;
  opponentColor: string | null;
  preset: PresetName;
  tuning: Tuning;
  /** Clicks of the setup show the old player: another one does without them. */
  dropClicks: boolean;
}

export function draftOf(target: Target, settings: Settings): AskDraft {
  return { number: target.jerseyNumber, jerseyColor: target.jerseyColor, opponentColor: target.opponentColor, preset: settings.preset, tuning: resolveTuning(settings), dropClicks: false };
}

export function isValidNumber(text: string): boolean {
  return JerseyNumber.safeParse(text).success;
}

/** Only what differs from the preset is an override; the stride stays what the video was looked at with. */
export function setupOf(draft: AskDraft, target: Target, settings: Settings): Setup {
  const base = presets[draft.preset];
  const keep = resolveTuning(settings).detectStride;
  const tuning = { ...draft.tuning, detectStride: keep };
  const overrides = Object.fromEntries(Object.entries(tuning).filter(([key, value]) => base[key as keyof Tuning] !== value));
  return Setup.parse({
    target: { ...target, jerseyNumber: draft.number, jerseyColor: draft.jerseyColor, opponentColor: draft.opponentColor, clicks: draft.dropClicks ? [] : target.clicks },
    settings: { ...settings, preset: draft.preset, overrides },
  });
}

/** Another number means another player: his clicks are not this one's. */
export function withNumber(draft: AskDraft, number: string, asked: Target): AskDraft {
  const isOther = isValidNumber(number) && JerseyNumber.parse(number) !== asked.jerseyNumber;
  return { ...draft, number, dropClicks: isOther && asked.clicks.length > 0 };
}

export interface TuningRange { min: number; max: number; step: number }

/** Reach of the sliders; the contract allows more, by the number field. */
export const tuningRanges: Record<Exclude<keyof Tuning, 'detectStride'>, TuningRange> = {
  gapMergeSeconds: { min: 0, max: 6, step: 0.1 },
  minTrackSeconds: { min: 0, max: 6, step: 0.1 },
  lostTimeoutSeconds: { min: 0, max: 6, step: 0.1 },
  lockSecondsAfterConfirm: { min: 0, max: 8, step: 0.1 },
  ocrMinConfidence: { min: 0, max: 1, step: 0.01 },
  jerseyColorTolerance: { min: 1, max: 255, step: 1 },
  preRollSeconds: { min: 0, max: 6, step: 0.1 },
  postRollSeconds: { min: 0, max: 6, step: 0.1 },
};

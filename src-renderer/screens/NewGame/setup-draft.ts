/** What the user has filled in so far, as typed, and whether it can be sent. Validity is decided by the shared schemas alone. */
import { Setup, type SetupInput } from '../../../src-shared/domain/job.ts';
import { presets, Tuning, type Polygon, type PresetName, type Settings } from '../../../src-shared/domain/settings.ts';
import type { SpeedName } from '../../../src-shared/domain/speed.ts';
import { JerseyNumber, type Click } from '../../../src-shared/domain/target.ts';
import { texts } from '../../texts.ts';

export type TuningName = keyof Tuning;
export const tuningNames = Object.keys(Tuning.shape) as TuningName[];

export type AreaKind = 'playingSurface' | 'benches' | 'penaltyBoxes';
export type ColorField = 'jerseyColor' | 'numberColor' | 'opponentColor';

export interface SetupDraft {
  jerseyNumber: string;
  jerseyColor: string | null;
  numberColor: string | null;
  opponentColor: string | null;
  clicks: readonly Click[];
  preset: PresetName;
  speed: SpeedName;
  /** As typed; a setting that is not here comes from the preset. */
  overrides: Readonly<Partial<Record<TuningName, string>>>;
  mode: Settings['mode'];
  /** As typed; empty means no limit. */
  maxClipSeconds: string;
  combined: boolean;
  debugOverlay: boolean;
  playingSurface: Polygon;
  benches: Polygon[];
  penaltyBoxes: Polygon[];
}

export const emptyDraft: SetupDraft = {
  jerseyNumber: '', jerseyColor: null, numberColor: null, opponentColor: null, clicks: [], preset: 'broadcast', speed: 'balanced', overrides: {}, mode: 'clip',
  maxClipSeconds: '', combined: false, debugOverlay: false, playingSurface: [], benches: [], penaltyBoxes: [],
};

export function draftFromSetup(setup: Setup | null): SetupDraft {
  if (setup === null) return emptyDraft;
  const { target, settings } = setup;
  return {
    ...target, preset: settings.preset, speed: settings.speed, mode: settings.mode, combined: settings.combined, debugOverlay: settings.debugOverlay,
    overrides: Object.fromEntries(Object.entries(settings.overrides).map(([name, value]) => [name, String(value)])),
    maxClipSeconds: settings.maxClipSeconds === null ? '' : String(settings.maxClipSeconds),
    playingSurface: settings.playingSurface, benches: settings.benches, penaltyBoxes: settings.penaltyBoxes,
  };
}

/** Where a message belongs: a field of the form, or `target` for "nothing says whom to look for". */
export type DraftErrors = Readonly<Partial<Record<'target' | 'jerseyNumber' | ColorField | 'clicks' | 'maxClipSeconds' | AreaKind | TuningName, string>>>;

export type CheckedDraft = { ok: true; setup: SetupInput } | { ok: false; errors: DraftErrors };

export function checkDraft(draft: SetupDraft): CheckedDraft {
  const errors: Partial<Record<string, string>> = {};
  const parsed = Setup.safeParse(toSetup(draft));
  if (!parsed.success) {
    for (const issue of parsed.error.issues) {
      const field = fieldOf(issue.path);
      errors[field] ??= isTuningName(field) ? rangeMessage(field, draft.overrides[field] ?? '')
        : field === 'maxClipSeconds' ? texts.newGame.numberRange(1, 36_000, draft.maxClipSeconds)
          : sentence(issue.message);
    }
  }
  if (!saysWhom(draft) && errors['jerseyNumber'] === undefined) errors['target'] = texts.newGame.nobodyNamed;
  if (Object.keys(errors).length > 0) return { ok: false, errors: errors as DraftErrors };
  return { ok: true, setup: toSetup(draft) };
}

/** The number alone, for a message while typing. */
export function numberError(text: string): string | null {
  const parsed = JerseyNumber.safeParse(text);
  return parsed.success ? null : sentence(parsed.error.issues[0]!.message);
}

/** Colours narrow the search but name nobody: a number or one click must. */
function saysWhom(draft: SetupDraft): boolean {
  return draft.jerseyNumber.trim() !== '' || draft.clicks.some((click) => click.kind === 'him');
}

function toSetup(draft: SetupDraft): SetupInput {
  const overrides = Object.fromEntries(Object.entries(draft.overrides).map(([name, typed]) => [name, toNumber(typed)]));
  return {
    target: { jerseyNumber: draft.jerseyNumber, jerseyColor: draft.jerseyColor, numberColor: draft.numberColor, opponentColor: draft.opponentColor, clicks: [...draft.clicks] },
    settings: {
      preset: draft.preset, speed: draft.speed, overrides, mode: draft.mode, maxClipSeconds: draft.maxClipSeconds.trim() === '' ? null : toNumber(draft.maxClipSeconds),
      combined: draft.combined, debugOverlay: draft.debugOverlay, playingSurface: draft.playingSurface, benches: draft.benches, penaltyBoxes: draft.penaltyBoxes,
    },
  };
}

/** NaN for anything that is not a number, so that the schema refuses it rather than something silently becoming 0. */
function toNumber(typed: string): number {
  const text = typed.trim().replace(',', '.');
  return text === '' ? Number.NaN : Number(text);
}

function fieldOf(path: readonly PropertyKey[]): string {
  const words = path.map(String);
  return words[1] === 'overrides' ? (words[2] ?? 'target') : (words[1] ?? 'target');
}

function isTuningName(name: string): name is TuningName {
  return Object.hasOwn(Tuning.shape, name);
}

/** The range as the schema has it. */
export function tuningRange(name: TuningName): { min: number; max: number; whole: boolean } {
  const schema = Tuning.shape[name];
  return { min: schema.minValue ?? 0, max: schema.maxValue ?? Number.MAX_SAFE_INTEGER, whole: schema.format === 'safeint' };
}

function rangeMessage(name: TuningName, typed: string): string {
  const { min, max, whole } = tuningRange(name);
  return (whole ? texts.newGame.wholeNumberRange : texts.newGame.numberRange)(min, max, typed);
}

/** A setting typed back to the preset's value is no longer an override. */
export function withOverride(draft: SetupDraft, name: TuningName, typed: string | null): SetupDraft {
  const { [name]: _dropped, ...others } = draft.overrides;
  if (typed === null || toNumber(typed) === presets[draft.preset][name]) return { ...draft, overrides: others };
  return { ...draft, overrides: { ...others, [name]: typed } };
}

function sentence(words: string): string {
  const first = words.charAt(0).toUpperCase() + words.slice(1);
  return /[.!?]$/.test(first) ? first : `${first}.`;
}

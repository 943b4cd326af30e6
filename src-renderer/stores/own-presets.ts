/** Settings that the user keeps under a name, for any game; in this page's storage. Never a target: that belongs to a game. */
import { create } from 'zustand';
import { z } from 'zod';
import { PresetName, Tuning } from '../../src-shared/domain/settings.ts';

const OwnPreset = z.strictObject({ name: z.string().min(1).max(60), preset: PresetName, tuning: Tuning });
export type OwnPreset = z.infer<typeof OwnPreset>;

const storageKey = 'own-presets';
const mostKept = 30;

export const useOwnPresets = create<{ presets: readonly OwnPreset[] }>()(() => ({ presets: remembered() }));

/** One of the same name is replaced. */
export function keepPreset(preset: OwnPreset): void {
  keep([...useOwnPresets.getState().presets.filter((one) => one.name !== preset.name), preset].slice(-mostKept));
}

export function dropPreset(name: string): void {
  keep(useOwnPresets.getState().presets.filter((one) => one.name !== name));
}

function keep(presets: readonly OwnPreset[]): void {
  useOwnPresets.setState({ presets });
  try {
    localStorage.setItem(storageKey, JSON.stringify(presets));
  } catch {
    // A page without storage keeps them until it is closed.
  }
}

function remembered(): OwnPreset[] {
  try {
    return z.array(OwnPreset).parse(JSON.parse(localStorage.getItem(storageKey) ?? '[]'));
  } catch {
    return [];
  }
}

/** The user's preferences as main keeps them; null until read. */
import { create } from 'zustand';
import { call } from '../bridge.ts';
import type { Preferences } from '../../src-shared/domain/preferences.ts';
import { attempt } from './app-store.ts';

export const usePreferences = create<{ preferences: Preferences | null }>()(() => ({ preferences: null }));

export async function readPreferences(): Promise<void> {
  const preferences = await attempt(call('getPreferences', {}));
  if (preferences !== null) usePreferences.setState({ preferences });
}

export async function changePreferences(changes: Partial<Preferences>): Promise<void> {
  const preferences = await attempt(call('setPreferences', changes));
  if (preferences !== null) usePreferences.setState({ preferences });
}

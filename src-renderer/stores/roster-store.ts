/** Who is in the game, read once an answer and shared by the screens that name other players. */
import { useEffect } from 'react';
import { create } from 'zustand';
import type { PlainError } from '../../src-shared/app-error.ts';
import type { RosterEntry } from '../../src-shared/domain/segment.ts';
import { answerOf } from '../bridge.ts';
import { useJobs } from './jobs-store.ts';

export type RosterState = { state: 'loading' } | { state: 'ready'; entries: readonly RosterEntry[] } | { state: 'failed'; error: PlainError };

const useRosters = create<{ byKey: Readonly<Record<string, RosterState>> }>()(() => ({ byKey: {} }));
const loading: RosterState = { state: 'loading' };

/** `wanted`: false asks for nothing yet. */
export function useRoster(jobId: string, wanted = true): RosterState {
  const newestRun = useJobs((state) => state.newestRun[jobId]);
  const key = `${jobId} ${newestRun ?? ''}`;
  useEffect(() => { if (wanted) void readRoster(jobId, key); }, [jobId, key, wanted]);
  // An older roster is shown until the newer one is there: players do not change with the player asked for.
  return useRosters((state) => state.byKey[key] ?? state.byKey[jobId] ?? loading);
}

const asked = new Set<string>();

async function readRoster(jobId: string, key: string): Promise<void> {
  if (asked.has(key)) return;
  asked.add(key);
  const answer = await answerOf('getRoster', { jobId });
  // Nothing was watched yet: that is no mistake, only an empty roster.
  const state: RosterState = answer.ok ? { state: 'ready', entries: answer.value } : answer.error.code === 'job-not-ready' ? { state: 'ready', entries: [] } : { state: 'failed', error: answer.error };
  if (state.state === 'failed' || !answer.ok) asked.delete(key);
  useRosters.setState(({ byKey }) => ({ byKey: { ...byKey, [key]: state, [jobId]: state } }));
}

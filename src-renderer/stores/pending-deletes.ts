/** Games the user deleted a moment ago: hidden, but really deleted only when the time to take it back is over. */
import { create } from 'zustand';
import { call } from '../bridge.ts';
import { attempt } from './app-store.ts';

/** A little longer than the notice that offers to undo it. */
const secondsToUndo = 8;

interface PendingDeletes {
  jobIds: ReadonlySet<string>;
}

export const usePendingDeletes = create<PendingDeletes>()(() => ({ jobIds: new Set() }));

/** Returns how to take it back. Closing the window before the time is over keeps the game: nothing is lost by accident. */
export function deleteLater(jobId: string): () => void {
  usePendingDeletes.setState(({ jobIds }) => ({ jobIds: new Set([...jobIds, jobId]) }));
  const show = (): void => usePendingDeletes.setState(({ jobIds }) => ({ jobIds: new Set([...jobIds].filter((other) => other !== jobId)) }));
  const timer = setTimeout(() => { void attempt(call('deleteJob', { jobId })).then(show); }, secondsToUndo * 1000);
  return () => { clearTimeout(timer); show(); };
}

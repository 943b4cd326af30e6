/** The games this page knows of, kept current by main's events. It asks for nothing by itself: see connect-stores. */
import { create } from 'zustand';
import type { AppEvent } from '../../src-shared/contract/api.ts';
import type { JobView } from '../../src-shared/domain/job.ts';

export interface JobsState {
  /** false until the list has been read once. */
  loaded: boolean;
  byId: Readonly<Record<string, JobView>>;
  /** Chunks seen to be complete since the page opened, by job; the review screen may read them while the job runs. */
  observedChunks: Readonly<Record<string, readonly number[]>>;
  /** The newest complete answer by job; a change means "read getReview again". */
  newestRun: Readonly<Record<string, string>>;
}

export const emptyJobs: JobsState = { loaded: false, byId: {}, observedChunks: {}, newestRun: {} };

export const useJobs = create<JobsState>()(() => emptyJobs);

export function useJob(jobId: string): JobView | undefined {
  return useJobs((state) => state.byId[jobId]);
}

/** Jobs in the order of the list and the queue. */
export function inOrder(byId: JobsState['byId']): JobView[] {
  return Object.values(byId).sort((a, b) => a.record.position - b.record.position || (a.record.id < b.record.id ? -1 : 1));
}

/** A whole list replaces what was known: games deleted meanwhile disappear. */
export function replaceJobs(jobs: readonly JobView[]): void {
  useJobs.setState({ loaded: true, byId: Object.fromEntries(jobs.map((job) => [job.record.id, job])) });
}

/** Takes in the answer of a call that changed one job. */
export function putJob(job: JobView): void {
  useJobs.setState((state) => withJob(state, job));
}

/** What one event changes; events that are none of the games' business change nothing. */
export function applyJobEvent(state: JobsState, event: AppEvent): JobsState {
  switch (event.type) {
    case 'job-changed':
      return withJob(state, event.job);
    case 'job-removed':
      return { ...state, byId: without(state.byId, event.jobId), observedChunks: without(state.observedChunks, event.jobId), newestRun: without(state.newestRun, event.jobId) };
    case 'chunk-observed': {
      const known = state.observedChunks[event.jobId] ?? [];
      if (known.includes(event.chunkIndex)) return state;
      return { ...state, observedChunks: { ...state.observedChunks, [event.jobId]: [...known, event.chunkIndex].sort((a, b) => a - b) } };
    }
    case 'results-changed':
      return { ...state, newestRun: { ...state.newestRun, [event.jobId]: event.runId } };
    default:
      return state;
  }
}

/** An older fact that arrives late does not overwrite a newer one of the same job. */
function withJob(state: JobsState, job: JobView): JobsState {
  const known = state.byId[job.record.id];
  if (known !== undefined && known.status.updatedAt > job.status.updatedAt && known.record.updatedAt >= job.record.updatedAt) return state;
  return { ...state, byId: { ...state.byId, [job.record.id]: job } };
}

function without<Value>(from: Readonly<Record<string, Value>>, key: string): Readonly<Record<string, Value>> {
  return Object.fromEntries(Object.entries(from).filter(([other]) => other !== key));
}

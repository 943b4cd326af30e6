/** Exports under way and finished, by job, kept current by main's events. */
import { create } from 'zustand';
import type { AppEvent, ExportRecord } from '../../src-shared/contract/api.ts';

export interface ExportsState {
  byJob: Readonly<Record<string, readonly ExportRecord[]>>;
}

export const useExports = create<ExportsState>()(() => ({ byJob: {} }));

const none: readonly ExportRecord[] = [];

/** Newest first. */
export function useExportsOf(jobId: string): readonly ExportRecord[] {
  return useExports((state) => state.byJob[jobId] ?? none);
}

/** A whole list as main answered it. */
export function replaceExports(jobId: string, records: readonly ExportRecord[]): void {
  useExports.setState(({ byJob }) => ({ byJob: { ...byJob, [jobId]: newestFirst(records) } }));
}

export function applyExportEvent(state: ExportsState, event: AppEvent): ExportsState {
  if (event.type === 'export-changed') {
    const record = event.export;
    const others = (state.byJob[record.jobId] ?? none).filter((other) => other.id !== record.id);
    return { byJob: { ...state.byJob, [record.jobId]: newestFirst([record, ...others]) } };
  }
  if (event.type === 'job-removed' && event.jobId in state.byJob) {
    return { byJob: Object.fromEntries(Object.entries(state.byJob).filter(([jobId]) => jobId !== event.jobId)) };
  }
  return state;
}

function newestFirst(records: readonly ExportRecord[]): ExportRecord[] {
  return [...records].sort((a, b) => (a.createdAt < b.createdAt ? 1 : -1));
}

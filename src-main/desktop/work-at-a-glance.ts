/** The state of all games in one figure and one sentence, for the system's taskbar and notes. */
import type { JobStatus, JobView } from '../../src-shared/domain/job.ts';

const working = ['queued', 'running', 'cancelling'];

/** 0–1 over the games under way; null when nothing is being done. */
export function overallProgress(jobs: readonly JobView[]): number | null {
  const underWay = jobs.filter(({ status }) => working.includes(status.status));
  if (underWay.length === 0) return null;
  return underWay.reduce((sum, { status }) => sum + status.progress, 0) / underWay.length;
}

/** Null unless the game has just ended by itself; what the user ended himself he knows. */
export function endWords(before: JobStatus | null, { record, status }: JobView): { title: string; body: string } | null {
  if (before === null || !working.includes(before.status)) return null;
  switch (status.status) {
    case 'done': return { title: 'Your game is ready', body: `${record.name}: ${status.message}` };
    case 'done-no-segments': return { title: 'Nothing was found', body: `${record.name}: ${status.message}` };
    case 'failed': return { title: 'A game could not be finished', body: `${record.name}: ${status.error?.message ?? status.message}` };
    default: return null;
  }
}

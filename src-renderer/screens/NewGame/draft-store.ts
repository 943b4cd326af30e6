/** Drafts by game, kept while the page lives: leaving the screen and coming back loses nothing. Sending a draft is the screen's business. */
import { create } from 'zustand';
import type { JobView } from '../../../src-shared/domain/job.ts';
import { draftFromSetup, type SetupDraft } from './setup-draft.ts';

interface Drafts {
  byJob: Readonly<Record<string, SetupDraft>>;
}

const useDrafts = create<Drafts>()(() => ({ byJob: {} }));
const fromSetup = new WeakMap<JobView['record'], SetupDraft>();

/** What was typed, or else what the game was last asked. */
export function useDraft(job: JobView): SetupDraft {
  const typed = useDrafts((drafts) => drafts.byJob[job.record.id]);
  if (typed !== undefined) return typed;
  const known = fromSetup.get(job.record) ?? draftFromSetup(job.record.setup);
  fromSetup.set(job.record, known);
  return known;
}

export function changeDraft(jobId: string, draft: SetupDraft): void {
  useDrafts.setState(({ byJob }) => ({ byJob: { ...byJob, [jobId]: draft } }));
}

/** After it was sent: from now on the game's own setup counts. */
export function dropDraft(jobId: string): void {
  useDrafts.setState(({ byJob }) => ({ byJob: Object.fromEntries(Object.entries(byJob).filter(([other]) => other !== jobId)) }));
}

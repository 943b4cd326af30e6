/** What the review asks of main, one after the other, so that the order of the user's deeds is the order they are written down. */
import { call } from '../bridge.ts';
import { toPlainError } from '../../src-shared/app-error.ts';
import { artifactUrl, type ReviewView } from '../../src-shared/contract/api.ts';
import { DebugFile, jobFiles, runFiles } from '../../src-shared/contract/artifacts.ts';
import type { Setup } from '../../src-shared/domain/job.ts';
import { notifyError } from './app-store.ts';
import { resetObservations } from './observations-store.ts';
import { startOfPlayhead, usePlayhead } from './playhead.ts';
import { resolvesAgain, withDeeds, type ReviewDeed } from './pending-review.ts';
import { emptyReviewState, selectedMissed, shownSegments, useReview, type ReviewState } from './review-store.ts';
import { diffSegments, isEmptyDiff } from './segment-diff.ts';

/** Opens a game; what an earlier one left behind is forgotten, only the ways of playing are kept. */
export async function openReview(jobId: string): Promise<void> {
  const { speed, muted, scope } = usePlayhead.getState();
  const { sort, listView, showFilm, showPlayers } = useReview.getState();
  useReview.setState({ ...emptyReviewState, sort, listView, showFilm, showPlayers, jobId });
  usePlayhead.setState({ ...startOfPlayhead, speed: Math.abs(speed), muted, scope });
  resetObservations(jobId);
  try {
    const [media, view] = await Promise.all([call('getMedia', { jobId }), call('getReview', { jobId })]);
    if (useReview.getState().jobId !== jobId) return;
    useReview.setState({ media, phase: { state: 'ready' } });
    usePlayhead.setState({ timeSeconds: media.startSeconds });
    takeView(jobId, view);
  } catch (thrown) {
    if (useReview.getState().jobId === jobId) useReview.setState({ phase: { state: 'failed', error: toPlainError(thrown) } });
  }
}

/** Reads the answer again when main says that there is a newer one. */
export async function refreshReview(jobId: string): Promise<void> {
  await inOrder(async () => {
    const before = useReview.getState();
    if (before.jobId !== jobId) return;
    takeView(jobId, await call('getReview', { jobId }), before);
  });
}

/** Does a deed: at once on screen, then in main; when main refuses, it is taken from the screen again. */
export async function doDeed(deed: ReviewDeed): Promise<void> {
  const { jobId, review, deeds } = useReview.getState();
  if (jobId === null) return;
  const again = resolvesAgain(withDeeds(review, deeds), deed);
  useReview.setState({ deeds: [...deeds, deed], ...(again ? { resolving: true } : {}) });
  await inOrder(async () => {
    const before = useReview.getState();
    if (before.jobId !== jobId) return;
    try {
      const view = await sendDeed(jobId, deed);
      dropDeed(deed);
      takeView(jobId, view, again ? before : undefined);
    } catch (thrown) {
      dropDeed(deed);
      notifyError(thrown);
    } finally {
      if (again) useReview.setState({ resolving: false });
    }
  });
}

/** Another player or other settings, answered from what was seen. Resolves to false when main refused. */
export async function askAgain(setup: Setup): Promise<boolean> {
  const { jobId } = useReview.getState();
  if (jobId === null) return false;
  useReview.setState({ resolving: true });
  return inOrder(async () => {
    try {
      const before = useReview.getState();
      const results = await call('ask', { jobId, setup });
      const view = await call('getReview', { jobId });
      takeView(jobId, { ...view, results, runId: results.runId }, before);
      return true;
    } catch (thrown) {
      notifyError(thrown);
      return false;
    } finally {
      useReview.setState({ resolving: false });
    }
  });
}

function sendDeed(jobId: string, deed: ReviewDeed): Promise<ReviewView> {
  switch (deed.kind) {
    case 'add': return call('addEdit', { jobId, edit: deed.edit });
    case 'undo': return call('undoEdit', { jobId });
    case 'redo': return call('redoEdit', { jobId });
  }
}

function dropDeed(deed: ReviewDeed): void {
  useReview.setState(({ deeds }) => ({ deeds: deeds.filter((other) => other !== deed) }));
}

/** `before`: show what is different from then. */
function takeView(jobId: string, view: ReviewView, before?: ReviewState): void {
  if (useReview.getState().jobId !== jobId) return;
  const isNewRun = view.runId !== useReview.getState().runId;
  // Main writes what it was told; keeping the object while the run is the same saves deriving everything anew.
  useReview.setState({ review: view.review, ...(isNewRun || view.results === null ? { results: view.results, runId: view.runId } : {}) });
  if (before !== undefined && before.results !== null && isNewRun) {
    const diff = diffSegments(shownSegments(before), shownSegments(useReview.getState()));
    useReview.setState({ change: isEmptyDiff(diff) ? null : diff });
  }
  letGoOfWhatIsGone();
  if (isNewRun && view.runId !== null) void readDebug(jobId, view.runId);
}

/** A new answer or an undo may have taken away what was chosen. */
function letGoOfWhatIsGone(): void {
  const state = useReview.getState();
  const ids = new Set(shownSegments(state).map((segment) => segment.id));
  const { selection, picked } = state;
  if (selection?.kind === 'segment' && !ids.has(selection.id)) useReview.setState({ selection: null });
  if (selection?.kind === 'missed' && selectedMissed(state) === null) useReview.setState({ selection: null });
  if ([...picked].some((id) => !ids.has(id))) useReview.setState({ picked: new Set([...picked].filter((id) => ids.has(id))) });
}

/** The run's reasons. Without them the review still works: lanes stay empty. */
async function readDebug(jobId: string, runId: string): Promise<void> {
  try {
    const answer = await fetch(artifactUrl(jobId, `${jobFiles.runs}/${runId}/${runFiles.debug}`));
    const debug = answer.ok ? DebugFile.parse(await answer.json()) : null;
    if (useReview.getState().runId === runId && useReview.getState().jobId === jobId) useReview.setState({ debug });
  } catch (thrown) {
    useReview.setState({ debug: null });
    notifyError(thrown);
  }
}

let queue: Promise<unknown> = Promise.resolve();

function inOrder<Value>(work: () => Promise<Value>): Promise<Value> {
  const mine = queue.then(work);
  queue = mine.catch(() => undefined);
  return mine;
}

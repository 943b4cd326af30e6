/** Fills the stores: reads once, then lives on main's events. The only place where stores meet the bridge. */
import { call, onEvent } from '../bridge.ts';
import { attempt, followAddress, navigate, notify, useApp } from './app-store.ts';
import { applyExportEvent, useExports } from './exports-store.ts';
import { applyJobEvent, replaceJobs, useJobs } from './jobs-store.ts';

export function connectStores(): void {
  followAddress();
  onEvent((event) => {
    useJobs.setState((state) => applyJobEvent(state, event));
    useExports.setState((state) => applyExportEvent(state, event));
    if (event.type === 'app-info-changed') useApp.setState({ info: event.info });
    if (event.type === 'update-changed') useApp.setState({ update: event.update });
    if (event.type === 'notice') notify({ level: event.level, message: event.message, ...(event.next === undefined ? {} : { next: event.next }) });
    if (event.type === 'show-screen') navigate({ screen: event.screen });
    if (event.type === 'open-job') void openJob(event.jobId);
  });
  void attempt(readJobs());
  void attempt(readInfo());
}

export async function readJobs(): Promise<void> {
  replaceJobs(await call('listJobs', {}));
}

export async function readInfo(): Promise<void> {
  useApp.setState({ info: await call('appInfo', {}) });
}

/** A game with an answer opens in review, one without where it is asked for. */
async function openJob(jobId: string): Promise<void> {
  const job = useJobs.getState().byId[jobId] ?? (await attempt(call('getJob', { jobId })));
  if (job === null) return;
  navigate(job.hasResults ? { screen: 'review', jobId } : { screen: 'new-game', jobId });
}

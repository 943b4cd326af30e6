/** The menu, kept in step with the list of games. */
import { app } from 'electron';
import { nativeDialogs } from './native-dialogs.ts';
import { sendToPages } from './electron-ipc.ts';
import { setMenu } from './menu.ts';
import type { Services } from '../start-services.ts';

/** Progress comes many times a second; names and order change seldom. */
const atMostEveryMs = 2000;

export function keepMenu(services: Promise<Services>, { newWindow }: { newWindow: () => void }): void {
  const told = (work: () => Promise<unknown>): void => void work().catch((error: unknown) => sendToPages({ type: 'notice', level: 'error', message: error instanceof Error ? error.message : String(error) }));
  const addVideos = async (): Promise<void> => {
    const paths = await nativeDialogs.chooseVideos();
    if (paths.length > 0) await (await services).handlers.addVideos({ paths });
  };
  const openGameFile = async (): Promise<void> => {
    const job = await (await services).handlers.unpackGame({});
    if (job !== null) sendToPages({ type: 'open-job', jobId: job.record.id });
  };
  const actions = {
    addVideos: () => told(addVideos),
    openGameFile: () => told(openGameFile),
    openJob: (jobId: string) => sendToPages({ type: 'open-job', jobId }),
    newWindow,
    showScreen: (screen: 'games' | 'season' | 'settings') => sendToPages({ type: 'show-screen', screen }),
    saveSupportBundle: () => told(async () => (await services).handlers.saveSupportBundle({})),
  };
  let waiting: NodeJS.Timeout | null = null;
  const draw = async (): Promise<void> => {
    waiting = null;
    const jobs = await (await services).handlers.listJobs({}).catch(() => null);
    if (jobs === null) return; // the next change of a game brings it
    setMenu(actions, jobs);
    const newest = [...jobs].sort((a, b) => b.record.createdAt.localeCompare(a.record.createdAt))[0];
    if (newest !== undefined) app.addRecentDocument(newest.record.videoPath);
  };
  setMenu(actions, []);
  void draw();
  void services.then(({ onEvent }) => onEvent(({ type }) => {
    if ((type === 'job-changed' || type === 'job-removed') && waiting === null) waiting = setTimeout(() => void draw(), atMostEveryMs);
  }));
}

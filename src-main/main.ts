/** The app's start, read from top to bottom. What each line does is in the file it names. */
import { join, resolve } from 'node:path';
import { setTimeout as breathe } from 'node:timers/promises';
import { app, BrowserWindow } from 'electron';
import { readAppConfig } from './app-config.ts';
import { lookForUpdates } from './desktop/look-for-updates.ts';
import { WatchFolder } from './desktop/watch-folder.ts';
import { registerAppScheme, serveAppProtocol } from './electron/app-protocol.ts';
import { readCommandLine, type CommandLine } from './electron/command-line.ts';
import { noteStart, reviveDeadPage } from './electron/crash-recovery.ts';
import { answerPageCalls, sendToPages } from './electron/electron-ipc.ts';
import { JobFollower } from './electron/follow-jobs.ts';
import { forkUtilityProcess } from './electron/fork-worker.ts';
import { firstPaint, openMainWindow } from './electron/main-window.ts';
import { keepMenu } from './electron/keep-menu.ts';
import { nativeDialogs } from './electron/native-dialogs.ts';
import { guardPages } from './electron/page-guards.ts';
import { takeScreenshot } from './electron/take-screenshot.ts';
import { createAppLog } from './logging/app-log.ts';
import type { Behind } from './start-behind-window.ts';
import type { Updater } from './desktop/updates.ts';
import type { Services } from './start-services.ts';

const config = readAppConfig(process.env);
const log = createAppLog(config);
const commandLine = readCommandLine(argumentsOf(process.argv), process.cwd());
const devUrl = app.isPackaged ? null : (process.env['SHIFTCLIPPER_DEV_URL'] ?? null);
const distFolder = join(import.meta.dirname, '..');
/** macOS hands over files by event, which may come before anything is ready. */
const handedOver: string[] = [];

app.setPath('userData', join(config.dataDir, 'electron'));
app.on('open-file', (event, path) => { event.preventDefault(); handedOver.push(path); });
if (app.requestSingleInstanceLock()) void start();
else app.quit();

async function start(): Promise<void> {
  registerAppScheme();
  await app.whenReady();
  guardPages(log, devUrl);

  // The window first: what is behind it takes longer to load than the page, and the page waits with its questions.
  let isThere: (behind: Behind) => void = () => undefined;
  const behind = new Promise<Behind>((resolve) => { isThere = resolve; });
  const coming = behind.then(({ services }) => services);
  serveAppProtocol({ videoPathOf: async (jobId) => (await coming).videoPathOf(jobId), artifactPathOf: async (jobId, path) => (await coming).artifactPathOf(jobId, path) }, join(distFolder, 'renderer'), devUrl);
  answerPageCalls(async (name, input) => (await behind).serve(name, input), log);
  const window = openWindow(coming, commandLine.openJobId);
  void loadLibraries(window);
  keepMenu(coming, { newWindow: () => openWindow(coming, null) });
  const endedBadly = noteStart(config.dataDir);
  app.on('second-instance', (_, args, workingFolder) => void coming.then((services) => takeOver(services, args, workingFolder)));
  app.on('activate', () => { if (BrowserWindow.getAllWindows().length === 0) openWindow(coming, null); });
  app.on('window-all-closed', () => { if (process.platform !== 'darwin') app.quit(); });
  let leaving = false;
  app.once('before-quit', () => { leaving = true; });
  await firstPaint(window);
  if (leaving) return;

  const { startBehindWindow } = await import('./start-behind-window.ts');
  const started = await startBehindWindow({ config, forkWorker: forkUtilityProcess, native: { ...nativeDialogs, openUpdater: openUpdaterOf }, log });
  const { services, doors } = started;
  const follower = new JobFollower(services.preferences, (jobId) => sendToPages({ type: 'open-job', jobId }));
  services.onEvent((event) => { sendToPages(event); follower.hear(event); });
  isThere(started);
  stopServicesBeforeQuit(async () => { await (await doors)?.close(); await services.stop(); });
  if (endedBadly) sendToPages({ type: 'notice', level: 'info', message: 'The app did not end properly last time.', next: 'Nothing is lost: games go on from their last finished part. Help → Save what helps to find a fault.' });
  await takeIn(services, { ...commandLine, openJobId: null });
  await takeIn(services, readCommandLine(handedOver.splice(0), '/'));
  watchForVideos(services);
  lookForUpdates({ look: () => services.handlers.checkForUpdate({}), wanted: () => config.updateFeed !== null && services.preferences.get().lookForUpdates, tell: sendToPages });

  app.removeAllListeners('open-file');
  app.on('open-file', (event, path) => { event.preventDefault(); void takeIn(services, readCommandLine([path], '/')); });

  if (commandLine.screenshot !== null) await pictureAndExit(window, commandLine.screenshot);
}

/** The largest parts one by one, while Chromium is busy with the page: what is left for behind the first paint is little. */
async function loadLibraries(window: BrowserWindow): Promise<void> {
  await new Promise<void>((resolve) => { window.webContents.once('did-navigate', () => resolve()); });
  for (const load of [() => import('zod'), () => import('ioredis'), () => import('bullmq')]) {
    await breathe();
    await load();
  }
}

function openWindow(services: Promise<Services>, openJobId: string | null): BrowserWindow {
  const window = openMainWindow({ preload: join(distFolder, 'main', 'preload.cjs'), dataDir: config.dataDir, openJobId });
  reviveDeadPage(window, log, () => void services.then(({ handlers }) => handlers.saveSupportBundle({})));
  return window;
}

/** Without the program and, in development, the app's own folder, which may stand behind Chromium's switches. */
function argumentsOf(argv: readonly string[]): string[] {
  return argv.slice(1).filter((arg) => app.isPackaged || arg.startsWith('-') || resolve(arg) !== app.getAppPath());
}

/** Videos become games, game files are opened; what can not be taken in is told in the window. */
async function takeIn(services: Services, { videos, gameFiles, openJobId }: Pick<CommandLine, 'videos' | 'gameFiles' | 'openJobId'>): Promise<void> {
  try {
    if (videos.length > 0) await services.handlers.addVideos({ paths: videos });
    for (const path of gameFiles) {
      const job = await services.handlers.unpackGame({ path });
      if (job !== null) sendToPages({ type: 'open-job', jobId: job.record.id });
    }
  } catch (error) {
    sendToPages({ type: 'notice', level: 'error', message: error instanceof Error ? error.message : String(error) });
  }
  if (openJobId !== null) sendToPages({ type: 'open-job', jobId: openJobId });
}

/** Somebody started the app again: his files come to us, and our window to the front. */
async function takeOver(services: Services, args: readonly string[], workingFolder: string): Promise<void> {
  const [window] = BrowserWindow.getAllWindows();
  if (window === undefined) openWindow(Promise.resolve(services), null);
  else {
    if (window.isMinimized()) window.restore();
    window.focus();
  }
  await takeIn(services, readCommandLine(argumentsOf(args), workingFolder));
}

function watchForVideos(services: Services): void {
  const watcher = new WatchFolder((path) => void takeIn(services, { videos: [path], gameFiles: [], openJobId: null }));
  watcher.watch(services.preferences.get().watchFolder);
  services.preferences.onChange(({ watchFolder }) => watcher.watch(watchFolder));
}

/** Loaded only when somebody asks. */
async function openUpdaterOf(feed: string): Promise<Updater> {
  return (await import('./electron/release-updater.ts')).openUpdater(feed, log);
}

/** Workers, Redis and their children end before we do; work in hand goes on at the next start. */
function stopServicesBeforeQuit(stop: () => Promise<void>): void {
  let stopped = false;
  app.on('before-quit', (event) => {
    if (stopped) return;
    event.preventDefault();
    void stop().catch((error: unknown) => log.error('services did not stop cleanly', { error: String(error) })).finally(() => {
      stopped = true;
      app.quit();
    });
  });
}

async function pictureAndExit(window: BrowserWindow, file: string): Promise<void> {
  const painted = await takeScreenshot(window, file, commandLine.openJobId === null ? 'games' : 'review');
  if (!painted) log.warn('the page was not painted in time for its picture', { file });
  if (commandLine.exitAfterScreenshot) app.quit();
}

/** The app's start, read from top to bottom. What each line does is in the file it names. */
import { join, resolve } from 'node:path';
import { app, BrowserWindow } from 'electron';
import { readAppConfig } from './app-config.ts';
import { serveApi } from './api/serve-api.ts';
import { registerAppScheme, serveAppProtocol } from './electron/app-protocol.ts';
import { readCommandLine } from './electron/command-line.ts';
import { answerPageCalls, sendToPages } from './electron/electron-ipc.ts';
import { forkUtilityProcess } from './electron/fork-worker.ts';
import { openMainWindow } from './electron/main-window.ts';
import { setMenu } from './electron/menu.ts';
import { nativeDialogs } from './electron/native-dialogs.ts';
import { guardPages } from './electron/page-guards.ts';
import { takeScreenshot } from './electron/take-screenshot.ts';
import { createAppLog } from './logging/app-log.ts';
import { openDoors } from './http/open-doors.ts';
import { startServices, type Services } from './start-services.ts';

const config = readAppConfig(process.env);
const log = createAppLog(config);
const commandLine = readCommandLine(argumentsOf(process.argv), process.cwd());
const devUrl = app.isPackaged ? null : (process.env['SHIFTCLIPPER_DEV_URL'] ?? null);
const distFolder = join(import.meta.dirname, '..');

app.setPath('userData', join(config.dataDir, 'electron'));
if (app.requestSingleInstanceLock()) void start();
else app.quit();

async function start(): Promise<void> {
  registerAppScheme();
  await app.whenReady();
  guardPages(log, devUrl);

  const services = await startServices({ config, forkWorker: forkUtilityProcess, native: nativeDialogs, log });
  services.onEvent(sendToPages);
  serveAppProtocol(services, join(distFolder, 'renderer'), devUrl);
  answerPageCalls(serveApi(services.handlers, log), log);

  // A taken port must not keep the window from opening.
  const doors = openDoors(services, config, log).catch((error: unknown) => { log.error('nobody can come in from outside', { error: String(error) }); return null; });

  setMenu({ addVideos: () => void addChosenVideos(services) });
  const window = openWindow(commandLine.openJobId);
  if (commandLine.videos.length > 0) await services.handlers.addVideos({ paths: commandLine.videos });

  app.on('second-instance', (_, args, workingFolder) => void takeOver(services, args, workingFolder));
  app.on('activate', () => { if (BrowserWindow.getAllWindows().length === 0) openWindow(null); });
  app.on('window-all-closed', () => { if (process.platform !== 'darwin') app.quit(); });
  stopServicesBeforeQuit(async () => { await (await doors)?.close(); await services.stop(); });

  if (commandLine.screenshot !== null) await pictureAndExit(window, commandLine.screenshot);
}

function openWindow(openJobId: string | null): BrowserWindow {
  return openMainWindow({ preload: join(distFolder, 'main', 'preload.cjs'), dataDir: config.dataDir, openJobId });
}

async function addChosenVideos(services: Services): Promise<void> {
  const paths = await nativeDialogs.chooseVideos();
  if (paths.length > 0) await services.handlers.addVideos({ paths });
}

/** Without the program and, in development, the app's own folder, which may stand behind Chromium's switches. */
function argumentsOf(argv: readonly string[]): string[] {
  return argv.slice(1).filter((arg) => app.isPackaged || arg.startsWith('-') || resolve(arg) !== app.getAppPath());
}

/** Somebody started the app again: his files come to us, and our window to the front. */
async function takeOver(services: Services, args: readonly string[], workingFolder: string): Promise<void> {
  const [window] = BrowserWindow.getAllWindows();
  if (window === undefined) openWindow(null);
  else {
    if (window.isMinimized()) window.restore();
    window.focus();
  }
  const { videos, openJobId } = readCommandLine(argumentsOf(args), workingFolder);
  if (videos.length > 0) await services.handlers.addVideos({ paths: videos });
  if (openJobId !== null) sendToPages({ type: 'open-job', jobId: openJobId });
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

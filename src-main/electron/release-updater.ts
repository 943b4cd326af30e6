/**
 * electron-updater behind our own few words. It reads the feed (`latest.yml` and its sisters), holds a machine back until its turn in a staged release has come,
 * compares the package with its SHA-512 (on Windows and macOS with its signature, too), and knows how each kind of package is replaced.
 */
import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { app } from 'electron';
import electronUpdater, { type AppUpdater, type BaseUpdater } from 'electron-updater';
import type { Logger } from '../../src-shared/logger.ts';
import type { Updater } from '../desktop/updates.ts';

const feedFile = 'update-feed.yml';

/** @param feed address of the folder with `latest*.yml` */
export async function openUpdater(feed: string, log: Logger): Promise<Updater> {
  const { autoUpdater, CancellationToken } = electronUpdater;
  const canInstall = isReplaceable();
  autoUpdater.autoDownload = false;
  autoUpdater.autoInstallOnAppQuit = false;
  autoUpdater.forceDevUpdateConfig = !app.isPackaged || !canInstall; // those that only tell ask as well
  autoUpdater.logger = { info: (text) => log.debug(String(text)), warn: (text) => log.warn(String(text)), error: (text) => log.warn(String(text)), debug: (text) => log.debug(text) };
  autoUpdater.on('error', () => undefined); // each is thrown as well
  // A session of its own, which no page can use; every other one is closed to the network (page-guards.ts).
  autoUpdater.netSession.webRequest.onBeforeRequest(({ url }, answer) => answer({ cancel: !url.startsWith('https://') && new URL(url).origin !== new URL(feed).origin }));
  autoUpdater.updateConfigPath = await writeFeedFile(feed);
  return {
    canInstall,
    async look() {
      const found = await autoUpdater.checkForUpdates();
      if (found === null || !found.isUpdateAvailable) return null;
      const { version, releaseNotes } = found.updateInfo;
      return { version, notes: typeof releaseNotes === 'string' ? releaseNotes.slice(0, 2000) : '' };
    },
    async fetch(onProgress, signal) {
      const token = new CancellationToken();
      const stop = (): void => token.cancel();
      const told = ({ percent }: { percent: number }): void => onProgress(Math.min(1, percent / 100));
      signal.addEventListener('abort', stop, { once: true });
      autoUpdater.on('download-progress', told);
      try {
        await autoUpdater.downloadUpdate(token);
      } finally {
        signal.removeEventListener('abort', stop);
        autoUpdater.off('download-progress', told);
      }
    },
    install() {
      if (!replacesItself(autoUpdater)) return autoUpdater.quitAndInstall();
      // When Redis, workers and windows have ended: the new app may start at once.
      app.once('quit', () => {
        app.releaseSingleInstanceLock();
        autoUpdater.install(false, true);
      });
      app.quit();
    },
  };
}

/** macOS replaces an app by its own means; everywhere else the updater does. */
function replacesItself(updater: AppUpdater): updater is BaseUpdater {
  return updater instanceof electronUpdater.BaseUpdater;
}

/** A folder that was unpacked by hand, or the sources, are the user's to change. */
function isReplaceable(): boolean {
  if (process.platform === 'linux') return process.env['APPIMAGE'] !== undefined || existsSync(join(process.resourcesPath, 'package-type'));
  return app.isPackaged;
}

async function writeFeedFile(feed: string): Promise<string> {
  const folder = app.getPath('userData');
  await mkdir(folder, { recursive: true });
  const file = join(folder, feedFile);
  await writeFile(file, `provider: generic\nurl: ${JSON.stringify(feed)}\nupdaterCacheDirName: shiftclipper-updater\n`);
  return file;
}

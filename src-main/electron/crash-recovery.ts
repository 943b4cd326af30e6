/** Tells after a start that the last one did not end properly, and brings the page back when it dies. The work itself recovers by its own means. */
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { app, dialog, type BrowserWindow } from 'electron';
import type { Logger } from '../../src-shared/logger.ts';

/** A file that is there while the app runs. @returns whether it was left by a run that did not end */
export function noteStart(dataDir: string): boolean {
  const file = join(dataDir, 'running');
  let leftOver = false;
  try {
    writeFileSync(file, String(process.pid), { flag: 'wx' });
  } catch (error) {
    leftOver = (error as NodeJS.ErrnoException).code === 'EEXIST';
  }
  app.on('will-quit', () => rmSync(file, { force: true }));
  return leftOver;
}

const againWithinMs = 60_000;

/** The first time the page is simply loaded again: everything is stored. If it dies again at once, the user is asked. */
export function reviveDeadPage(window: BrowserWindow, log: Logger, saveSupportBundle: () => void): void {
  let lastMs = 0;
  window.webContents.on('render-process-gone', (_, { reason, exitCode }) => {
    log.error('the page ended', { reason, exitCode });
    if (reason === 'clean-exit' || window.isDestroyed()) return;
    const again = Date.now() - lastMs < againWithinMs;
    lastMs = Date.now();
    if (!again) return window.webContents.reload();
    void askUser(window, saveSupportBundle);
  });
}

async function askUser(window: BrowserWindow, saveSupportBundle: () => void): Promise<void> {
  const { response } = await dialog.showMessageBox(window, {
    type: 'error', title: 'ShiftClipper', message: 'The window stopped working twice.', detail: 'Your games, answers and edits are stored; work in the background goes on.',
    buttons: ['Open it again', 'Save what helps to find the fault…', 'Quit'], defaultId: 0, cancelId: 0,
  });
  if (response === 1) saveSupportBundle();
  if (response === 2) app.quit();
  else window.webContents.reload();
}

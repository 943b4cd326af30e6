/** System dialogs, the file manager, and starting anew. */
import { app, BrowserWindow, dialog, shell } from 'electron';
import { videoExtensions } from '../media/video-extensions.ts';
import type { NativeActions } from '../api/native-actions.ts';

export const nativeDialogs: Omit<NativeActions, 'openUpdater'> = {
  async chooseVideos() {
    const answer = await openDialog({
      title: 'Add games',
      properties: ['openFile', 'multiSelections'],
      filters: [{ name: 'Videos', extensions: [...videoExtensions] }, { name: 'All files', extensions: ['*'] }],
    });
    return answer.canceled ? [] : answer.filePaths;
  },
  async chooseFolder() {
    const answer = await openDialog({ title: 'Choose a folder', properties: ['openDirectory', 'createDirectory'] });
    return answer.canceled ? null : (answer.filePaths[0] ?? null);
  },
  async chooseList() {
    const answer = await openDialog({ title: 'Choose a list of passages', properties: ['openFile'], filters: [{ name: 'Lists', extensions: ['csv', 'json', 'edl', 'xml', 'txt'] }, { name: 'All files', extensions: ['*'] }] });
    return answer.canceled ? null : (answer.filePaths[0] ?? null);
  },
  async dragFile(path) {
    const icon = await app.getFileIcon(path);
    ourWindow()?.webContents.startDrag({ file: path, icon });
  },
  async chooseFile({ title, extension }) {
    const answer = await openDialog({ title, properties: ['openFile'], filters: [{ name: extension, extensions: [extension] }] });
    return answer.canceled ? null : (answer.filePaths[0] ?? null);
  },
  async chooseSavePlace({ title, fileName }) {
    const options: Electron.SaveDialogOptions = { title, defaultPath: fileName, properties: ['createDirectory', 'showOverwriteConfirmation'] };
    const window = ourWindow();
    const answer = await (window === undefined ? dialog.showSaveDialog(options) : dialog.showSaveDialog(window, options));
    return answer.canceled ? null : answer.filePath;
  },
  async revealFile(path) {
    shell.showItemInFolder(path);
    await Promise.resolve();
  },
  async restart() {
    app.relaunch();
    app.quit();
    await Promise.resolve();
  },
};

/** Attached to our window where there is one. */
function openDialog(options: Electron.OpenDialogOptions): Promise<Electron.OpenDialogReturnValue> {
  const window = ourWindow();
  return window === undefined ? dialog.showOpenDialog(options) : dialog.showOpenDialog(window, options);
}

function ourWindow(): BrowserWindow | undefined {
  return BrowserWindow.getFocusedWindow() ?? BrowserWindow.getAllWindows()[0];
}

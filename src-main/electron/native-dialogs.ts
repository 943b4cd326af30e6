/** System dialogs and the file manager. */
import { BrowserWindow, dialog, shell } from 'electron';
import { videoExtensions } from '../media/video-extensions.ts';
import type { NativeActions } from '../api/native-actions.ts';

export const nativeDialogs: NativeActions = {
  async chooseVideos() {
    const answer = await openDialog({
      title: 'Add games',
      properties: ['openFile', 'multiSelections'],
      filters: [{ name: 'Videos', extensions: [...videoExtensions] }, { name: 'All files', extensions: ['*'] }],
    });
    return answer.canceled ? [] : answer.filePaths;
  },
  async chooseFolder() {
    const answer = await openDialog({
      title: 'Choose a folder for the clips',
      properties: ['openDirectory', 'createDirectory'],
    });
    return answer.canceled ? null : (answer.filePaths[0] ?? null);
  },
  async revealFile(path) {
    shell.showItemInFolder(path);
    await Promise.resolve();
  },
};

/** Attached to our window where there is one. */
function openDialog(options: Electron.OpenDialogOptions): Promise<Electron.OpenDialogReturnValue> {
  const window = BrowserWindow.getFocusedWindow() ?? BrowserWindow.getAllWindows()[0];
  return window === undefined ? dialog.showOpenDialog(options) : dialog.showOpenDialog(window, options);
}

/** The page's two channels. Only the main frame of our own origin may call; everything else is refused before it is read. */
import { BrowserWindow, ipcMain, type IpcMainInvokeEvent } from 'electron';
import type { Answer, AppEvent } from '../../src-shared/contract/api.ts';
import { APP_ORIGIN, CALL_CHANNEL, EVENT_CHANNEL } from '../../src-shared/contract/channels.ts';
import type { Logger } from '../../src-shared/logger.ts';
import type { ServeCall } from '../api/serve-api.ts';

export function answerPageCalls(serve: ServeCall, log: Logger): void {
  ipcMain.handle(CALL_CHANNEL, async (event, message: unknown): Promise<Answer<unknown>> => {
    if (!isOurMainFrame(event)) {
      log.warn('call from a foreign frame refused', { url: event.senderFrame?.url ?? 'unknown' });
      return refused('calls are only taken from the app itself');
    }
    if (!isCall(message)) return refused('a call must be { name, input }');
    return serve(message.name, message.input);
  });
}

/** Facts to every open window. */
export function sendToPages(event: AppEvent): void {
  for (const window of BrowserWindow.getAllWindows()) {
    if (!window.isDestroyed()) window.webContents.send(EVENT_CHANNEL, event);
  }
}

/** By hand: the schemas are not loaded yet when the window opens. Name and input are checked against them behind this. */
function isCall(message: unknown): message is { name: string; input: unknown } {
  if (typeof message !== 'object' || message === null || !('name' in message) || !('input' in message)) return false;
  return typeof message.name === 'string' && message.name.length <= 100 && Object.keys(message).length === 2;
}

function isOurMainFrame(event: IpcMainInvokeEvent): boolean {
  const frame = event.senderFrame;
  return frame !== null && frame === event.sender.mainFrame && frame.url.startsWith(`${APP_ORIGIN}/`);
}

function refused(message: string): Answer<never> {
  return { ok: false, error: { code: 'invalid-input', message, next: 'This is a fault of the app. The log has the details.' } };
}

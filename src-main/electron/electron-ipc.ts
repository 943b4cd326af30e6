/** The page's two channels. Only the main frame of our own origin may call; everything else is refused before it is read. */
import { BrowserWindow, ipcMain, type IpcMainInvokeEvent } from 'electron';
import { z } from 'zod';
import type { Answer, AppEvent } from '../../src-shared/contract/api.ts';
import { APP_ORIGIN, CALL_CHANNEL, EVENT_CHANNEL } from '../../src-shared/contract/channels.ts';
import type { Logger } from '../../src-shared/logger.ts';
import type { ServeCall } from '../api/serve-api.ts';

const CallMessage = z.strictObject({ name: z.string().max(100), input: z.unknown() });

export function answerPageCalls(serve: ServeCall, log: Logger): void {
  ipcMain.handle(CALL_CHANNEL, async (event, message: unknown): Promise<Answer<unknown>> => {
    if (!isOurMainFrame(event)) {
      log.warn('call from a foreign frame refused', { url: event.senderFrame?.url ?? 'unknown' });
      return refused('calls are only taken from the app itself');
    }
    const call = CallMessage.safeParse(message);
    if (!call.success) return refused('a call must be { name, input }');
    return serve(call.data.name, call.data.input);
  });
}

/** Facts to every open window. */
export function sendToPages(event: AppEvent): void {
  for (const window of BrowserWindow.getAllWindows()) {
    if (!window.isDestroyed()) window.webContents.send(EVENT_CHANNEL, event);
  }
}

function isOurMainFrame(event: IpcMainInvokeEvent): boolean {
  const frame = event.senderFrame;
  return frame !== null && frame === event.sender.mainFrame && frame.url.startsWith(`${APP_ORIGIN}/`);
}

function refused(message: string): Answer<never> {
  return { ok: false, error: { code: 'invalid-input', message, next: 'This is a fault of the app. The log has the details.' } };
}

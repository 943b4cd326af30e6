/** The one window: sandboxed, isolated, without Node. */
import { join } from 'node:path';
import { BrowserWindow, nativeTheme } from 'electron';
import { APP_ORIGIN } from '../../src-shared/contract/channels.ts';
import { keepWindowState, readWindowState } from './window-state.ts';

export interface MainWindowOptions {
  preload: string;
  /** Where the window's place is kept. */
  dataDir: string;
  /** Game whose review is opened at once; null for the list of games. */
  openJobId: string | null;
}

const paintAwaitedMs = 5000;

/** Resolved behind the frame in which the window first shows its page: what blocks main before that, blocks the picture. */
const afterNextFrame = 'new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)))';

/** The page is seen and takes input, or can not be loaded, or is late: nothing may wait for it for ever. */
export function firstPaint(window: BrowserWindow): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, paintAwaitedMs);
    const on = (): void => { clearTimeout(timer); resolve(); };
    window.once('ready-to-show', () => void window.webContents.executeJavaScript(afterNextFrame).then(on, on));
    window.webContents.once('did-fail-load', on);
    window.once('closed', on);
  });
}

export function openMainWindow(options: MainWindowOptions): BrowserWindow {
  const stateFile = join(options.dataDir, 'window.json');
  const state = readWindowState(stateFile);
  const window = new BrowserWindow({
    ...(state === null ? { width: 1440, height: 900 } : { x: state.x, y: state.y, width: state.width, height: state.height }),
    minWidth: 960,
    minHeight: 620,
    show: false,
    title: 'ShiftClipper',
    backgroundColor: nativeTheme.shouldUseDarkColors ? '#15181c' : '#f6f7f8',
    webPreferences: {
      preload: options.preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webviewTag: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      spellcheck: false,
    },
  });
  if (state?.maximised === true) window.maximize();
  keepWindowState(window, stateFile);
  window.once('ready-to-show', () => window.show());
  const place = options.openJobId === null ? '' : `#/review/${options.openJobId}`;
  void window.loadURL(`${APP_ORIGIN}/index.html${place}`);
  return window;
}

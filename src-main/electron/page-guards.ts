/** What a page may never do, whatever it tries: leave our origin, open windows, get permissions, reach the network, hold a webview. */
import { app, session, type Session } from 'electron';
import { APP_ORIGIN, APP_SCHEME } from '../../src-shared/contract/channels.ts';
import type { Logger } from '../../src-shared/logger.ts';

export function guardPages(log: Logger, devUrl: string | null): void {
  app.on('web-contents-created', (_, contents) => {
    contents.on('will-navigate', (event, url) => {
      if (isOurPage(url)) return;
      event.preventDefault();
      log.warn('navigation refused', { url });
    });
    contents.on('will-redirect', (event, url) => { if (!isOurPage(url)) event.preventDefault(); });
    contents.on('will-attach-webview', (event) => event.preventDefault());
    contents.setWindowOpenHandler(({ url }) => {
      log.warn('window refused', { url });
      return { action: 'deny' };
    });
  });
  guardSession(session.defaultSession, log, devUrl);
  // The only other session is the updater's, which opens itself again (release-updater.ts); one that is made otherwise is no way out.
  app.on('session-created', (made) => { if (made !== session.defaultSession) guardSession(made, log, null); });
}

function guardSession(pages: Session, log: Logger, devUrl: string | null): void {
  pages.setPermissionRequestHandler((_, permission, answer) => answer(permission === 'fullscreen'));
  pages.setPermissionCheckHandler((_, permission) => permission === 'fullscreen');
  pages.setDevicePermissionHandler(() => false);
  pages.on('will-download', (event) => event.preventDefault());
  pages.webRequest.onBeforeRequest((details, answer) => {
    const refused = !isAllowedRequest(details.url, devUrl);
    if (refused) log.warn('network request of the page refused', { url: details.url });
    answer({ cancel: refused });
  });
}

function isOurPage(url: string): boolean {
  return url === APP_ORIGIN || url.startsWith(`${APP_ORIGIN}/`);
}

function isAllowedRequest(url: string, devUrl: string | null): boolean {
  if (url.startsWith(`${APP_SCHEME}://app/`)) return true;
  if (/^(data|blob|devtools|chrome-devtools|chrome-extension):/.test(url)) return true;
  return devUrl !== null && (url.startsWith(devUrl) || url.startsWith(devUrl.replace(/^http/, 'ws')));
}

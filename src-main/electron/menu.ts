/** The native menu of each system. What it does, it does by the same calls and events as the page. */
import { Menu, app, type MenuItemConstructorOptions } from 'electron';
import type { JobView } from '../../src-shared/domain/job.ts';

export interface MenuActions {
  addVideos(): void;
  openGameFile(): void;
  openJob(jobId: string): void;
  newWindow(): void;
  showScreen(screen: 'games' | 'season' | 'settings'): void;
  saveSupportBundle(): void;
}

const recentAtMost = 8;

/** Set anew whenever the list of games changes. */
export function setMenu(actions: MenuActions, jobs: readonly JobView[]): void {
  Menu.setApplicationMenu(Menu.buildFromTemplate(menuTemplate(actions, jobs, process.platform, app.isPackaged)));
}

export function menuTemplate(actions: MenuActions, jobs: readonly JobView[], platform: NodeJS.Platform, packaged: boolean): MenuItemConstructorOptions[] {
  const isMac = platform === 'darwin';
  const settings: MenuItemConstructorOptions = { label: 'Settings…', accelerator: 'CmdOrCtrl+,', click: () => actions.showScreen('settings') };
  return [
    ...(isMac ? [{ label: 'ShiftClipper', submenu: [{ role: 'about' }, { type: 'separator' }, settings, { type: 'separator' }, { role: 'services' }, { type: 'separator' }, { role: 'hide' }, { role: 'hideOthers' }, { role: 'unhide' }, { type: 'separator' }, { role: 'quit' }] } satisfies MenuItemConstructorOptions] : []),
    {
      label: isMac ? 'File' : '&File',
      submenu: [
        { label: 'Add games…', accelerator: 'CmdOrCtrl+O', click: () => actions.addVideos() },
        { label: 'Open a ShiftClipper game…', accelerator: 'CmdOrCtrl+Shift+O', click: () => actions.openGameFile() },
        { label: 'Open recent', submenu: recentItems(actions, jobs) },
        { label: 'New window', accelerator: 'CmdOrCtrl+Shift+N', click: () => actions.newWindow() },
        { type: 'separator' },
        ...(isMac ? [{ role: 'close' } as const] : [settings, { type: 'separator' } as const, { role: 'quit' } as const]),
      ],
    },
    {
      label: isMac ? 'Edit' : '&Edit',
      // Undo and redo belong to the page: over edits in the review, over text in a field.
      submenu: [{ role: 'cut' }, { role: 'copy' }, { role: 'paste' }, { role: 'selectAll' }],
    },
    {
      label: isMac ? 'View' : '&View',
      submenu: [
        { label: 'Games', accelerator: 'CmdOrCtrl+1', click: () => actions.showScreen('games') },
        { label: 'Season', accelerator: 'CmdOrCtrl+2', click: () => actions.showScreen('season') },
        { type: 'separator' }, { role: 'resetZoom' }, { role: 'zoomIn' }, { role: 'zoomOut' }, { type: 'separator' }, { role: 'togglefullscreen' },
        ...(packaged ? [] : [{ type: 'separator' } as const, { role: 'toggleDevTools' } as const]),
      ],
    },
    { role: 'windowMenu' },
    {
      role: 'help',
      submenu: [
        { label: 'Health of the app', click: () => actions.showScreen('settings') },
        { label: 'Save what helps to find a fault…', click: () => actions.saveSupportBundle() },
        ...(isMac ? [] : [{ type: 'separator' } as const, { role: 'about' } as const]),
      ],
    },
  ];
}

function recentItems(actions: MenuActions, jobs: readonly JobView[]): MenuItemConstructorOptions[] {
  const recent = [...jobs].sort((a, b) => b.record.updatedAt.localeCompare(a.record.updatedAt)).slice(0, recentAtMost);
  if (recent.length === 0) return [{ label: 'No games yet', enabled: false }];
  return recent.map(({ record }) => ({ label: record.name.replaceAll('&', '&&'), click: () => actions.openJob(record.id) }));
}

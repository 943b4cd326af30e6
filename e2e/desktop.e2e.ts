/** What makes the app one of the desktop: menus, settings, a season, a game carried to another computer, what the system is told of work. One start for all. */
import { existsSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { ElectronApplication } from '@playwright/test';
import { expectAccessible } from './support/accessible.ts';
import { call } from './support/app-calls.ts';
import { expect, test } from './support/app.ts';
import { finishedJobId } from './support/finished-game.ts';

test.use({ startWith: 'finished game' });

test('menus, settings, season, players, a packed game, work in hand and a second window @desktop', async ({ app }) => {
  const { page, electron } = app;
  const jobId = await finishedJobId(app.jobsDir);
  await recordWhatTheSystemIsTold(electron);

  // The menu, and settings through it.
  await expect.poll(() => menuLabels(electron, 'File')).toEqual(expect.arrayContaining(['Add games…', 'Open a ShiftClipper game…', 'Open recent', 'New window']));
  await chooseMenu(electron, 'File', 'Settings…');
  await expect(page.getByRole('heading', { level: 1, name: 'Settings' })).toBeVisible();
  const headings = page.locator('.settings-card > h2');
  await expect(headings).toHaveText(['Preferences', 'Health', 'Workers of other machines', 'Privacy', 'What games cost', 'Help']);
  await expect(page.getByRole('list', { name: 'Health' }).getByRole('listitem')).toHaveCount(7);
  await expect(page.locator('.storage-list')).toContainText('MB');
  await expectAccessible(page, 'settings');
  await app.picture('settings');
  await page.getByRole('switch', { name: /Never use the network/ }).press('Space');
  await expect.poll(async () => (await call(page, 'getPreferences', {})).forbidNetwork).toBe(true);
  await app.answerOpenDialog([app.folder]);
  await page.getByRole('button', { name: 'Clips go to: Choose…' }).click();
  await expect.poll(async () => (await call(page, 'getPreferences', {})).clipsFolder).toBe(app.folder);

  // The log can be read where it is.
  await page.getByRole('button', { name: 'Show the log' }).click();
  const log = page.getByRole('dialog', { name: 'Log' });
  await expect(log).toContainText('services ready');
  await expectAccessible(page, 'log');
  await page.keyboard.press('Escape');
  await expect(log).toBeHidden();

  // What helps to find a fault does not name the user's folder.
  const bundle = join(app.folder, 'support.tar.gz');
  await answerSaveDialog(electron, bundle);
  await page.getByRole('button', { name: 'Save what helps to find a fault…' }).click();
  await expect(page.getByText(`Saved to ${bundle}`)).toBeVisible();
  expect(gunzipSync(readFileSync(bundle)).toString('latin1')).not.toContain(homedir());

  // A player of the season is offered for the next game.
  await chooseMenu(electron, 'View', 'Season');
  await expect(page.locator('.season-table tbody tr')).toHaveCount(1);
  await call(page, 'setPlayers', { players: [{ number: '23', name: 'Sam', jerseyColor: '#f2f2f2', numberColor: null, note: '' }] });
  await page.locator('.season-head select').selectOption('17');
  await expect(page.getByRole('img', { name: /Minutes on screen of #17/ })).toBeVisible();
  await expectAccessible(page, 'season');
  await app.picture('season');
  const table = join(app.folder, 'season.csv');
  await answerSaveDialog(electron, table);
  await page.getByRole('button', { name: 'Save as CSV…' }).click();
  await expect.poll(() => existsSync(table) && readFileSync(table, 'utf8')).toContain('17');
  await page.evaluate((id) => { location.hash = `#/new-game/${id}`; }, jobId);
  await page.getByLabel('One of your players').selectOption({ label: '#23 Sam' });
  await expect(page.getByLabel('Jersey number')).toHaveValue('23');
  await expectAccessible(page, 'new game');

  // To another computer and back: a file, opened as the file manager does it.
  await chooseMenu(electron, 'View', 'Games');
  const packed = join(app.folder, 'carried.shiftclipper');
  await answerSaveDialog(electron, packed);
  await page.getByRole('button', { name: /^More/ }).first().click();
  await page.getByRole('menuitem', { name: 'Save for another computer…' }).click();
  await expect(page.getByText(`Saved to ${packed}`)).toBeVisible();
  await electron.evaluate(({ app: own }, path) => own.emit('second-instance', {}, ['shiftclipper', path], '/'), packed);
  await expect.poll(async () => (await call(page, 'listJobs', {})).length).toBe(2);
  await expect.poll(() => page.url()).toContain('#/review/');

  // Work in hand: the machine stays awake, the taskbar shows it, a note tells the end.
  await call(page, 'runJob', { jobId });
  await expect.poll(() => told(electron), { timeout: 90_000 }).toMatchObject({ notes: ['Your game is ready'], awake: 0 });
  expect(await told(electron)).toMatchObject({ keptAwake: 1 });
  expect((await told(electron)).progress.some((fraction) => fraction >= 0)).toBe(true);
  expect((await told(electron)).progress.at(-1)).toBe(-1);

  // Another window.
  await chooseMenu(electron, 'File', 'New window');
  await expect.poll(() => electron.windows().length).toBe(2);

  // A page that dies comes back by itself; one that dies again at once asks what to do. The other window is not touched.
  await electron.evaluate(({ dialog }) => {
    dialog.showMessageBox = (...words: unknown[]) => {
      (globalThis as unknown as { asked?: string }).asked = (words.at(-1) as Electron.MessageBoxOptions).message;
      return Promise.resolve({ response: 0, checkboxChecked: false });
    };
  });
  for (const question of [undefined, 'The window stopped working twice.']) {
    await crashPage(electron);
    await expect.poll(() => pageStands(electron)).toBe(true);
    await expect.poll(() => electron.evaluate(() => (globalThis as unknown as { asked?: string }).asked)).toBe(question);
  }
});

interface Told { notes: string[]; awake: number; keptAwake: number; progress: number[] }

/** Notes, the taskbar and sleep belong to the system, of which a test has none: what it would be told is noted. */
async function recordWhatTheSystemIsTold(electron: ElectronApplication): Promise<void> {
  await electron.evaluate(({ BrowserWindow, Notification, powerSaveBlocker }) => {
    const noted = globalThis as unknown as Told;
    Object.assign(noted, { notes: [], awake: 0, keptAwake: 0, progress: [] } satisfies Told);
    BrowserWindow.getFocusedWindow = () => null;
    Notification.isSupported = () => true;
    Notification.prototype.show = function (this: Electron.Notification) { noted.notes.push(this.title); };
    const { start, stop } = powerSaveBlocker;
    powerSaveBlocker.start = (kind) => { noted.awake += 1; noted.keptAwake += 1; return start.call(powerSaveBlocker, kind); };
    powerSaveBlocker.stop = (id) => { noted.awake -= 1; return stop.call(powerSaveBlocker, id); };
    const [window] = BrowserWindow.getAllWindows();
    const show = window!.setProgressBar.bind(window);
    window!.setProgressBar = (fraction, options) => { noted.progress.push(fraction); show(fraction, options); };
  });
}

function told(electron: ElectronApplication): Promise<Told> {
  return electron.evaluate(() => {
    const { notes, awake, keptAwake, progress } = globalThis as unknown as Told;
    return { notes, awake, keptAwake, progress };
  });
}

/** The newest window's; and then it is gone until it was loaded anew. */
function crashPage(electron: ElectronApplication): Promise<void> {
  return electron.evaluate(async ({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows().sort((a, b) => b.id - a.id)[0]!.webContents;
    const gone = new Promise<void>((resolve) => { contents.once('render-process-gone', () => resolve()); });
    contents.forcefullyCrashRenderer();
    await gone;
  });
}

function pageStands(electron: ElectronApplication): Promise<boolean> {
  return electron.evaluate(({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows().sort((a, b) => b.id - a.id)[0]!.webContents;
    return contents.isLoading() ? false : contents.executeJavaScript(`document.querySelector('.app-screen h1') !== null`) as Promise<boolean>;
  });
}

function menuLabels(electron: ElectronApplication, menu: string): Promise<string[]> {
  return electron.evaluate(({ Menu }, menu) => Menu.getApplicationMenu()?.items.find(({ label }) => label.replace('&', '') === menu)?.submenu?.items.map(({ label }) => label) ?? [], menu);
}

async function chooseMenu(electron: ElectronApplication, menu: string, item: string): Promise<void> {
  await electron.evaluate(({ Menu }, [menu, item]) => {
    const found = Menu.getApplicationMenu()?.items.find(({ label }) => label.replace('&', '') === menu)?.submenu?.items.find(({ label }) => label === item);
    if (found === undefined) throw new Error(`no ${menu} → ${item}`);
    found.click();
  }, [menu, item] as const);
}

async function answerSaveDialog(electron: ElectronApplication, filePath: string): Promise<void> {
  await electron.evaluate(({ dialog }, filePath) => { dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath }); }, filePath);
}

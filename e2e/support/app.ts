/** The real app as a user has it: real Electron, worker, Redis and ffmpeg, with data folders of its own for each test. */
import { mkdirSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron, test as base, type ElectronApplication, type Page } from '@playwright/test';
import { copyFinishedGame, makeFinishedGame, makingFinishedGameMs, replaceVideo } from './finished-game.ts';
import { root } from './paths.ts';
import { makeCountedGame } from './videos.ts';

export interface RunningApp {
  electron: ElectronApplication;
  page: Page;
}

export interface App extends RunningApp {
  /** Holds user data and jobs; empty at the start of a test, unless it begins with the finished game. */
  folder: string;
  jobsDir: string;
  /** Quits as a user does and starts again on the same data. */
  restart(): Promise<RunningApp>;
  /** What the system's open dialog will answer from now on; empty: dismissed. */
  answerOpenDialog(paths: string[]): Promise<void>;
  /** Keeps a picture of the window, dark and light, under artifacts/screens. */
  picture(name: string): Promise<void>;
}

interface Options {
  /** `finished game`: the demo game, analysed for red 17, is in the list already. `counted game`: the same with each frame's number in its picture. */
  startWith: 'nothing' | 'finished game' | 'counted game';
}

export const test = base.extend<{ app: App } & Options>({
  startWith: ['nothing', { option: true }],
  app: async ({ startWith }, use, testInfo) => {
    const folder = await mkdtemp(join(tmpdir(), 'shiftclipper-e2e-'));
    if (startWith !== 'nothing') {
      testInfo.setTimeout(testInfo.timeout + makingFinishedGameMs);
      await makeFinishedGame();
      await copyFinishedGame(join(folder, 'jobs'));
      if (startWith === 'counted game') await replaceVideo(join(folder, 'jobs'), await makeCountedGame(folder));
    }
    const app = new StartedApp(folder, await start(folder));
    await use(app);
    if (testInfo.status !== testInfo.expectedStatus) await app.page.screenshot({ path: testInfo.outputPath('window.png') }).catch(() => undefined);
    await app.close();
    await rm(folder, { recursive: true, force: true });
  },
});

export { expect } from '@playwright/test';

class StartedApp implements App {
  readonly folder: string;
  #running: RunningApp;

  constructor(folder: string, running: RunningApp) {
    this.folder = folder;
    this.#running = running;
  }

  get electron(): ElectronApplication { return this.#running.electron; }
  get page(): Page { return this.#running.page; }
  get jobsDir(): string { return join(this.folder, 'jobs'); }

  async restart(): Promise<RunningApp> {
    await this.close();
    this.#running = await start(this.folder);
    return this.#running;
  }

  async answerOpenDialog(paths: string[]): Promise<void> {
    await this.electron.evaluate(({ dialog }, filePaths) => {
      dialog.showOpenDialog = () => Promise.resolve({ canceled: filePaths.length === 0, filePaths });
    }, paths);
  }

  async picture(name: string): Promise<void> {
    const folder = join(root, 'artifacts', 'screens');
    mkdirSync(folder, { recursive: true });
    for (const colorScheme of ['light', 'dark'] as const) {
      await this.page.emulateMedia({ colorScheme });
      await this.page.waitForTimeout(150); // colours fade over
      await this.page.screenshot({ path: join(folder, `${name}-${colorScheme}.png`) });
    }
  }

  async close(): Promise<void> {
    await this.electron.close();
  }
}

async function start(folder: string): Promise<RunningApp> {
  const executablePath = process.env['SHIFTCLIPPER_ELECTRON'];
  if (executablePath === undefined) throw new Error('run these tests by "npm run e2e": it says which Electron to use');
  const switches = (process.env['SHIFTCLIPPER_ELECTRON_SWITCHES'] ?? '').split(' ').filter((word) => word !== '');
  const electron = await _electron.launch({
    executablePath,
    args: [...switches, root],
    colorScheme: 'dark',
    env: { ...definedEnvironment(), SHIFTCLIPPER_DATA: join(folder, 'data'), JOBS_DIR: join(folder, 'jobs') },
  });
  const page = await electron.firstWindow();
  await page.waitForSelector('.app');
  return { electron, page };
}

function definedEnvironment(): Record<string, string> {
  return Object.fromEntries(Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined));
}

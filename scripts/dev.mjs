/** `npm run dev`: the page from Vite's server with hot reload; the app is built anew and started again when its sources change. */
import fs from 'node:fs';
import path from 'node:path';
import { appCommand, appEnvironment } from './lib/electron-command.mjs';
import { root } from './lib/paths.mjs';
import { endGroup, startGroup } from './lib/run-process.mjs';
import { withScreen } from './lib/virtual-screen.mjs';
import { say } from './lib/say.mjs';
import { bundleEntries, bundleOptions } from './build/bundles.mjs';

/** Runs until the window is closed or Ctrl-C. @param {string[]} args for the app @returns {Promise<number>} */
export function dev(args) {
  return withScreen((screen) => develop(args, screen));
}

/** @param {string[]} args @param {Record<string, string>} screen @returns {Promise<number>} */
async function develop(args, screen) {
  const { context } = await import('esbuild');
  const vite = await import('vite');
  const server = await vite.createServer({ configFile: path.join(root, 'vite.config.ts') });
  await server.listen();
  const pageUrl = server.resolvedUrls?.local[0] ?? '';
  say(`dev: page at ${pageUrl}`);

  /** @type {import('node:child_process').ChildProcess | null} */ let app = null;
  let restarting = false;
  /** @type {(code: number) => void} */ let windowClosed = () => {};
  const closed = new Promise((resolve) => (windowClosed = resolve));
  const startApp = () => {
    const { command, args: words } = appCommand(args);
    const child = startGroup(command, words, { env: { ...appEnvironment(), ...screen, SHIFTCLIPPER_DEV_URL: pageUrl } });
    app = child;
    child.once('exit', (code) => {
      if (!restarting) return windowClosed(code ?? 1);
      restarting = false;
      startApp();
    });
  };
  /** @type {import('esbuild').BuildContext[]} */ const contexts = [];
  for (const bundle of bundleEntries()) {
    const building = await context(bundleOptions(bundle));
    contexts.push(building);
    await building.rebuild();
  }
  startApp();
  const watchers = ['src-shared', 'src-node', 'src-main', 'src-worker'].map((folder) => fs.watch(path.join(root, folder), { recursive: true }, () => soon()));
  const soon = debounce(async () => {
    try {
      for (const building of contexts) await building.rebuild();
    } catch (error) {
      return say(`dev: ${error instanceof Error ? error.message : String(error)}\ndev: the running app stays as it is`);
    }
    say('dev: sources changed, starting the app again');
    restarting = true;
    if (app?.pid !== undefined) endGroup(app.pid, 'SIGTERM');
  }, 300);
  const code = Number(await closed);
  for (const watcher of watchers) watcher.close();
  await Promise.all([server.close(), ...contexts.map((building) => building.dispose())]);
  return code;
}

/** @param {() => Promise<void>} work @param {number} milliseconds @returns {() => void} */
function debounce(work, milliseconds) {
  /** @type {NodeJS.Timeout | undefined} */ let timer;
  return () => {
    clearTimeout(timer);
    timer = setTimeout(() => void work(), milliseconds);
  };
}

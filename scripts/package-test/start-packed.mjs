/** Starts an app with a home of its own and takes hold of its page through Chromium's debugging port. */
import { randomUUID } from 'node:crypto';
import { chromium } from '@playwright/test';
import { electronSwitches } from '../lib/electron-command.mjs';
import { endGroup, endMarkedProcesses, startGroup } from '../lib/run-process.mjs';

const PATIENCE_MS = 120_000;
/** Of the person who runs the test: none of it may reach the app. */
const NOT_OURS = /^(SHIFTCLIPPER_|ELECTRON_|JOBS_DIR$|REDIS_URL$|FFMPEG_BIN$|NODE_OPTIONS$)/;

/**
 * @typedef {object} PackedApp
 * @property {import('@playwright/test').Page} page
 * @property {number} pid
 * @property {number} startMs from the start of the process to a page that takes input
 * @property {() => Promise<{ code: number | null, seconds: number, left: number }>} quit as a user does: the window is closed; throws when it does not end or leaves processes
 * @property {() => void} end by force, if it still runs
 */

/**
 * @param {string} executable
 * @param {string} home empty; takes the app's data
 * @param {Record<string, string>} screen environment
 * @param {readonly string[]} [args]
 * @returns {Promise<PackedApp>}
 */
export async function startPacked(executable, home, screen, args = []) {
  const mark = `SHIFTCLIPPER_TEST_RUN=${randomUUID()}`;
  const [name = '', value = ''] = mark.split('=');
  const inherited = Object.fromEntries(Object.entries(process.env).filter(([key]) => !NOT_OURS.test(key)));
  for (const key of Object.keys(process.env)) if (NOT_OURS.test(key)) delete process.env[key]; // children get ours as well
  const env = { ...inherited, ...screen, DBUS_SESSION_BUS_ADDRESS: '/dev/null', SHIFTCLIPPER_DATA: home, [name]: value };
  const started = performance.now();
  const child = startGroup(executable, [...electronSwitches(), '--remote-debugging-port=0', ...args], { env, stdio: ['ignore', 'ignore', 'pipe'] });
  const over = new Promise((resolve) => child.once('exit', resolve));
  const browser = await chromium.connectOverCDP(await debuggingAddress(child));
  const page = await firstPage(browser);
  await page.waitForSelector('.app', { timeout: PATIENCE_MS });
  const startMs = performance.now() - started;
  const pid = child.pid ?? 0;
  return {
    page,
    pid,
    startMs,
    async quit() {
      const asked = performance.now();
      await page.evaluate('window.close()').catch(() => undefined);
      const code = await Promise.race([over, new Promise((_, reject) => setTimeout(() => reject(new Error('the app did not quit within two minutes after its window was closed')), PATIENCE_MS).unref())]);
      await browser.close().catch(() => undefined);
      const left = endMarkedProcesses(mark);
      if (left > 0) throw new Error(`the app left ${left} processes running`);
      return { code: typeof code === 'number' ? code : null, seconds: (performance.now() - asked) / 1000, left };
    },
    end() {
      endGroup(pid, 'SIGKILL');
      endMarkedProcesses(mark);
    },
  };
}

/** Chromium says on stderr where it listens. @param {import('node:child_process').ChildProcess} child @returns {Promise<string>} */
function debuggingAddress(child) {
  return new Promise((resolve, reject) => {
    let text = '';
    const timer = setTimeout(() => reject(new Error(`the app did not open its debugging port:\n${text.slice(-2000)}`)), PATIENCE_MS);
    child.once('exit', (code) => reject(new Error(`the app ended with ${code} at its start:\n${text.slice(-2000)}`)));
    child.stderr?.on('data', (/** @type {Buffer} */ part) => {
      text += part.toString();
      if (text.includes('error occurred in the main process')) setTimeout(() => reject(new Error(`the app broke at its start:\n${text.slice(-3000)}`)), 500);
      const found = /DevTools listening on (ws:\S+)/.exec(text)?.[1];
      if (!found) return;
      clearTimeout(timer);
      resolve(found);
    });
  });
}

/** @param {import('@playwright/test').Browser} browser @returns {Promise<import('@playwright/test').Page>} */
async function firstPage(browser) {
  const deadline = performance.now() + PATIENCE_MS;
  while (performance.now() < deadline) {
    const page = browser.contexts().flatMap((context) => context.pages())[0];
    if (page) return page;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error('the app opened no window');
}

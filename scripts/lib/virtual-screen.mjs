/** A virtual screen for machines without one. Our own child rather than xvfb-run's, so that it is gone, and reaped, when the work is over. */
import { hasDisplay } from '../setup/system-packages.mjs';
import { findProgram } from './find-program.mjs';
import { endGroup, startGroup } from './run-process.mjs';
import { SetupError } from './say.mjs';

/** Room for the app's window and for pictures of it. */
const SIZE = '1600x1000x24';
const PATIENCE_MS = 15_000;

/**
 * @template T
 * @param {(env: Record<string, string>) => Promise<T>} work gets what programs need in their environment to find the screen
 * @returns {Promise<T>}
 */
export async function withScreen(work) {
  if (hasDisplay) return work({});
  const xvfb = findProgram('Xvfb');
  if (!xvfb) throw new SetupError('there is no screen, and Xvfb, which makes a virtual one, is missing', 'npm run setup');
  const server = startGroup(xvfb, ['-displayfd', '3', '-screen', '0', SIZE, '-nolisten', 'tcp'], { stdio: ['ignore', 'ignore', 'ignore', 'pipe'], stopsLast: true });
  const over = new Promise((resolve) => server.once('exit', resolve));
  try {
    return await work({ DISPLAY: `:${await displayNumber(server)}` });
  } finally {
    if (server.pid !== undefined) endGroup(server.pid, 'SIGTERM');
    await over;
  }
}

/** The server picks a free number itself and writes it down when it is ready. @param {import('node:child_process').ChildProcess} server @returns {Promise<string>} */
function displayNumber(server) {
  return new Promise((resolve, reject) => {
    let text = '';
    const fail = () => reject(new SetupError('the virtual screen (Xvfb) did not start', 'Xvfb :99 -screen 0 1600x1000x24   (shows why)'));
    const timer = setTimeout(fail, PATIENCE_MS);
    server.once('exit', fail);
    server.stdio[3]?.on('data', (/** @type {Buffer} */ part) => {
      text += part.toString();
      if (!text.includes('\n')) return;
      clearTimeout(timer);
      resolve(text.trim());
    });
  });
}

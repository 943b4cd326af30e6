/**
 * The one entry of every npm script: `node scripts/run.mjs <command> [arguments]`.
 * It makes sure of what the command needs, then hands over. Until the packages are installed it imports only `node:` modules.
 */
import { say, SetupError } from './lib/say.mjs';
import { ensureDependencies } from './setup/dependencies.mjs';
import { ensureTools, setUp } from './setup/index.mjs';

/**
 * What each command needs beside the packages, and where it is.
 * `tools`: ffmpeg, Redis and the models, `window`: Electron as well; `built`: an up-to-date dist/ and prepared models.
 * @typedef {{ needs: ReadonlyArray<'tools' | 'window' | 'built'>, load: () => Promise<(args: string[]) => Promise<number | void>> }} Command
 * @type {Record<string, Command>}
 */
const commands = {
  setup: { needs: [], load: async () => setUpEverything },
  start: { needs: ['tools', 'window', 'built'], load: async () => (await import('./start.mjs')).start },
  dev: { needs: ['tools', 'window', 'built'], load: async () => (await import('./dev.mjs')).dev },
  demo: { needs: ['tools', 'built'], load: async () => (await import('./demo.mjs')).demo },
  cli: { needs: ['tools', 'built'], load: async () => (await import('./start.mjs')).cli },
  build: { needs: [], load: async () => (await import('./build.mjs')).buildAll },
  check: { needs: [], load: async () => (await import('./check.mjs')).check },
  test: { needs: [], load: async () => (await import('./test.mjs')).test }, // counts setup and build among its checks
  e2e: { needs: ['tools', 'window', 'built'], load: async () => (await import('./e2e.mjs')).e2e },
  bench: { needs: ['tools', 'built'], load: async () => (await import('./start.mjs')).tool('bench') },
  evaluate: { needs: ['tools', 'built'], load: async () => (await import('./start.mjs')).tool('evaluate') },
  'api-reference': { needs: ['built'], load: async () => (await import('./start.mjs')).tool('api-reference') },
  'bench:shell': { needs: ['tools', 'window'], load: async () => (await import('./bench-shell.mjs')).benchShell },
  dist: { needs: ['tools', 'window', 'built'], load: async () => (await import('./dist.mjs')).dist },
  'test:package': { needs: ['tools', 'window'], load: async () => (await import('./package-test.mjs')).packageTest },
  worker: { needs: ['tools', 'built'], load: async () => (await import('./fleet/worker.mjs')).worker },
  'test:fleet': { needs: ['tools', 'built'], load: async () => (await import('./fleet/test-fleet.mjs')).testFleet },
  'simulate-fleet': { needs: [], load: async () => (await import('./fleet/simulate-fleet.mjs')).simulateFleet },
  torture: { needs: ['tools', 'built'], load: async () => (await import('./start.mjs')).tool('torture') },
};

async function main() {
  const [name = '', ...args] = process.argv.slice(2);
  const command = commands[name];
  if (!command) throw new SetupError(`"${name}" is no command`, `one of: ${Object.keys(commands).join(', ')}`);
  await ensureDependencies();
  if (command.needs.includes('tools')) await ensureTools({ window: command.needs.includes('window') });
  if (command.needs.includes('built')) await (await import('./build.mjs')).ensureBuilt();
  return (await (await command.load())(args)) ?? 0;
}

/** @param {string[]} args */
async function setUpEverything(args) {
  await setUp(args);
  await (await import('./build.mjs')).ensureBuilt();
}

try {
  process.exitCode = await main();
} catch (error) {
  say(error instanceof SetupError ? error.message : error instanceof Error ? String(error.stack) : String(error));
  process.exitCode = 1;
}

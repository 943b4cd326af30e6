/** Starts what was built: the app, the command line, or a tool. */
import fs from 'node:fs';
import path from 'node:path';
import { appCommand, appEnvironment } from './lib/electron-command.mjs';
import { dist, resources } from './lib/paths.mjs';
import { withScreen } from './lib/virtual-screen.mjs';
import { run } from './lib/run-process.mjs';
import { SetupError } from './lib/say.mjs';

/** `npm start [-- video…]`. @param {string[]} args @returns {Promise<number>} the app's exit code */
export async function start(args) {
  const { command, args: words } = appCommand(args);
  return withScreen(async (screen) => (await run(command, words, { env: { ...appEnvironment(), ...screen } })).code);
}

/** `npm run cli -- …`. @param {string[]} args @returns {Promise<number>} */
export function cli(args) {
  return runBundle(path.join(dist, 'cli', 'cli.mjs'), args);
}

/** @param {string} name @returns {(args: string[]) => Promise<number>} */
export function tool(name) {
  return (args) => runBundle(path.join(dist, 'tools', `${name}.mjs`), args);
}

/** @param {string} bundle @param {string[]} args */
async function runBundle(bundle, args) {
  if (!fs.existsSync(bundle)) throw new SetupError(`${path.relative(process.cwd(), bundle)} is not built: its source is missing`);
  return (await run(process.execPath, [bundle, ...args], { env: { SHIFTCLIPPER_RESOURCES: resources } })).code;
}

/** How Electron is started on this machine: which executable, with which switches, in which environment. */
import { resources, root } from './paths.mjs';
import { readTools, toolPath } from '../setup/tools-manifest.mjs';
import { hasDisplay } from '../setup/system-packages.mjs';
import { SetupError } from './say.mjs';
import path from 'node:path';

/** @returns {string} the executable; throws SetupError when setup has not brought it */
export function electronExecutable() {
  const tool = readTools().electron;
  if (!tool) throw new SetupError('Electron is missing', 'npm run setup');
  return toolPath(tool);
}

/** @returns {string[]} switches that this machine needs */
export function electronSwitches() {
  return [
    ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), // Chromium refuses its sandbox to root
    ...(hasDisplay ? [] : ['--disable-gpu']), // under Xvfb pages hang now and then with it (20 of 32 loaded; 36 of 36 without)
  ];
}

/** What every program of ours gets: where the resources are, and for tests how to start Electron. @returns {Record<string, string>} */
export function appEnvironment() {
  const electron = readTools().electron;
  return {
    SHIFTCLIPPER_RESOURCES: resources,
    ...(electron
      ? {
          SHIFTCLIPPER_ELECTRON: toolPath(electron),
          SHIFTCLIPPER_ELECTRON_SWITCHES: electronSwitches().join(' '),
          ELECTRON_OVERRIDE_DIST_PATH: path.dirname(toolPath(electron)),
        }
      : {}),
    ...(hasDisplay ? {} : { DBUS_SESSION_BUS_ADDRESS: '/dev/null' }), // there is no desktop to talk to; spares warnings
  };
}

/** @param {readonly string[]} args for our app @returns {{ command: string, args: string[] }} */
export function appCommand(args) {
  return { command: electronExecutable(), args: [...electronSwitches(), root, ...args] };
}

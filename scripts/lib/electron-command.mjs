/** How Electron is started on this machine: which executable, with which switches, in which environment. */
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { resources, root } from './paths.mjs';
import { readTools, toolPath } from '../setup/tools-manifest.mjs';
import { hasDisplay } from '../setup/system-packages.mjs';
import { say, SetupError } from './say.mjs';

/** @returns {string} the executable; throws SetupError when setup has not brought it */
export function electronExecutable() {
  const tool = readTools().electron;
  if (!tool) throw new SetupError('Electron is missing', 'npm run setup');
  return toolPath(tool);
}

/** @returns {string[]} switches that this machine needs */
export function electronSwitches() {
  return [
    ...(canSandbox() ? [] : ['--no-sandbox']),
    ...(hasDisplay ? [] : ['--disable-gpu']), // under Xvfb pages hang now and then with it (20 of 32 loaded; 36 of 36 without)
  ];
}

/** @type {boolean | null} */
let sandboxWorks = null;

/**
 * Chromium refuses its sandbox to root, and elsewhere needs user namespaces, which containers and some distributions forbid.
 * Only development goes on without: a release is installed with its sandbox helper set up.
 * @returns {boolean}
 */
function canSandbox() {
  if (process.platform !== 'linux') return true;
  if (process.getuid?.() === 0) return false;
  if (sandboxWorks !== null) return sandboxWorks;
  const helper = fs.statSync(path.join(path.dirname(electronExecutable()), 'chrome-sandbox'), { throwIfNoEntry: false });
  const helperWorks = helper?.uid === 0 && (helper.mode & 0o4000) !== 0;
  sandboxWorks = helperWorks || spawnSync('unshare', ['--user', '--map-root-user', 'true']).status === 0;
  if (!sandboxWorks) say('this machine forbids user namespaces, so the window runs without Chromium\'s sandbox');
  return sandboxWorks;
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

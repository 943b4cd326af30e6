/** How a child process is made to die with this one. Linux only; elsewhere leftovers are swept at the next start. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

let words: readonly string[] | undefined;

/** Program and arguments to put before a command line; empty where the system has no such wrapper. */
export function deathWithParentPrefix(): readonly string[] {
  words ??= findPrefix();
  return words;
}

function findPrefix(): readonly string[] {
  if (process.platform !== 'linux') return [];
  const setpriv = ['/usr/bin/setpriv', '/bin/setpriv'].find((path) => existsSync(path));
  if (setpriv === undefined) return [];
  const prefix = [setpriv, '--pdeathsig', 'KILL'];
  return spawnSync(setpriv, [...prefix.slice(1), 'true'], { stdio: 'ignore', timeout: 2000 }).status === 0 ? prefix : [];
}

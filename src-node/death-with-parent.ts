/** How a child process is made to die with this one. Linux only; elsewhere leftovers are swept at the next start. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import process from 'node:process';

/** Words to put before the program's path; empty where the system has no such wrapper. */
export function deathWithParentPrefix(): readonly string[] {
  prefix ??= findPrefix();
  return prefix;
}

let prefix: readonly string[] | undefined;

function findPrefix(): readonly string[] {
  if (process.platform !== 'linux') return [];
  const setpriv = ['/usr/bin/setpriv', '/bin/setpriv'].find((path) => existsSync(path));
  if (setpriv === undefined) return [];
  const words = [setpriv, '--pdeathsig', 'KILL'];
  // Old util-linux and busybox have a setpriv without this option.
  return spawnSync(setpriv, ['--pdeathsig', 'KILL', 'true'], { stdio: 'ignore', timeout: 2000 }).status === 0 ? words : [];
}

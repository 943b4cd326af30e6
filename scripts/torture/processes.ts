/** Which processes there are and which came from whom. By `ps`, so not on Windows. */
import { execFileSync } from 'node:child_process';

export interface ProcessFacts { pid: number; parent: number; args: string }

export function listProcesses(): ProcessFacts[] {
  return execFileSync('ps', ['-eo', 'pid=,ppid=,stat=,args='], { encoding: 'utf8', maxBuffer: 16 << 20 }).split('\n').flatMap((line) => {
    const [, pid, parent, state, args] = /^\s*(\d+)\s+(\d+)\s+(\S+)\s+(.*)$/.exec(line) ?? [];
    return pid === undefined || state?.startsWith('Z') ? [] : [{ pid: Number(pid), parent: Number(parent), args: args ?? '' }];
  });
}

/** Children, their children and so on. */
export function descendantsOf(pid: number, all: readonly ProcessFacts[] = listProcesses()): ProcessFacts[] {
  return all.filter((one) => one.parent === pid).flatMap((child) => [child, ...descendantsOf(child.pid, all)]);
}

/** Told by its arguments: everything of a torture works in its folder. */
export function isOurs(one: ProcessFacts, root: string): boolean {
  return one.args.includes(root);
}

export function isAlive(pid: number): boolean {
  return listProcesses().some((one) => one.pid === pid);
}

export function kill(pid: number): boolean {
  try {
    process.kill(pid, 'SIGKILL');
    return true;
  } catch {
    return false; // gone by itself
  }
}

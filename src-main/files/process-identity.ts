/** Whether a process that was written down earlier is still the same one: its id may have been given to another since. */
import { readFileSync } from 'node:fs';

export interface ProcessMark {
  pid: number;
  /** When it started, in whatever form this system tells; compared as text only. */
  startedAt: string;
}

export function markOf(pid: number): ProcessMark {
  return { pid, startedAt: startOf(pid) ?? 'unknown' };
}

export const ownMark: ProcessMark = markOf(process.pid);

export function isSameProcess(a: ProcessMark, b: ProcessMark): boolean {
  return a.pid === b.pid && a.startedAt === b.startedAt;
}

/** Where the start time can not be read, a living process with that id is taken for the same. */
export function isAlive(mark: ProcessMark): boolean {
  try {
    process.kill(mark.pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false;
  }
  const started = startOf(mark.pid);
  return started === null || mark.startedAt === 'unknown' || started === mark.startedAt;
}

/** Linux: field 22 of /proc/<pid>/stat with the boot it belongs to. Null elsewhere, and for zombies, which are dead to us. */
function startOf(pid: number): string | null {
  if (process.platform !== 'linux') return null;
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    if (fields[0] === 'Z' || fields[0] === 'X') return 'ended';
    return `${readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').slice(0, 8)}:${fields[19]}`;
  } catch {
    return null;
  }
}

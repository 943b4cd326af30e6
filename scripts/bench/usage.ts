/** What processes used, as the Linux kernel tells it. Elsewhere there are no figures: null. */
import { readFileSync, readdirSync } from 'node:fs';
import os from 'node:os';
import process from 'node:process';

/** CPU seconds of this process's ended children, in hundredths; null off Linux. */
export function endedChildrenSeconds(): number | null {
  const fields = read('/proc/self/stat')?.split(') ')[1]?.split(' ');
  return fields === undefined ? null : (Number(fields[13]) + Number(fields[14])) / 100;
}

/** CPU seconds of this process, all its threads. */
export function ownSeconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}

/** CPU seconds of the whole machine since it started, idle time left out; null where unknown. */
export function busySeconds(): number | null {
  const fields = read('/proc/stat')?.split('\n')[0]?.trim().split(/\s+/).slice(1).map(Number);
  if (fields === undefined) return null;
  const [user = 0, nice = 0, system = 0, , , irq = 0, softirq = 0] = fields;
  return (user + nice + system + irq + softirq) / 100;
}

/** Watches the largest resident size of this process's children until stopped. Megabytes; null off Linux. */
export function watchChildren(everyMs = 150): () => number | null {
  let peak: number | null = null;
  const look = (): void => {
    for (const pid of childPids()) {
      const kilobytes = /VmHWM:\s+(\d+)/.exec(read(`/proc/${pid}/status`) ?? '')?.[1];
      if (kilobytes !== undefined) peak = Math.max(peak ?? 0, Number(kilobytes) / 1024);
    }
  };
  const timer = setInterval(look, everyMs);
  return () => {
    look();
    clearInterval(timer);
    return peak;
  };
}

/** Megabytes of this process now. */
export function residentMb(): number {
  return process.memoryUsage.rss() / 2 ** 20;
}

/** Largest so far, megabytes. */
export function peakMb(): number {
  return process.resourceUsage().maxRSS / 1024;
}

export function machine() {
  return { cores: os.availableParallelism(), cpu: os.cpus()[0]?.model ?? 'unknown', memoryGb: Math.round(os.totalmem() / 2 ** 30), platform: `${process.platform}-${process.arch}`, node: process.versions.node, load: os.loadavg().map((value) => Math.round(value * 100) / 100) };
}

function childPids(): string[] {
  try {
    return readdirSync('/proc/self/task').flatMap((task) => (read(`/proc/self/task/${task}/children`) ?? '').trim().split(/\s+/).filter((pid) => pid !== ''));
  } catch {
    return [];
  }
}

function read(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return null;
  }
}

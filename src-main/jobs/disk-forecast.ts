/** Whether what a run will write (src-shared/run-forecast.ts) fits, so that a full disk is met now and not in two hours. */
import { statfs } from 'node:fs/promises';
import { AppError } from '../../src-shared/app-error.ts';

/** So that the system and the queue can still write. */
const alwaysFree = 200_000_000;

/** @throws AppError `disk-full` with both figures. Where the system does not tell, it is not forbidden. */
export async function requireSpace(folder: string, needed: number, { what = 'This game', freeBytes = freeBytesOf }: { what?: string; freeBytes?: (folder: string) => Promise<number | null> } = {}): Promise<void> {
  const free = await freeBytes(folder);
  if (free === null || free >= needed + alwaysFree) return;
  throw new AppError('disk-full', `${what} needs about ${inWords(needed + alwaysFree)} in ${folder}, only ${inWords(free)} are free.`, { details: { neededBytes: needed + alwaysFree, freeBytes: free } });
}

async function freeBytesOf(folder: string): Promise<number | null> {
  return statfs(folder).then(({ bavail, bsize }) => bavail * bsize, () => null);
}

function inWords(bytes: number): string {
  return bytes >= 1e9 ? `${(bytes / 1e9).toFixed(1)} GB` : `${Math.ceil(bytes / 1e6)} MB`;
}

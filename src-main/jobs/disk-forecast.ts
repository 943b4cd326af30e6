/** How much a run will write, guessed before it begins, so that a full disk is met now and not in two hours. A guess on the high side, no promise. */
import { statfs } from 'node:fs/promises';
import { AppError } from '../../src-shared/app-error.ts';
import type { Settings } from '../../src-shared/domain/settings.ts';
import type { MediaInfo } from '../../src-shared/domain/video.ts';

/** Measured when every frame is looked at: 15.5 kB a second for the demo (24 s, 373 kB), 12 kB for 80 s of people in a street; twice that, for fuller pictures. */
const observedBytesPerSecond = 31_000;
/** A player is on screen a third of a game at most; clips are made at the source's quality. */
const clipShare = 0.35;
/** So that the system and the queue can still write. */
const alwaysFree = 200_000_000;

export function bytesNeeded(media: Pick<MediaInfo, 'bytes' | 'durationSeconds'>, settings: Pick<Settings, 'combined' | 'debugOverlay' | 'verifyOnly'>): number {
  if (settings.verifyOnly) return 0;
  const films = media.bytes * (clipShare * (settings.combined ? 2 : 1) + (settings.debugOverlay ? 1 : 0));
  return Math.round(media.durationSeconds * observedBytesPerSecond + films);
}

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

/** One server a folder: two would both run and fight over the append-only file. A lock of a dead process is taken over. */
import { mkdir, open, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { AppError } from '../../src-shared/app-error.ts';
import { isAlive, ownMark } from '../files/process-identity.ts';

const Lock = z.object({ pid: z.number().int(), startedAt: z.string() });

export interface FolderLock {
  release(): Promise<void>;
}

/** @throws AppError `redis-unavailable` when a living process holds the folder, or it can not be written. */
export async function lockFolder(folder: string): Promise<FolderLock> {
  const path = join(folder, 'lock.json');
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    for (let attempt = 0; attempt < 5; attempt += 1) {
      if (await createLock(path)) return { release: () => rm(path, { force: true }) };
      const holder = await readLock(path);
      if (holder !== null && isAlive(holder)) {
        throw new AppError('redis-unavailable', `another ShiftClipper (process ${holder.pid}) uses the queue in ${folder}`);
      }
      await rm(path, { force: true });
    }
  } catch (cause) {
    if (cause instanceof AppError) throw cause;
    throw new AppError('redis-unavailable', `the queue's folder ${folder} must be writable: ${(cause as Error).message}`, { cause });
  }
  throw new AppError('redis-unavailable', `the queue's folder ${folder} could not be locked`);
}

async function createLock(path: string): Promise<boolean> {
  try {
    const file = await open(path, 'wx', 0o600);
    await file.writeFile(JSON.stringify(ownMark)).finally(() => file.close());
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

async function readLock(path: string): Promise<z.infer<typeof Lock> | null> {
  try {
    return Lock.parse(JSON.parse(await readFile(path, 'utf8')));
  } catch {
    return null; // written half, or just removed
  }
}

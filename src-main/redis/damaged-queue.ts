/**
 * A queue file that Redis can not read is set aside, so that the app starts. Nothing that was asked for is lost by it:
 * every job remembers its own wishes and is put into the new queue. A file that merely ends too early is mended by Redis itself.
 */
import { open, readdir, rename, stat } from 'node:fs/promises';
import { join } from 'node:path';

const queueFolder = 'appendonlydir';
const logTailBytes = 8000;
const complaints = /bad file format|unexpected end of file|error reading|wrong signature|can't handle rdb|aof.*(manifest|invalid|fail)|fatal error loading|corrupt|short read|internal error in rdb|unknown command .* reading the append only file/i;

export function logLength(folder: string): Promise<number> {
  return stat(join(folder, 'redis.log')).then((facts) => facts.size, () => 0);
}

/** Whether what the server said since then is a complaint about its file. */
export async function complainsOfItsFile(folder: string, sinceByte: number): Promise<boolean> {
  const file = await open(join(folder, 'redis.log'), 'r').catch(() => null);
  if (file === null) return false;
  try {
    const { bytesRead, buffer } = await file.read(Buffer.alloc(logTailBytes), 0, logTailBytes, sinceByte);
    return complaints.test(buffer.toString('utf8', 0, bytesRead));
  } finally {
    await file.close();
  }
}

/** Where it was put; null when there was none. */
export async function setQueueAside(folder: string): Promise<string | null> {
  const names = await readdir(folder);
  if (!names.includes(queueFolder)) return null;
  const aside = join(folder, `${queueFolder}.damaged-${new Date().toISOString().replaceAll(/[:.]/g, '-')}`);
  await rename(join(folder, queueFolder), aside);
  return aside;
}

/** A server that outlived a killed app is ended before a new one is started on its folder. */
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import type { Logger } from '../../src-shared/logger.ts';
import { isAlive, markOf } from '../files/process-identity.ts';
import { writeJsonAtomically } from '../../src-node/write-atomically.ts';

const Mark = z.object({ pid: z.number().int().positive(), startedAt: z.string() });
const fileName = 'server.json';

export function rememberServer(folder: string, pid: number): Promise<void> {
  return writeJsonAtomically(join(folder, fileName), markOf(pid));
}

export async function endLeftover(folder: string, log: Logger): Promise<void> {
  const path = join(folder, fileName);
  const parsed = Mark.safeParse(await readFile(path, 'utf8').then(JSON.parse).catch(() => null));
  if (parsed.success && parsed.data.startedAt !== 'unknown' && isAlive(parsed.data)) {
    log.warn('a redis of an earlier start still runs and is ended', { pid: parsed.data.pid });
    process.kill(parsed.data.pid, 'SIGTERM');
    for (let waited = 0; waited < 3000 && isAlive(parsed.data); waited += 20) await sleep(20);
    if (isAlive(parsed.data)) process.kill(parsed.data.pid, 'SIGKILL');
  }
  await rm(path, { force: true });
}

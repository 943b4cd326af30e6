/** What a killed app left: its server is ended before a new one is started on its folder, its private folders are removed. */
import { chmod, mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import type { Logger } from '../../src-shared/logger.ts';
import { isAlive, markOf, ownMark } from '../files/process-identity.ts';
import { writeJsonAtomically } from '../files/write-atomically.ts';

const Mark = z.object({ pid: z.number().int().positive(), startedAt: z.string() });
const fileName = 'server.json';
const privatePrefix = 'sc-redis-';
const ownerFile = 'owner.json';
/** A folder without an owner may be one that is being made. */
const ownerlessForMs = 60_000;

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

/** A folder that only the user may enter, short enough for a socket's path. */
export async function makePrivateFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), privatePrefix));
  await chmod(folder, 0o700);
  await writeJsonAtomically(join(folder, ownerFile), ownMark);
  return folder;
}

/** Those of programs that live no more. Never fails: what can not be removed stays. */
export async function sweepPrivateFolders(): Promise<void> {
  for (const name of await readdir(tmpdir()).catch(() => [] as string[])) {
    if (!name.startsWith(privatePrefix)) continue;
    const folder = join(tmpdir(), name);
    const owner = Mark.safeParse(await readFile(join(folder, ownerFile), 'utf8').then(JSON.parse).catch(() => null));
    const left = owner.success ? !isAlive(owner.data) : Date.now() - (await stat(folder).then((facts) => facts.mtimeMs, () => Date.now())) > ownerlessForMs;
    if (left) await rm(folder, { recursive: true, force: true }).catch(() => undefined);
  }
}

/** Folders for sockets: entered by the user alone, with a path short enough, and removed by the next start when their program was killed. */
import { chmod, mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { isAlive, ownMark } from './process-identity.ts';
import { writeJsonAtomically } from '../../src-node/write-atomically.ts';

const Mark = z.object({ pid: z.number().int().positive(), startedAt: z.string() });
const privatePrefix = 'sc-run-';
const ownerFile = 'owner.json';
/** A folder without an owner may be one that is being made. */
const ownerlessForMs = 60_000;

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

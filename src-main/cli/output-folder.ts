/** The folder that `analyse` writes. Files that are not ours are never touched; what an earlier run of ours left is replaced as a whole. */
import { cp, mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { AppError } from '../../src-shared/app-error.ts';
import { runFiles } from '../../src-shared/contract/artifacts.ts';
import { pointerFile, readPointer, type Pointer } from './find-job.ts';

/** @throws AppError `output-exists` when something is there that we did not write; `invalid-input` when it can not be a folder. */
export async function prepareOutputFolder(out: string): Promise<{ folder: string; previous: Pointer | null }> {
  const folder = resolve(out);
  try {
    await mkdir(folder, { recursive: true });
  } catch (cause) {
    throw new AppError('invalid-input', `--out must be a folder that can be written, got "${out}": ${(cause as Error).message}`, { cause });
  }
  const names = await readdir(folder);
  const previous = await readPointer(folder);
  if (names.length > 0 && previous === null) throw new AppError('output-exists', `--out must be an empty folder or one that analyse wrote; ${folder} holds "${names[0]}"`);
  const check = join(folder, `.write-check-${process.pid}`);
  await writeFile(check, '').catch((cause: unknown) => {
    throw new AppError('invalid-input', `--out must be a folder that can be written, got "${out}"`, { cause });
  });
  await rm(check, { force: true });
  return { folder, previous };
}

/** The run's files in place of those of an earlier run; the pointer last, so that a half-written folder is never taken for whole. */
export async function fillOutputFolder(folder: string, runFolder: string, pointer: Pointer): Promise<void> {
  const incoming = join(folder, `.incoming-${process.pid}`);
  try {
    await cp(runFolder, incoming, { recursive: true });
    for (const name of Object.values(runFiles)) await rm(join(folder, name), { recursive: true, force: true });
    for (const name of await readdir(incoming)) await rename(join(incoming, name), join(folder, name));
    await writeFile(join(folder, pointerFile), `${JSON.stringify(pointer, null, 2)}\n`);
  } finally {
    await rm(incoming, { recursive: true, force: true });
  }
}

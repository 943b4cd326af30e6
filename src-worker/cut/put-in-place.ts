/** Gives a finished file its final name without ever replacing another. */
import { constants } from 'node:fs';
import { copyFile, link, unlink } from 'node:fs/promises';
import path from 'node:path';

/** Moves `part` into `folder` as `name`, or `name (2)`, `name (3)` … when that exists. Gives the path used. */
export async function putInPlace(part: string, folder: string, name: string): Promise<string> {
  const { name: stem, ext } = path.parse(name);
  for (let number = 1; ; number += 1) {
    const target = path.join(folder, number === 1 ? name : `${stem} (${number})${ext}`);
    if (await claimed(part, target)) return target;
  }
}

/** False when the name is taken. A hard link fails where the name exists, in one step; copying does where there are no links. */
async function claimed(part: string, target: string): Promise<boolean> {
  try {
    await link(part, target);
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    try {
      await copyFile(part, target, constants.COPYFILE_EXCL);
    } catch (copyError) {
      if (codeOf(copyError) === 'EEXIST') return false;
      throw copyError;
    }
  }
  await unlink(part);
  return true;
}

function codeOf(error: unknown): string | undefined {
  return (error as NodeJS.ErrnoException).code;
}

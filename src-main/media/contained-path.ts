/** A path from outside that must stay inside a folder. Refuses everything that is not plainly inside: B13 in short. */
import { realpath } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { AppError } from '../../src-shared/app-error.ts';

const deviceName = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i;

/** Absolute path of an existing file below `folder`, links followed.
 *  @throws AppError `path-refused` for anything that would leave it, `artifact-missing` when there is none. */
export async function containedPath(folder: string, relativePath: string): Promise<string> {
  const parts = relativePath.split('/');
  const bad = parts.find((part) => part === '' || part === '.' || part === '..' || /[\\:\0%]/.test(part) || /[. ]$/.test(part) || deviceName.test(part));
  if (bad !== undefined || parts.length > 16 || relativePath.length > 1024) {
    throw new AppError('path-refused', `"${relativePath.slice(0, 120).replaceAll('\0', '\\0')}" is not a path inside the game's folder`);
  }
  const [root, target] = await Promise.all([realpath(folder), realpath(join(folder, ...parts))]).catch((cause: unknown) => {
    throw new AppError('artifact-missing', `there is no ${relativePath}`, { cause });
  });
  if (!target.startsWith(root + sep)) throw new AppError('path-refused', `"${relativePath}" leads out of the game's folder`);
  return target;
}

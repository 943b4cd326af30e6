/** A folder to pass on: a page and the clips it plays. The clips are links to those already written where the disk allows it. */
import { constants } from 'node:fs';
import { copyFile, link, mkdir, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { sharePage, type SharedClip } from '../../src-shared/hand-off/share-page.ts';
import { safeFileName } from '../../src-shared/safe-file-name.ts';

export interface BundleClip extends Omit<SharedClip, 'file'> {
  path: string;
  /** `move`: it is wanted nowhere else. */
  keep: 'link' | 'move';
}

/** @returns the page's path. The folder gets its name when all is in it: `<title> share`, or `… (2)` where that exists. */
export async function writeShareBundle({ title, clips, folder, parts }: { title: string; clips: readonly BundleClip[]; folder: string; parts: string }): Promise<string> {
  const making = path.join(parts, 'share');
  await mkdir(path.join(making, 'clips'), { recursive: true });
  const names = new Set<string>();
  const shared: SharedClip[] = [];
  for (const { path: file, keep, ...clip } of clips) {
    const { name, ext } = path.parse(file);
    let own = `${name}${ext}`;
    for (let number = 2; names.has(own.toLowerCase()); number += 1) own = `${name} (${number})${ext}`;
    names.add(own.toLowerCase());
    await (keep === 'move' ? rename : linkOrCopy)(file, path.join(making, 'clips', own));
    shared.push({ ...clip, file: `clips/${own}` });
  }
  await writeFile(path.join(making, 'index.html'), sharePage({ title, clips: shared }));
  return path.join(await folderInPlace(making, folder, `${safeFileName(title)} share`), 'index.html');
}

async function linkOrCopy(from: string, to: string): Promise<void> {
  await link(from, to).catch(() => copyFile(from, to, constants.COPYFILE_EXCL));
}

/** Making the folder claims the name; then the finished one takes the empty one's place. */
async function folderInPlace(made: string, folder: string, name: string): Promise<string> {
  for (let number = 1; ; number += 1) {
    const target = path.join(folder, number === 1 ? name : `${name} (${number})`);
    try {
      await mkdir(target);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'EEXIST') continue;
      throw error;
    }
    if (process.platform === 'win32') await rm(target, { recursive: true }); // Windows replaces no folder, not even an empty one
    await rename(made, target);
    return target;
  }
}

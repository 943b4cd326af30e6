/** Files and folders as they were dropped → the videos among them. Whether a file is a video, only probing tells. */
import { readdir, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { looksLikeVideo } from './video-extensions.ts';

const deepest = 4;
const most = 500;

/** Files as named, whatever their ending; of folders the files that look like videos, in the order of their names. */
export async function findVideos(paths: readonly string[]): Promise<string[]> {
  const found = new Set<string>();
  for (const path of paths) {
    const whole = resolve(path);
    const isFolder = await stat(whole).then((facts) => facts.isDirectory(), () => false);
    if (isFolder) for (const video of await videosIn(whole, deepest, most)) found.add(video);
    else found.add(whole);
  }
  return [...found].slice(0, most);
}

/** Stops looking when enough were found: somebody may drop a whole disk. */
async function videosIn(folder: string, depth: number, enough: number): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  const videos: string[] = [];
  for (const entry of entries.sort((a, b) => a.name.localeCompare(b.name, undefined, { numeric: true }))) {
    if (videos.length >= enough) break;
    if (entry.name.startsWith('.')) continue;
    const path = join(folder, entry.name);
    if (entry.isFile() && looksLikeVideo(entry.name)) videos.push(path);
    else if (entry.isDirectory() && depth > 0) videos.push(...(await videosIn(path, depth - 1, enough - videos.length)));
  }
  return videos;
}

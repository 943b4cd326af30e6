/** roster.json: every number found in the game, made anew when tracks have changed. */
import { stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { writeCompactJson } from '../../src-node/write-atomically.ts';
import type { MediaInfo } from '../../src-shared/domain/video.ts';
import { loadGame } from '../identify/load-game.ts';
import { findRoster } from '../roster/find-roster.ts';
import { inStage, type Desk } from './desk.ts';
import type { JobFolder } from './job-folder.ts';

/** The file's name inside the job's folder. */
export async function writeRoster(media: MediaInfo, folder: JobFolder, desk: Desk): Promise<string> {
  const file = join(folder.root, 'roster.json');
  const [made, linked] = await Promise.all([mtimeOf(file), mtimeOf(folder.tracks)]);
  if (made === null || linked === null || made <= linked) {
    const observationFiles = media.chunks.map((chunk) => folder.observation(chunk.index));
    await inStage(desk, 'identify', async (context) => {
      const game = await loadGame({ observationFiles, tracksFile: folder.tracks }, context.signal);
      await writeCompactJson(file, findRoster(game));
    });
  }
  return basename(file);
}

function mtimeOf(path: string): Promise<number | null> {
  return stat(path).then((facts) => facts.mtimeMs, () => null);
}

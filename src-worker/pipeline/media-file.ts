/** media.json: what the video is, probed once and again when the file has changed since. */
import { readFile, stat } from 'node:fs/promises';
import { writeCompactJson } from '../../src-node/write-atomically.ts';
import { AppError } from '../../src-shared/app-error.ts';
import { MediaInfo } from '../../src-shared/domain/video.ts';
import { probeVideo } from '../probe/probe-stage.ts';
import { inStage, type Desk } from './desk.ts';
import type { JobFolder } from './job-folder.ts';
import { parseJson } from '../../src-shared/parse-json.ts';

export async function ensureMedia(folder: JobFolder, videoPath: string, desk: Desk): Promise<MediaInfo> {
  const known = await readFreshMedia(folder, videoPath);
  if (known !== null) return known;
  const media = await inStage(desk, 'probe', (context) => probeVideo(videoPath, context));
  await writeCompactJson(folder.media, media);
  return media;
}

/** @throws AppError `artifact-missing` or `artifact-damaged`. */
export async function readMedia(folder: JobFolder): Promise<MediaInfo> {
  const text = await readFile(folder.media, 'utf8').catch((cause: unknown) => {
    throw new AppError('artifact-missing', `media.json of this game can not be read`, { cause });
  });
  const parsed = MediaInfo.safeParse(parseJson(text));
  if (!parsed.success) throw new AppError('artifact-damaged', 'media.json of this game is damaged');
  return parsed.data;
}

async function readFreshMedia(folder: JobFolder, videoPath: string): Promise<MediaInfo | null> {
  try {
    const [media, probed, video] = await Promise.all([readMedia(folder), stat(folder.media), stat(videoPath)]);
    return media.bytes === video.size && probed.mtimeMs >= video.mtimeMs ? media : null;
  } catch {
    return null;
  }
}

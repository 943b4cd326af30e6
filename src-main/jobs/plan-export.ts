/** A wish to export → the work for a worker: which clips, under which names, and what hand-off files shall tell. Writes nothing. */
import { dirname, join, resolve } from 'node:path';
import { AppError } from '../../src-shared/app-error.ts';
import type { ExportWish } from '../../src-shared/contract/api.ts';
import type { ResultsFile } from '../../src-shared/contract/artifacts.ts';
import { optionsProblem } from '../../src-shared/contract/export-options.ts';
import type { WorkOf } from '../../src-shared/contract/queue.ts';
import { forecastBytes, planClips, playerName, type PlannedClip } from '../../src-shared/export-plan.ts';
import type { JobRecord } from '../../src-shared/domain/job.ts';
import { endSeconds, type MediaInfo } from '../../src-shared/domain/video.ts';
import type { HandOffList } from '../../src-shared/hand-off/hand-off-list.ts';
import { newId } from '../../src-shared/new-id.ts';
import type { ReviewedSegment } from '../../src-shared/review-layer.ts';
import { safeFileName } from '../../src-shared/safe-file-name.ts';

/** @param clipsFolder where the user wants a folder for each game; null: beside the video. @throws AppError `invalid-input` naming what can not be done as asked. */
export function planExport(record: JobRecord, results: ResultsFile, segments: readonly ReviewedSegment[], media: MediaInfo, { segmentIds, folder, options }: ExportWish, clipsFolder: string | null = null): { work: WorkOf<'export'>; bytes: number } {
  const problem = optionsProblem(options);
  if (problem !== null) throw new AppError('invalid-input', `options: ${problem}`);
  const unknown = segmentIds.find((id) => !segments.some((segment) => segment.id === id));
  if (unknown !== undefined) throw new AppError('invalid-input', `segmentIds: there is no segment "${unknown}"`);
  const { preRollSeconds, postRollSeconds } = results.tuning;
  const { jerseyNumber } = results.target;
  const clips = planClips(segments.filter((segment) => segmentIds.includes(segment.id)), options, {
    video: { start: media.startSeconds, end: endSeconds(media) }, preRollSeconds, postRollSeconds, maxClipSeconds: results.settings.maxClipSeconds, game: record.name, jerseyNumber,
  });
  if (clips.length === 0) throw new AppError('invalid-input', 'none of the chosen segments lies inside the video');
  const player = playerName(jerseyNumber);
  const ending = `.${options.container}`;
  const needsList = options.handOff.length > 0 || options.shareBundle;
  const work: WorkOf<'export'> = {
    kind: 'export', jobId: record.id, videoPath: record.videoPath, exportId: newId(), folder: resolve(folder ?? defaultFolder(record, clipsFolder)),
    pieces: clips.map(({ segment, start, end, name, label }) => ({ segmentId: segment.id, start, end, fileName: `${name}${ending}`, trackIds: segment.trackIds, label })),
    combinedName: options.combined ? `${safeFileName(`${record.name} ${player} all`)}${ending}` : null,
    options,
    list: needsList ? handOffList(record, player, clips, media, options.separate ? ending : null) : null,
  };
  return { work, bytes: forecastBytes(clips, options, media) };
}

function handOffList(record: JobRecord, player: string, clips: readonly PlannedClip[], media: MediaInfo, ending: string | null): HandOffList {
  const fromFirstPicture = (seconds: number): number => Math.min(Math.max(0, seconds - media.startSeconds), media.durationSeconds);
  return {
    game: record.name, player, videoPath: record.videoPath, durationSeconds: media.durationSeconds, frameRate: media.frameRate, width: media.width, height: media.height, hasAudio: media.audioCodec !== null,
    entries: clips.map(({ segment, start, end, name, label }) => ({
      segmentId: segment.id, label, start: fromFirstPicture(start), end: fromFirstPicture(end), onScreenStart: fromFirstPicture(segment.start), onScreenEnd: fromFirstPicture(segment.end),
      verdict: segment.verdict, tags: [...segment.tags], stars: segment.stars, note: segment.note, confidence: segment.confidence, clipName: ending === null ? null : `${name}${ending}`,
    })),
  };
}

function defaultFolder(record: JobRecord, clipsFolder: string | null): string {
  return join(clipsFolder ?? dirname(record.videoPath), `${safeFileName(record.name)} clips`);
}

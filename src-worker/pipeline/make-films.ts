/** What a whole analysis makes beside the answer: clips, the combined film, the overlay, contact crops. Cut from the original, never from the proxy. */
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '../../src-shared/app-error.ts';
import { clipSpans } from '../../src-shared/clip-spans.ts';
import { runFiles } from '../../src-shared/contract/artifacts.ts';
import type { WorkOf } from '../../src-shared/contract/queue.ts';
import type { Clip, Segment } from '../../src-shared/domain/segment.ts';
import { resolveTuning } from '../../src-shared/domain/settings.ts';
import { endSeconds, type MediaInfo } from '../../src-shared/domain/video.ts';
import type { Answer } from '../answer/answer-target.ts';
import { combineClips } from '../cut/combine-clips.ts';
import { cutClips } from '../cut/cut-stage.ts';
import { runFfmpeg } from '../ffmpeg/run-ffmpeg.ts';
import { renderOverlay } from '../overlay/overlay-stage.ts';
import { extractFrame } from '../proxy/extract-frame.ts';
import { inStage, type Desk } from './desk.ts';
import type { JobFolder } from './job-folder.ts';
import type { StageContext } from './stage.ts';

export interface Films {
  clips: Clip[];
  combined: string | null;
  overlay: string | null;
  warnings: string[];
}

export const noFilms: Films = { clips: [], combined: null, overlay: null, warnings: [] };

const cropsPerSegment = 2;
const mostCrops = 60;

/** `into`: the run's folder. Overlay and crops are convenience: where they can not be made, a warning says why. */
export async function makeFilms(work: WorkOf<'analyse'>, answer: Answer, media: MediaInfo, folder: JobFolder, into: string, desk: Desk): Promise<Films> {
  await mkdir(into, { recursive: true, mode: 0o700 });
  const { clips, combined, warnings } = await cut(work, answer.segments, media, into, desk);
  const overlay = work.setup.settings.debugOverlay ? await drawOverlay(work, answer, media, folder, into, desk) : { file: null, warnings: [] };
  const crops = answer.segments.length > 0 ? await inStage(desk, 'finish', (context) => writeCrops(work.videoPath, answer.segments, into, context)) : [];
  return { clips, combined, overlay: overlay.file, warnings: [...warnings, ...overlay.warnings, ...crops] };
}

async function cut(work: WorkOf<'analyse'>, segments: readonly Segment[], media: MediaInfo, into: string, desk: Desk): Promise<Omit<Films, 'overlay'>> {
  const { settings } = work.setup;
  const spans = clipSpans(segments, { ...resolveTuning(settings), maxClipSeconds: settings.maxClipSeconds }, { start: media.startSeconds, end: endSeconds(media) });
  if (spans.length === 0) return { clips: [], combined: null, warnings: [] };
  const warnings = new Set<string>();
  const share = settings.combined ? 0.7 : 1;
  return inStage(desk, 'cut', async (context) => {
    const cutting = { ...context, report: (fraction: number, message: string) => context.report(fraction * share, message) };
    const clips = await cutClips({ videoPath: work.videoPath, media, spans, outDir: join(into, runFiles.clips), mode: 'exact', warn: (text) => warnings.add(text) }, cutting);
    if (!settings.combined) return { clips, combined: null, warnings: [...warnings] };
    const joining = { ...context, report: (fraction: number, message: string) => context.report(share + fraction * (1 - share), message) };
    await combineClips(clips.map((clip) => join(into, clip.file)), join(into, runFiles.combined), joining);
    return { clips, combined: runFiles.combined, warnings: [...warnings] };
  });
}

async function drawOverlay(work: WorkOf<'analyse'>, { debug }: Answer, media: MediaInfo, folder: JobFolder, into: string, desk: Desk): Promise<{ file: string | null; warnings: string[] }> {
  try {
    await inStage(desk, 'overlay', (context) => renderOverlay({
      videoPath: work.videoPath, media, observationFiles: media.chunks.map((chunk) => folder.observation(chunk.index)), tracksFile: folder.tracks,
      targetTracks: debug.targetTracks, transitions: debug.transitions, jerseyColor: work.setup.target.jerseyColor, outFile: join(into, runFiles.overlay),
    }, context));
    return { file: runFiles.overlay, warnings: [] };
  } catch (error) {
    return { file: null, warnings: [excuse('The overlay film', error, desk.signal)] };
  }
}

/** `crops/001_1.jpg`…: the target at its best in each segment. */
async function writeCrops(videoPath: string, segments: readonly Segment[], into: string, context: StageContext): Promise<string[]> {
  const folder = join(into, runFiles.crops);
  await mkdir(folder, { recursive: true });
  const wanted = segments.flatMap((segment, index) => segment.crops.slice(0, cropsPerSegment).map((crop, n) => ({ crop, name: `${String(index + 1).padStart(3, '0')}_${n + 1}` }))).slice(0, mostCrops);
  try {
    for (const [index, { crop: { timeSeconds, box }, name }] of wanted.entries()) {
      context.report((0.5 * index) / wanted.length, 'Keeping pictures of the player');
      const whole = join(folder, `.part-${name}.jpg`);
      try {
        await extractFrame({ videoPath, timeSeconds, outFile: whole }, context);
        const area = `crop=w=max(2\\,iw*${box.w}):h=max(2\\,ih*${box.h}):x=iw*${box.x}:y=ih*${box.y}`;
        await runFfmpeg(context.tools, ['-i', whole, '-vf', area, '-frames:v', '1', '-q:v', '2', '-y', join(folder, `${name}.jpg`)], context);
      } finally {
        await rm(whole, { force: true });
      }
    }
    return [];
  } catch (error) {
    return [excuse('Pictures of the player', error, context.signal)];
  }
}

/** A cancel, a full disk and an ffmpeg that others ended are no excuse: the same work can give the whole result. */
function excuse(what: string, error: unknown, signal: AbortSignal): string {
  signal.throwIfAborted();
  if (error instanceof AppError && ['disk-full', 'cancelled', 'ffmpeg-killed'].includes(error.code)) throw error;
  return `${what} could not be made: ${error instanceof Error ? error.message : String(error)}`;
}

/** Does memory stay where it is? One process observes thousands of frames in one go. */
import { Settings } from '../../src-shared/domain/settings.ts';
import type { StageContext } from '../../src-worker/pipeline/stage.ts';
import type { Film } from './measure.ts';
import { runChildren } from './run-children.ts';

export interface LongRun {
  frames: number; rssPeakMb: number; ffmpegRssPeakMb: number | null;
  /** Resident size late in the run minus early in it, megabytes. */
  growthMb: number;
  rssMb: number[];
  model: string;
}

export async function longRun(film: Film, ctx: StageContext, folder: string): Promise<LongRun> {
  const { tools, resourcesDir, device } = ctx;
  const start = film.media.startSeconds;
  const end = start + film.media.durationSeconds;
  const chunk = { index: 1, start, end, observeStart: start, observeEnd: end };
  const { answers } = await runChildren<'observe'>([{ kind: 'observe', ...film, tools, resourcesDir, setup: Settings.parse({}), chunk, device, folder }], ctx.signal);
  const { frames, rssPeakMb, ffmpegRssPeakMb, rssMb, model } = answers[0]!;
  return { frames, rssPeakMb: Math.round(rssPeakMb), ffmpegRssPeakMb: ffmpegRssPeakMb === null ? null : Math.round(ffmpegRssPeakMb), growthMb: rssMb.at(-1)! - rssMb[Math.floor(rssMb.length / 3)]!, rssMb, model };
}

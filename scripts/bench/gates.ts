/** What the figures must reach. Pure. A gate by the clock is skipped, with a word, where others keep a core busy. */
import type { LongRun } from './long-run.ts';
import type { Result } from './measure.ts';

export interface Gate { gate: string; of: string; target: string; value: number; state: 'passed' | 'failed' | 'skipped'; why?: string }

/** Cores kept busy by others: up to the first the machine is quiet, above the second nothing by the clock is judged. */
const QUIET = 0.15;
const TOO_BUSY = 1;

export function judge(results: readonly Result[], long: LongRun | null): Gate[] {
  return [...results.flatMap(gatesOf), ...(long === null ? [] : memoryGates(long))];
}

function gatesOf(result: Result): Gate[] {
  const { profile, source, model, foreignCores } = result;
  const of = `${profile} ${source}`;
  const busy = foreignCores !== null && foreignCores > TOO_BUSY;
  const byClock = (gate: string, value: number, least: number): Gate =>
    busy ? { gate, of, target: `≥ ${least}`, value, state: 'skipped', why: `others kept ${foreignCores} cores busy` } : { gate, of, target: `≥ ${least}`, value, state: value >= least ? 'passed' : 'failed' };
  const int8 = model.endsWith('-int8');
  return [
    byClock('efficiency', result.efficiency, foreignCores === null || foreignCores <= QUIET ? 0.9 : 0.75),
    ...(model.startsWith('yolov8n') && profile === 'fast' ? [byClock(`against the naive design (${int8 ? 'int8' : 'f32'})`, result.naiveFactor, int8 ? 2.4 : 1.7)] : []),
    ...(profile === 'balanced' && source === '720p' ? [byClock('times real time', result.realtimeFactor, 4)] : []),
    atMost('memory of an observing process, MB', of, result.rssPeakMb, model.startsWith('yolov8s') && !int8 ? 550 : 350),
    ...(result.ffmpegRssPeakMb === null ? [] : [atMost('memory of ffmpeg, MB', of, result.ffmpegRssPeakMb, 150)]),
  ];
}

function memoryGates({ rssPeakMb, growthMb, frames }: LongRun): Gate[] {
  return [atMost('memory over a long run, MB', `${frames} frames`, rssPeakMb, 350), atMost('growth over the last two thirds, MB', `${frames} frames`, growthMb, 40)];
}

function atMost(gate: string, of: string, value: number, most: number): Gate {
  return { gate, of, target: `≤ ${most}`, value, state: value <= most ? 'passed' : 'failed' };
}

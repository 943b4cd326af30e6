/** The bench's figures as a table for people. Pure. */
import type { Gate } from './gates.ts';
import type { LongRun } from './long-run.ts';
import type { Result } from './measure.ts';
import type { machine } from './usage.ts';

export interface Report { command: string; machine: ReturnType<typeof machine>; /** What the bench itself took, all its processes; CPU seconds 0 where unknown. */ wallSeconds: number; cpuSeconds: number; results: Result[]; longRun: LongRun | null; gates: Gate[] }

export function toText({ command, machine: on, wallSeconds, cpuSeconds, results, longRun, gates }: Report): string {
  const rows = results.map((each) => [
    `${each.profile} ${each.source}`, each.model, String(each.analysedFps), `${each.realtimeFactor} × (${each.realtimeFactorCpu ?? '?'})`, each.efficiency.toFixed(2), each.efficiencyCpu?.toFixed(2) ?? '–', `${each.naiveFactor} ×`,
    `${each.stages.ffmpegAlone} / ${each.stages.ffmpeg}`, String(each.stages.detectorAlone), String(each.stages.readersAlone), String(each.stages.restOfNode), each.fineShare.toFixed(2), `${each.rssPeakMb} + ${each.ffmpegRssPeakMb ?? '?'}`, String(each.foreignCores ?? '?'),
  ]);
  const head = ['speed, source', 'model', 'fps', 'real time (by CPU)', 'efficiency', 'by CPU', 'naive', 'ffmpeg alone / in use', 'detector', 'readers', 'rest', 'fine', 'MB node + ffmpeg', 'others'];
  return [
    `${command}: ${on.cores} cores (${on.cpu}), Node ${on.node}, load ${on.load.join(' ')}, ${wallSeconds} s, ${cpuSeconds} CPU s; CPU milliseconds an analysed frame`,
    '', ...[head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`), '',
    ...(longRun === null ? [] : [`long run: ${longRun.frames} frames, at most ${longRun.rssPeakMb} MB (ffmpeg ${longRun.ffmpegRssPeakMb ?? '?'}), on the way ${longRun.rssMb.join(' ')}`, '']),
    ...gates.map(({ gate, of, target, value, state, why }) => `${state}: ${gate}, ${of}: ${value} (${target})${why === undefined ? '' : `, ${why}`}`),
  ].join('\n');
}

/** A run's answer for people and for programs. */
import { join } from 'node:path';
import type { ResultsFile } from '../../src-shared/contract/artifacts.ts';
import { formatTime } from '../../src-shared/domain/time.ts';

/** The one object on standard output. `clipFolder` is where the clips' paths begin. */
export function answerObject(results: ResultsFile, clipFolder: string): Record<string, unknown> {
  return {
    jobId: results.jobId,
    status: results.outcome === 'verified' ? 'done' : results.outcome,
    segments: results.segments.map(({ start, end, confidence, startReason, endReason }) => ({ start, end, confidence, startReason, endReason })),
    clips: results.clips.map(({ file, start, end }) => ({ path: join(clipFolder, file), start, end })),
    timings: results.timings,
    device: results.device,
  };
}

export function printAnswer(results: ResultsFile, clipFolder: string, asJson: boolean): void {
  if (asJson) {
    process.stdout.write(`${JSON.stringify(answerObject(results, clipFolder))}\n`);
    return;
  }
  const lines = [results.summary];
  for (const segment of results.segments) {
    lines.push(`${formatTime(segment.start, 2)} – ${formatTime(segment.end, 2)}  ${Math.round(segment.confidence * 100)} %  ${segment.startReason} … ${segment.endReason}`);
  }
  for (const clip of results.clips) lines.push(join(clipFolder, clip.file));
  for (const warning of results.warnings) lines.push(`Note: ${warning}`);
  process.stdout.write(`${lines.join('\n')}\n`);
}

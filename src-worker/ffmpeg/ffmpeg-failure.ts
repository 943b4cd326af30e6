/** What ffmpeg's end means: pure reading of exit code and last words. */
import { AppError } from '../../src-shared/app-error.ts';

export interface ProgramEnd {
  /** `ffmpeg` or `ffprobe`, for people. */
  program: string;
  path: string;
  code: number | null;
  killedBy: string | null;
  /** Last lines of stderr. */
  tail: string;
  command: string;
}

/** `disk-full`, `tool-missing` or `ffmpeg-failed`, with the last words in the details. */
export function failureOf(end: ProgramEnd): AppError {
  const details = { command: end.command, tail: end.tail, exitCode: end.code, killedBy: end.killedBy };
  if (/no space left on device|ENOSPC|disk quota exceeded/i.test(end.tail)) {
    return new AppError('disk-full', `${end.program} could not write its output: no space left on the disk`, { details });
  }
  // The wrapper that ties ffmpeg's life to ours reports a missing program itself, with exit code 127.
  if (end.code === 127 && /failed to execute/.test(end.tail)) return toolMissing(end.program, end.path);
  const how = end.killedBy === null ? `exit code ${end.code}` : `killed by ${end.killedBy}`;
  return new AppError('ffmpeg-failed', `${end.program} failed (${how}): ${lastLine(end.tail)}`, { details });
}

export function toolMissing(program: string, path: string, cause?: unknown): AppError {
  return new AppError('tool-missing', `${program} is not at ${path}`, { details: { path }, cause });
}

function lastLine(text: string): string {
  return text.split('\n').map((line) => line.trim()).findLast((line) => line !== '' && !line.startsWith('Last message repeated')) ?? 'it said nothing';
}

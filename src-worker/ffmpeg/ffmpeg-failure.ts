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

/** Its own doing, mostly at the same place of a damaged video: trying again gives the same. */
const crashes = new Set(['SIGSEGV', 'SIGBUS', 'SIGILL', 'SIGFPE', 'SIGABRT', 'SIGTRAP', 'SIGSYS']);

/** `disk-full`, `tool-missing`, `ffmpeg-killed` (ended by somebody else, so that its output says nothing about its input) or `ffmpeg-failed`, with the last words in the details. */
export function failureOf(end: ProgramEnd): AppError {
  const details = { command: end.command, tail: end.tail, exitCode: end.code, killedBy: end.killedBy };
  if (/no space left on device|ENOSPC|disk quota exceeded/i.test(end.tail)) {
    return new AppError('disk-full', `${end.program} could not write its output: no space left on the disk`, { details });
  }
  // The wrapper that ties ffmpeg's life to ours reports a missing program itself, with exit code 127.
  if (end.code === 127 && /failed to execute/.test(end.tail)) return toolMissing(end.program, end.path);
  if (endedByOthers(end)) return new AppError('ffmpeg-killed', `${end.program} was ended from outside (${end.killedBy ?? `exit code ${end.code}`}) before it was done`, { details });
  const how = end.killedBy === null ? `exit code ${end.code}` : `killed by ${end.killedBy}`;
  return new AppError('ffmpeg-failed', `${end.program} failed (${how}): ${lastLine(end.tail)}`, { details });
}

export function toolMissing(program: string, path: string, cause?: unknown): AppError {
  return new AppError('tool-missing', `${program} is not at ${path}`, { details: { path }, cause });
}

/** A polite signal ffmpeg answers by ending well with 255; a newer one gives that code also where something is not permitted. */
function endedByOthers({ code, killedBy, tail }: ProgramEnd): boolean {
  if (killedBy !== null) return !crashes.has(killedBy);
  return code === 255 && !/not permitted/i.test(tail);
}

function lastLine(text: string): string {
  return text.split('\n').map((line) => line.trim()).findLast((line) => line !== '' && !line.startsWith('Last message repeated')) ?? 'it said nothing';
}

/**
 * The one door to ffmpeg and ffprobe: every process of theirs is started, logged, cancelled and judged here.
 * Not a builder of arguments: what to ask of ffmpeg is the business of the stage that asks.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import type { Readable } from 'node:stream';
import { AppError } from '../../src-shared/app-error.ts';
import type { Logger } from '../../src-shared/logger.ts';
import type { ToolPaths } from '../pipeline/stage.ts';
import { deathWithParentPrefix } from '../../src-node/death-with-parent.ts';
import { failureOf, toolMissing } from './ffmpeg-failure.ts';
import { shellWords } from './shell-words.ts';

export interface RunOptions {
  signal: AbortSignal;
  log: Logger;
  /** Folder that relative names in the arguments mean; spares filters the quoting of paths. */
  cwd?: string;
}

export interface RunningFfmpeg {
  stdout: Readable;
  /** Pipes 3, 4, … in this order: `pipe:3` in ffmpeg's arguments. Each must be read, or ffmpeg waits. */
  extra: Readable[];
  pid: number;
  /**
   * Settles when the process is gone. Rejects with `ffmpeg-failed` (last words in `details.tail`), `ffmpeg-killed` (by
   * others; never to be taken for the end of the video), `disk-full`, `tool-missing`, or `cancelled` when the signal was aborted.
   */
  done: Promise<void>;
}

/** Starts ffmpeg; the caller reads `stdout` and the extra pipes. The process ends at most a second after an abort. */
export function startFfmpeg(tools: ToolPaths, args: readonly string[], options: RunOptions & { extraPipes?: number }): RunningFfmpeg {
  const { child, done } = start('ffmpeg', tools.ffmpeg, tools.env, ['-hide_banner', '-nostdin', ...quiet(args), ...args], options, options.extraPipes ?? 0);
  return { stdout: child.stdout as Readable, extra: child.stdio.slice(3) as Readable[], pid: child.pid ?? 0, done };
}

/** Runs ffmpeg to its end. `onProgress` is told the seconds of output written so far, about twice a second. Standard output is taken by that. */
export async function runFfmpeg(tools: ToolPaths, args: readonly string[], options: RunOptions & { onProgress?: (seconds: number) => void }): Promise<void> {
  const running = startFfmpeg(tools, ['-nostats', '-progress', 'pipe:1', ...args], options);
  let rest = '';
  running.stdout.setEncoding('utf8').on('data', (text: string) => {
    const lines = (rest + text).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) {
      const microseconds = /^out_time_us=(\d+)/.exec(line)?.[1];
      if (microseconds !== undefined) options.onProgress?.(Number(microseconds) / 1e6);
    }
  });
  await running.done;
}

/** ffprobe's answer as parsed JSON. Errors as with `startFfmpeg`; `ffmpeg-failed` also for an answer that is no JSON. */
export async function runFfprobe(tools: ToolPaths, args: readonly string[], options: RunOptions): Promise<unknown> {
  const { child, done } = start('ffprobe', tools.ffprobe, tools.env, ['-hide_banner', ...quiet(args), '-of', 'json', ...args], options, 0);
  const parts: Buffer[] = [];
  child.stdout?.on('data', (part: Buffer) => parts.push(part));
  await done;
  try {
    return JSON.parse(Buffer.concat(parts).toString('utf8')) as unknown;
  } catch (cause) {
    throw new AppError('ffmpeg-failed', 'ffprobe answered something that is not JSON', { details: { args }, cause });
  }
}

const TAIL_CHARACTERS = 4000;
/** From the polite signal to the one that cannot be refused; both within the second that cancelling may take. */
const GRACE_MILLISECONDS = 600;

function start(program: 'ffmpeg' | 'ffprobe', file: string, env: Record<string, string>, args: string[], options: RunOptions, extraPipes: number): { child: ChildProcess; done: Promise<void> } {
  if (path.isAbsolute(file) && !existsSync(file)) throw toolMissing(program, file);
  if (options.signal.aborted) throw cancelled(program);
  const [command, ...rest] = [...deathWithParentPrefix(), file, ...args];
  const line = shellWords([file, ...args]);
  const began = performance.now();
  options.log.debug('program started', { program, command: line });
  const child = spawn(command!, rest, {
    // A group of its own, so that what ffmpeg starts is ended with it.
    detached: process.platform !== 'win32',
    windowsHide: true,
    ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe', ...Array.from({ length: extraPipes }, () => 'pipe' as const)],
  });
  let tail = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => { tail = (tail + text).slice(-TAIL_CHARACTERS); });
  for (const pipe of child.stdio) pipe?.on('error', () => undefined); // told through `done`
  const done = new Promise<void>((resolve, reject) => {
    let patience: NodeJS.Timeout | undefined;
    const stop = (): void => {
      endGroup(child, 'SIGTERM');
      patience = setTimeout(() => endGroup(child, 'SIGKILL'), GRACE_MILLISECONDS);
    };
    options.signal.addEventListener('abort', stop, { once: true });
    const settle = (outcome: () => void): void => {
      clearTimeout(patience);
      options.signal.removeEventListener('abort', stop);
      outcome();
    };
    child.once('error', (cause) => settle(() => reject(startFailure(program, file, cause))));
    child.once('exit', () => {
      if (!options.signal.aborted) return;
      settle(() => reject(cancelled(program)));
      // A reader that has stopped reading would keep the pipes open for ever; one that still reads gets the reason.
      for (const pipe of child.stdio) if (pipe !== null && pipe !== undefined) pipe.destroy(cancelled(program));
    });
    child.once('close', (code, killedBy) => settle(() => {
      options.log.debug('program ended', { program, pid: child.pid, exitCode: code, killedBy, milliseconds: Math.round(performance.now() - began) });
      if (options.signal.aborted) reject(cancelled(program));
      else if (code === 0) resolve();
      else reject(failureOf({ program, path: file, code, killedBy, tail, command: line }));
    }));
  });
  // A caller may still be reading pipes when the process fails; he learns of it when he awaits `done`.
  done.catch(() => undefined);
  return { child, done };
}

function quiet(args: readonly string[]): string[] {
  return args.includes('-v') || args.includes('-loglevel') ? [] : ['-v', 'warning'];
}

function cancelled(program: string): AppError {
  return new AppError('cancelled', `${program} was stopped because the work was cancelled`);
}

function startFailure(program: string, file: string, cause: NodeJS.ErrnoException): AppError {
  if (cause.code === 'ENOENT') return toolMissing(program, file, cause);
  return new AppError('tool-damaged', `${program} at ${file} could not be started: ${cause.message}`, { details: { path: file }, cause });
}

function endGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  try {
    if (process.platform === 'win32') child.kill(signal);
    else process.kill(-child.pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

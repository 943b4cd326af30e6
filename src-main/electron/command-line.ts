/** What the app was started with: videos to add, a game to show, a picture to take. Everything else on the line is Chromium's. */
import { isAbsolute, resolve } from 'node:path';
import { idPattern } from '../../src-shared/contract/names.ts';

export interface CommandLine {
  videos: string[];
  /** Games from another machine (`.shiftclipper`). */
  gameFiles: string[];
  openJobId: string | null;
  /** Save the window's picture here once the page says that it is painted. */
  screenshot: string | null;
  exitAfterScreenshot: boolean;
}

/** `args` without the program and the app's own path. */
export function readCommandLine(args: readonly string[], workingFolder: string): CommandLine {
  const result: CommandLine = { videos: [], gameFiles: [], openJobId: null, screenshot: null, exitAfterScreenshot: false };
  for (let i = 0; i < args.length; i += 1) {
    const arg = args[i]!;
    const value = (): string | null => (arg.includes('=') ? arg.slice(arg.indexOf('=') + 1) : (args[(i += 1)] ?? null));
    const name = arg.split('=', 1)[0];
    if (name === '--open-job') result.openJobId = validJobId(value());
    else if (name === '--screenshot') result.screenshot = absolute(value(), workingFolder);
    else if (name === '--exit-after-screenshot') result.exitAfterScreenshot = true;
    else if (!arg.startsWith('-') && arg !== '') (arg.endsWith('.shiftclipper') ? result.gameFiles : result.videos).push(absolute(arg, workingFolder)!);
  }
  return result;
}

function validJobId(text: string | null): string | null {
  return text !== null && idPattern.test(text) ? text : null;
}

function absolute(path: string | null, workingFolder: string): string | null {
  return path === null || isAbsolute(path) ? path : resolve(workingFolder, path);
}

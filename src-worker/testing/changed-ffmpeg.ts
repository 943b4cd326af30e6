/** An ffmpeg that hears other words than it is told, for tests of what is done when an encoder misbehaves. Not for Windows. */
import { chmodSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { testTools } from './test-tools.ts';

/**
 * @param when Shell pattern of the command line, as in `case`; other calls go to the real ffmpeg and keep their pipes.
 * @param change Body of a function of `args` that gives the words to run with, or a number to end with at once.
 */
export function changedFfmpeg(folder: string, name: string, when: string, change: string): string {
  const script = path.join(folder, `${name}.mjs`);
  const program = path.join(folder, name);
  writeFileSync(script, `
    import { spawnSync } from 'node:child_process';
    const words = ((args) => { ${change} })(process.argv.slice(2));
    process.exit(typeof words === 'number' ? words : spawnSync(${JSON.stringify(testTools().ffmpeg)}, words, { stdio: 'inherit' }).status ?? 1);`);
  writeFileSync(program, `#!/bin/sh\ncase "$*" in ${when}) exec "${process.execPath}" "${script}" "$@";; esac\nexec "${testTools().ffmpeg}" "$@"\n`);
  chmodSync(program, 0o755);
  return program;
}

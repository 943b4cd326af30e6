/** The command line as built, in a process of its own. */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { root } from './paths.ts';

export interface CommandEnd { code: number | null; stdout: string; stderr: string }

export function runCommandLine(args: readonly string[], folder: string): Promise<CommandEnd> {
  const env = { ...process.env, SHIFTCLIPPER_DATA: join(folder, 'data'), JOBS_DIR: join(folder, 'jobs') };
  const child = spawn(process.execPath, [join(root, 'dist', 'cli', 'cli.mjs'), ...args], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  const end: CommandEnd = { code: null, stdout: '', stderr: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => { end.stdout += text; });
  child.stderr.setEncoding('utf8').on('data', (text: string) => { end.stderr += text; });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve({ ...end, code }));
  });
}

import { spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, describe, expect, it } from 'vitest';
import { endMarkedProcesses, run } from './run-process.mjs';

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'run-process-'));
afterAll(() => fs.rmSync(folder, { recursive: true }));

const posix = process.platform === 'win32' ? it.skip : it;
const linux = process.platform === 'linux' ? it : it.skip;

/** A shell that starts a sleeper in the background, writes its pid down, and does as told. */
const withSleeper = (file: string, then: string) => ['-c', `sleep 300 & echo $! > ${path.join(folder, file)}; ${then}`];

function isAlive(pid: number): boolean {
  // A zombie still answers a signal; it is dead all the same.
  const state = fs.existsSync(`/proc/${pid}/stat`) ? fs.readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1] : undefined;
  return state !== undefined && !state.startsWith('Z');
}

async function diesSoon(file: string): Promise<boolean> {
  const pid = Number(fs.readFileSync(path.join(folder, file), 'utf8'));
  for (let tries = 0; tries < 50 && isAlive(pid); tries += 1) await wait(20);
  return !isAlive(pid);
}

describe('a program that was run', () => {
  posix('gives back its exit code and what it wrote', async () => {
    const { code, stdout, stderr, timedOut } = await run('sh', ['-c', 'echo out; echo err >&2; exit 3'], { output: 'capture' });
    expect({ code, stdout, stderr, timedOut }).toEqual({ code: 3, stdout: 'out\n', stderr: 'err\n', timedOut: false });
  });

  it('that does not exist has code 127 and says so', async () => {
    const { code, stderr } = await run('no-such-program', [], { output: 'capture' });
    expect({ code, named: stderr.includes('no-such-program') }).toEqual({ code: 127, named: true });
  });

  linux('leaves no child running when it ends', async () => {
    await run('sh', withSleeper('ended', 'exit 0'), { output: 'quiet' });
    expect(await diesSoon('ended')).toBe(true);
  });

  linux('is ended with its children when its time is over', async () => {
    const { timedOut, code } = await run('sh', withSleeper('late', 'sleep 300'), { output: 'quiet', timeoutSeconds: 0.3 });
    expect({ timedOut, code, dead: await diesSoon('late') }).toEqual({ timedOut: true, code: 137, dead: true });
  });
});

linux('a process that left its group is found by its mark', async () => {
  const mark = `MARK_OF_THIS_TEST=${process.pid}`;
  const child = spawn('sleep', ['300'], { detached: true, stdio: 'ignore', env: { ...process.env, MARK_OF_THIS_TEST: String(process.pid) } });
  const over = new Promise((resolve) => child.once('exit', (_, signal) => resolve(signal)));
  expect({ ended: endMarkedProcesses(mark), signal: await over }).toEqual({ ended: 1, signal: 'SIGKILL' });
});

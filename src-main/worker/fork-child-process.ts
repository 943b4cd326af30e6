/** Worker processes as plain Node children: for the CLI, tests and servers. The app uses Electron's utility processes instead. */
import { spawn } from 'node:child_process';
import { deathWithParentPrefix } from '../../src-node/death-with-parent.ts';
import type { ForkWorker } from './worker-handle.ts';

export const forkChildProcess: ForkWorker = ({ entry, env }) => {
  const [program, ...words] = [...deathWithParentPrefix(), process.execPath, entry];
  const child = spawn(program!, words, { env: { ...process.env, ...env }, stdio: ['ignore', 'ignore', 'inherit', 'ipc'], serialization: 'json' });
  return {
    get pid() { return child.pid; },
    send: (message) => { if (child.connected) child.send(message, () => undefined); },
    onMessage: (listener) => { child.on('message', listener); },
    onExit: (listener) => {
      let told = false;
      const tell = (code: number | null): void => { if (!told) { told = true; listener(code); } };
      child.once('exit', tell);
      child.once('error', () => tell(1)); // could not be started at all
    },
    kill: () => { child.kill('SIGKILL'); },
  };
};

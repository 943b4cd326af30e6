/** Worker processes as Electron utility processes (BullMQ's own sandboxed processors need a fuse that is off here). */
import { utilityProcess } from 'electron';
import type { ForkWorker } from '../worker/worker-handle.ts';

export const forkUtilityProcess: ForkWorker = ({ entry, env, name }) => {
  const child = utilityProcess.fork(entry, [], { serviceName: name, env: { ...process.env, ...env }, stdio: 'ignore' });
  let exited = false;
  child.on('exit', () => { exited = true; });
  return {
    get pid() { return child.pid; },
    send: (message) => { if (!exited) child.postMessage(message); },
    onMessage: (listener) => { child.on('message', listener); },
    onExit: (listener) => { child.once('exit', (code) => listener(code)); },
    kill: () => {
      // utilityProcess.kill() is SIGTERM, which a hung native call never sees.
      if (!exited && child.pid !== undefined) process.kill(child.pid, 'SIGKILL');
    },
  };
};

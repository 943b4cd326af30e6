import process from 'node:process';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { silentLogger } from '../../src-shared/logger.ts';
import { isAlive, markOf } from '../files/process-identity.ts';
import { buildWorker, removeWorker } from '../testing/test-services.ts';
import { forkChildProcess } from './fork-child-process.ts';
import { WorkerSupervisor } from './worker-supervisor.ts';

/** Longer than a real worker takes to start on a busy machine; the app waits longer still. */
const silentForMs = 8000;

describe.skipIf(process.platform === 'win32')('a real worker that the system has stopped', { timeout: 180_000 }, () => {
  let worker: string;
  beforeAll(async () => { worker = await buildWorker('stopped'); });
  afterAll(() => removeWorker(worker));

  it('is silent, is ended, and another takes its place', async () => {
    const ended: { workerId: string; blameless: boolean }[] = [];
    const supervisor = new WorkerSupervisor({
      lane: 'long', entry: worker, forkWorker: forkChildProcess, log: { ...silentLogger, write: () => undefined }, silentForMs,
      // Its queue is not there: a worker's heart beats all the same.
      makeConfig: (workerId) => ({
        workerId, lanes: ['long'], redis: { url: 'unix:///nowhere/redis.sock', keyPrefix: 'test' }, queue: 'test', jobsDir: '/nowhere', resourcesDir: '/nowhere', device: 'cpu', logLevel: 'error', effort: 'all-cores', verifyOnly: true,
      }),
      onChange: () => undefined,
      onEnded: async (workerId, { blameless }) => { ended.push({ workerId, blameless }); },
    });
    supervisor.start();
    try {
      await expect.poll(() => supervisor.describe().state, { timeout: 60_000 }).toBe('ready');
      const { pid, name } = supervisor;
      const mark = markOf(pid!);
      process.kill(pid!, 'SIGSTOP');
      await expect.poll(() => ended.map(({ workerId }) => workerId), { timeout: 60_000 }).toContain(name);
      expect(isAlive(mark)).toBe(false);
      expect(ended.at(-1)).toEqual({ workerId: name, blameless: false }); // it may have hung in a native call on that video
      await expect.poll(() => supervisor.describe().state, { timeout: 60_000 }).toBe('ready');
      expect(supervisor.name).not.toBe(name);
    } finally {
      await supervisor.stop();
    }
  });
});

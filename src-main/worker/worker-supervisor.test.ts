import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { silentLogger } from '../../src-shared/logger.ts';
import type { WorkerHandle } from './worker-handle.ts';
import { WorkerSupervisor } from './worker-supervisor.ts';

/** A process that does what a test says. */
class FakeProcess implements WorkerHandle {
  readonly pid = 1;
  readonly sent: unknown[] = [];
  killed = false;
  private exited: (code: number | null) => void = () => undefined;
  private told: (message: unknown) => void = () => undefined;
  send(message: unknown): void { this.sent.push(message); }
  onMessage(listener: (message: unknown) => void): void { this.told = listener; }
  onExit(listener: (code: number | null) => void): void { this.exited = listener; }
  kill(): void { this.killed = true; this.exit(null); }
  exit(code: number | null): void { this.exited(code); }
  beat(...workingOn: string[]): void { this.told({ type: 'heartbeat', workingOn }); }
}

describe('the supervisor of a worker', () => {
  beforeEach(() => { vi.useFakeTimers(); });
  afterEach(() => { vi.useRealTimers(); });

  const supervised = () => {
    const processes: FakeProcess[] = [];
    const ends: { blameless: boolean }[] = [];
    const supervisor = new WorkerSupervisor({
      lane: 'long', entry: 'worker.mjs', log: { ...silentLogger, write: () => undefined },
      forkWorker: () => { const made = new FakeProcess(); processes.push(made); return made; },
      makeConfig: (workerId) => ({ workerId }) as never,
      onChange: () => undefined,
      onEnded: (_, end) => { ends.push(end); return Promise.resolve(); },
    });
    supervisor.start();
    return { supervisor, processes, ends };
  };
  const last = <T>(of: T[]): T => of[of.length - 1]!;

  it('leaves one alone that beats, however long its work takes', async () => {
    const { processes } = supervised();
    for (let second = 0; second < 600; second += 20) {
      processes[0]!.beat('observe-a-0');
      await vi.advanceTimersByTimeAsync(20_000);
    }
    expect(processes.map(({ killed }) => killed)).toEqual([false]);
  });

  it('replaces one that has fallen silent, as in a native call that hangs', async () => {
    const { processes, ends } = supervised();
    processes[0]!.beat('observe-a-0');
    await vi.advanceTimersByTimeAsync(40_000);
    expect(processes[0]!.killed).toBe(true);
    expect(ends).toEqual([{ blameless: false }]); // it counts towards setting that video aside
    expect(processes).toHaveLength(2);
  });

  it('gives up after five quick ends and says why; when the user asks, it tries again', async () => {
    const { supervisor, processes } = supervised();
    for (let end = 0; end < 5; end += 1) {
      last(processes).exit(7);
      await vi.advanceTimersByTimeAsync(2000);
    }
    expect(processes).toHaveLength(5);
    expect(supervisor.describe()).toMatchObject({ state: 'crash-loop', message: expect.stringMatching(/5 times.*code 7/) as string });
    await vi.advanceTimersByTimeAsync(60_000);
    expect(processes).toHaveLength(5);
    supervisor.tryAgain();
    expect(processes).toHaveLength(6);
  });

  it('ends one that does not let go of a cancelled item, and holds that against nobody', async () => {
    const { supervisor, processes, ends } = supervised();
    processes[0]!.beat('observe-a-0');
    supervisor.killIfWorkingOn(['observe-b-0']);
    expect(processes[0]!.killed).toBe(false);
    supervisor.killIfWorkingOn(['observe-a-0']);
    await vi.advanceTimersByTimeAsync(5000);
    expect(ends).toEqual([{ blameless: true }]);
    expect(processes).toHaveLength(2);
  });

  it('asked to stop, it ends a process that does not listen, and starts none', async () => {
    const { supervisor, processes } = supervised();
    const stopped = supervisor.stop();
    await vi.advanceTimersByTimeAsync(10_000);
    await stopped;
    expect(processes[0]!.sent).toContainEqual({ type: 'shut-down' });
    expect(processes.map(({ killed }) => killed)).toEqual([true]);
  });
});

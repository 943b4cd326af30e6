/**
 * Keeps one process a lane alive: starts it, hears its heart, replaces it when it ends or hangs, stops after five quick ends.
 * Life is measured by the heartbeat alone, never by progress. What the process works on is the queue's business.
 */
import type { WorkerState } from '../../src-shared/contract/api.ts';
import type { Lane } from '../../src-shared/contract/queue.ts';
import { FromWorker, type StartReport, type WorkerConfig } from '../../src-shared/contract/worker-messages.ts';
import type { AppLog } from '../logging/app-log.ts';
import { decideRestart, type RestartMemory } from './restart-policy.ts';
import type { ForkWorker, WorkerHandle } from './worker-handle.ts';

export interface SupervisorOptions {
  lane: Lane;
  entry: string;
  forkWorker: ForkWorker;
  log: AppLog;
  /** A fresh id each time, so that the queue tells the dead from the living. */
  makeConfig(name: string): WorkerConfig;
  onChange(): void;
  /** The process is gone for sure; what it held in the queue is free. `blameless`: we ended it ourselves for another reason than that work. */
  onEnded(workerId: string, end: { blameless: boolean }): Promise<void>;
  /** A native call may hold the process up for some seconds; this long means it hangs. */
  silentForMs?: number;
}

const usualSilentForMs = 30_000;
const lookEveryMs = 1000;
const stopWithinMs = 4000;

export class WorkerSupervisor {
  readonly lane: Lane;
  report: StartReport | null = null;
  private readonly options: SupervisorOptions;
  private handle: WorkerHandle | null = null;
  private workerId = '';
  private state: WorkerState['state'] = 'starting';
  private message = '';
  private restarts = 0;
  private generation = 0;
  private memory: RestartMemory = { quickEnds: 0 };
  private startedAt = 0;
  private lastHeard = 0;
  private inHand: string[] = [];
  private stopping = false;
  private endedByUs = false;
  private gone: Promise<void> = Promise.resolve();
  private watch: NodeJS.Timeout | null = null;
  private restartTimer: NodeJS.Timeout | null = null;

  constructor(options: SupervisorOptions) {
    this.options = options;
    this.lane = options.lane;
  }

  get pid(): number | undefined {
    return this.handle?.pid;
  }

  /** A new one with each process; it signs what the process writes into the log. */
  get name(): string {
    return this.workerId;
  }

  describe(): WorkerState {
    return { lane: this.lane, state: this.state, restarts: this.restarts, message: this.message };
  }

  start(): void {
    if (this.stopping || this.handle !== null) return;
    this.generation += 1;
    const config = this.options.makeConfig(`${this.lane}-${process.pid}-${this.generation}`);
    this.workerId = config.workerId;
    this.startedAt = this.lastHeard = Date.now();
    this.endedByUs = false;
    this.setState('starting', '');
    const handle = this.options.forkWorker({ entry: this.options.entry, env: { SHIFTCLIPPER_LANE: this.lane }, name: `ShiftClipper worker (${this.lane})` });
    this.handle = handle;
    handle.onMessage((message) => { if (this.handle === handle) this.hear(message); });
    this.gone = new Promise((resolve) => {
      // Deferred: a utility process must not be posted to from inside its exit listener.
      handle.onExit((code) => setImmediate(() => { this.ended(handle, code); resolve(); }));
    });
    handle.send({ type: 'start', config });
    this.watch ??= setInterval(() => this.look(), lookEveryMs);
  }

  /** After a crash loop, when the user asks for another try. */
  tryAgain(): void {
    if (this.state !== 'crash-loop') return;
    this.memory = { quickEnds: 0 };
    this.start();
  }

  /** Earlier ends are explained and do not count towards giving up. */
  forgive(): void {
    this.memory = { quickEnds: 0 };
  }

  cancel(jobId: string): void {
    this.handle?.send({ type: 'cancel', jobId });
  }

  /** Ends a process that does not let go of this item; it is replaced at once. */
  killIfWorkingOn(itemIds: readonly string[]): void {
    if (!this.inHand.some((id) => itemIds.includes(id))) return;
    this.options.log.warn('worker does not let go and is replaced', { lane: this.lane, items: this.inHand });
    this.endedByUs = true;
    this.forgive();
    this.handle?.kill();
  }

  async stop(): Promise<void> {
    this.stopping = true;
    if (this.watch !== null) clearInterval(this.watch);
    if (this.restartTimer !== null) clearTimeout(this.restartTimer);
    const handle = this.handle;
    if (handle !== null) {
      handle.send({ type: 'shut-down' });
      const forced = setTimeout(() => handle.kill(), stopWithinMs);
      await this.gone;
      clearTimeout(forced);
    }
    this.setState('stopped', '');
  }

  private hear(message: unknown): void {
    const parsed = FromWorker.safeParse(message);
    if (!parsed.success) {
      this.options.log.warn('worker said something unknown', { lane: this.lane });
      return;
    }
    this.lastHeard = Date.now();
    const heard = parsed.data;
    switch (heard.type) {
      case 'ready':
        this.report = heard.report;
        this.setState('ready', heard.report.warnings[0] ?? '');
        this.options.log.info('worker ready', { ...heard.report });
        break;
      case 'heartbeat':
        this.inHand = heard.workingOn;
        break;
      case 'log': {
        const { fields, ...entry } = heard.entry;
        this.options.log.write({ ...entry, ...(fields === undefined ? {} : { fields }) });
        break;
      }
      case 'stopped':
        break;
    }
  }

  private look(): void {
    const silentMs = Date.now() - this.lastHeard;
    if (this.handle === null || silentMs < (this.options.silentForMs ?? usualSilentForMs)) return;
    this.options.log.error('worker is silent and is replaced', { lane: this.lane, silentSeconds: Math.round(silentMs / 1000) });
    this.lastHeard = Date.now();
    this.handle.kill();
  }

  private ended(handle: WorkerHandle, code: number | null): void {
    if (this.handle !== handle) return;
    const livedMs = Date.now() - this.startedAt;
    const workerId = this.workerId;
    this.handle = null;
    this.inHand = [];
    void this.options.onEnded(workerId, { blameless: this.endedByUs }).catch((error: unknown) => this.options.log.warn('what the worker held could not be freed', { error: String(error) }));
    if (this.stopping) return;
    const decision = decideRestart(this.memory, livedMs);
    this.memory = decision.memory;
    this.options.log.warn('worker ended', { lane: this.lane, code, livedSeconds: Math.round(livedMs / 1000), next: decision.kind });
    if (decision.kind === 'give-up') {
      this.setState('crash-loop', `The ${this.lane} worker ended ${decision.memory.quickEnds} times in a row (last with code ${code ?? 'signal'}). See the log, then press Retry.`);
      return;
    }
    this.restarts += 1;
    this.setState('restarting', 'The worker ended and is being restarted; nothing is lost.');
    this.restartTimer = setTimeout(() => this.start(), decision.afterMs);
  }

  private setState(state: WorkerState['state'], message: string): void {
    this.state = state;
    this.message = message;
    this.options.onChange();
  }
}

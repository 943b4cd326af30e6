/** A main process to be killed: the services without a window, in a process of their own, asked through its private socket. */
import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import process from 'node:process';
import { setTimeout as sleep } from 'node:timers/promises';
import { readAppConfig } from '../../src-main/app-config.ts';
import { findRunningApp, type RunningApp } from '../../src-main/http/control-record.ts';
import { openDoors } from '../../src-main/http/open-doors.ts';
import { createAppLog } from '../../src-main/logging/app-log.ts';
import { startServices } from '../../src-main/start-services.ts';
import { forkChildProcess } from '../../src-main/worker/fork-child-process.ts';
import { AppError } from '../../src-shared/app-error.ts';

const upWithinMs = 300_000;

/** What the killed process does; ends well on SIGTERM. */
export async function beMain(): Promise<void> {
  const config = readAppConfig(process.env);
  const log = createAppLog(config);
  const refuse = (): never => { throw new AppError('invalid-input', 'there is no window here'); };
  const services = await startServices({ config, forkWorker: forkChildProcess, log, native: { chooseVideos: refuse, chooseFolder: refuse, revealFile: refuse, chooseList: refuse, dragFile: refuse, chooseFile: refuse, chooseSavePlace: refuse, openUpdater: refuse, restart: refuse } });
  const doors = await openDoors(services, config, log);
  await new Promise((resolve) => process.once('SIGTERM', resolve));
  await doors.close();
  await services.stop();
}

export class MainProcess {
  readonly dataDir: string;
  private child: ChildProcess | null = null;
  private app: RunningApp | null = null;

  constructor(dataDir: string) {
    this.dataDir = dataDir;
  }

  get jobsDir(): string {
    return join(this.dataDir, 'jobs');
  }

  get pid(): number {
    return this.child?.pid ?? 0;
  }

  get call(): RunningApp['call'] {
    if (this.app === null) throw new Error('main is not running');
    return this.app.call;
  }

  async start(): Promise<void> {
    const env = { ...process.env, REDIS_URL: '', JOBS_DIR: this.jobsDir, SHIFTCLIPPER_DATA: this.dataDir, SHIFTCLIPPER_HTTP: '', SHIFTCLIPPER_VERIFY_ONLY: '0', SHIFTCLIPPER_LOG_LEVEL: 'info' };
    this.child = spawn(process.execPath, [process.argv[1]!, '--as-main', this.dataDir], { env, stdio: ['ignore', 'ignore', 'inherit'] });
    this.app = null;
    for (const deadline = Date.now() + upWithinMs; this.app === null; await sleep(50)) {
      if (Date.now() > deadline || this.child.exitCode !== null) throw new AppError('internal', 'main did not come up');
      this.app = await findRunningApp(this.dataDir, this.jobsDir);
    }
  }

  kill(): void {
    this.child?.kill('SIGKILL');
    this.app = null;
  }

  async stop(): Promise<void> {
    const child = this.child;
    if (child === null || child.exitCode !== null || child.signalCode !== null) return;
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGTERM');
    await ended;
    this.app = null;
  }
}

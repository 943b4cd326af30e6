/** One command's services: a Redis of its own in memory (unless REDIS_URL), workers as child processes, logs on standard error. */
import { AppError } from '../../src-shared/app-error.ts';
import type { Lane } from '../../src-shared/contract/queue.ts';
import type { JobStatus } from '../../src-shared/domain/job.ts';
import type { LogEntry } from '../../src-shared/logger.ts';
import { readAppConfig, type AppConfig } from '../app-config.ts';
import { createAppLog, type AppLog } from '../logging/app-log.ts';
import { startServices, type Services } from '../start-services.ts';
import { forkChildProcess } from '../worker/fork-child-process.ts';

export interface Session extends Services {
  config: AppConfig;
  log: AppLog;
  /** Aborted by Ctrl-C; a second one ends the program at once. */
  interrupted: AbortSignal;
}

const refuse = (): never => { throw new AppError('invalid-input', 'there is no window here; give the path on the command line'); };

/** Starts the services (a question needs only the short lane), runs `work`, and stops them whatever happened.
 *  `lasting`: with the queue on disk and the jobs of the app, as the app itself does. */
export async function withSession<Result>(work: (session: Session) => Promise<Result>, changes: Partial<AppConfig> = {}, lanes: readonly Lane[] = ['long', 'short'], { lasting = false }: { lasting?: boolean } = {}): Promise<Result> {
  const config = { ...readAppConfig(process.env), effort: 'all-cores' as const, ...changes };
  const interrupt = new AbortController();
  const onSignal = (): void => {
    if (interrupt.signal.aborted) process.exit(130);
    process.stderr.write('\nStopping; press Ctrl-C again to end at once.\n');
    interrupt.abort();
  };
  process.on('SIGINT', onSignal).on('SIGTERM', onSignal);
  const log = createAppLog(config, toStderr());
  const services = await startServices({
    config, forkWorker: forkChildProcess, log,
    native: { chooseVideos: refuse, chooseFolder: refuse, revealFile: refuse, chooseList: refuse, dragFile: refuse, chooseFile: refuse, chooseSavePlace: refuse, openUpdater: refuse, restart: refuse }, queueInMemory: !lasting, adoptJobs: lasting, abandoned: interrupt.signal, lanes,
  });
  try {
    return await work({ ...services, config, log, interrupted: interrupt.signal });
  } finally {
    process.off('SIGINT', onSignal).off('SIGTERM', onSignal);
    await services.stop();
  }
}

/** A queue that has not answered by then is not there; one that goes away later is waited for. */
const queueAwaitedMs = 20_000;
/** Whoever presses Ctrl-C does not wait for a queue that is gone. */
const leaveWithinMs = 3000;

/** Waits until the job's run has ended; progress goes to standard error. Ctrl-C cancels it cleanly.
 *  @throws AppError `redis-unavailable` */
export async function untilEnded(session: Session, jobId: string): Promise<JobStatus> {
  const say = progressLine();
  let cancelling = false;
  let queueSeen = false;
  let giveUpAt = Date.now() + queueAwaitedMs;
  for (;;) {
    const { status } = await session.handlers.getJob({ jobId });
    if (isTerminal(status)) {
      say.end();
      return status;
    }
    say.show(status);
    if (!queueSeen || cancelling) {
      const { redisState, warnings } = await session.handlers.appInfo({});
      queueSeen ||= redisState === 'ready';
      if (Date.now() >= giveUpAt && redisState !== 'ready') {
        say.end();
        throw new AppError('redis-unavailable', warnings.at(-1) ?? 'the queue (Redis) does not answer');
      }
    }
    if (session.interrupted.aborted && !cancelling) {
      cancelling = true;
      giveUpAt = Date.now() + leaveWithinMs;
      await session.handlers.cancelJob({ jobId }).catch(() => undefined);
    }
    await new Promise((resolve) => setTimeout(resolve, 150));
  }
}

function isTerminal({ status }: JobStatus): boolean {
  return status === 'done' || status === 'done-no-segments' || status === 'failed' || status === 'cancelled';
}

/** A line that is rewritten on a terminal, and one line a stage elsewhere. */
function progressLine(): { show(status: JobStatus): void; end(): void } {
  let last = '';
  return {
    show: (status) => {
      const percent = `${Math.floor(status.progress * 100)} %`;
      const left = status.etaSeconds === null ? '' : `, about ${Math.ceil(status.etaSeconds)} s left`;
      const line = process.stderr.isTTY ? `${percent}  ${status.stage ?? status.status}: ${status.message}${left}` : (status.stage ?? status.status);
      if (line === last) return;
      last = line;
      process.stderr.write(process.stderr.isTTY ? `\r\x1b[K${line}` : `${line} (${percent})\n`);
    },
    end: () => { if (process.stderr.isTTY) process.stderr.write('\r\x1b[K'); },
  };
}

/** Only where somebody asked for it by SHIFTCLIPPER_LOG_LEVEL: errors are told in plain words anyway, and the whole log is in the file. */
function toStderr(): (entry: LogEntry) => void {
  const wanted = process.env['SHIFTCLIPPER_LOG_LEVEL'] !== undefined;
  return (entry) => { if (wanted) process.stderr.write(`${JSON.stringify(entry)}\n`); };
}

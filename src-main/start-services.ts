/** Everything behind the window, without Electron: Redis, workers, jobs. Answers at once; Redis and workers come up behind it. */
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { AppError, toPlainError } from '../src-shared/app-error.ts';
import type { ApiHandlers, AppEvent, AppInfo } from '../src-shared/contract/api.ts';
import type { Lane } from '../src-shared/contract/queue.ts';
import { describeRedis } from '../src-shared/redis-endpoint.ts';
import { newId } from '../src-shared/new-id.ts';
import { createHandlers } from './api/handlers.ts';
import type { NativeActions } from './api/native-actions.ts';
import type { AppConfig } from './app-config.ts';
import { Answers } from './jobs/answers.ts';
import type { Engine } from './jobs/engine.ts';
import { Exports } from './jobs/exports.ts';
import { FleetDirectory } from './fleet/fleet-directory.ts';
import { reissueStragglers } from './fleet/reissue-stragglers.ts';
import { JobQueue } from './jobs/job-queue.ts';
import { JobRecords } from './jobs/job-records.ts';
import { JobRuns } from './jobs/job-runs.ts';
import { JobService } from './jobs/job-service.ts';
import { Recipes } from './jobs/recipes.ts';
import { recoverJobs } from './jobs/recover-jobs.ts';
import type { AppLog } from './logging/app-log.ts';
import { containedPath } from './media/contained-path.ts';
import { startRedisServer, type RedisServer } from './redis/redis-server.ts';
import { redisAwaitedMs } from './redis/wait-for-redis.ts';
import { PreferencesStore } from './desktop/preferences-store.ts';
import { measuredSpeeds } from './worker/measured-speeds.ts';
import { moreObservers } from './worker/observers.ts';
import type { ForkWorker } from './worker/worker-handle.ts';
import { WorkerSupervisor } from './worker/worker-supervisor.ts';

export interface Services {
  handlers: ApiHandlers;
  preferences: PreferencesStore;
  onEvent(listener: (event: AppEvent) => void): () => void;
  videoPathOf(jobId: string): Promise<string>;
  artifactPathOf(jobId: string, relativePath: string): Promise<string>;
  jobFolderOf(jobId: string): string;
  /** Processes of ours, for tests that end them. `named`: by what the log calls them. */
  processes(): { redis: number | undefined; workers: Record<Lane, number | undefined>; named: Record<string, number | undefined> };
  stop(): Promise<void>;
}

interface StartOptions {
  config: AppConfig;
  preferences?: PreferencesStore;
  forkWorker: ForkWorker;
  native: NativeActions;
  log: AppLog;
  /** The queue is gone when we are: for one-off runs. */
  queueInMemory?: boolean;
  /** Jobs that no living program owns are taken over; a one-off run leaves them to the app. */
  adoptJobs?: boolean;
  /** Aborted when nothing more is wanted: a video that is being looked at is given up at once. */
  abandoned?: AbortSignal;
  /** Which workers are started here; others may run elsewhere. */
  lanes?: readonly Lane[];
}

const reconcileEveryMs = 2000;
/** One more than with the built-in Redis, since others may have lost it; fewer than our own worker's quick ends before it is given up. */
const maxLossesInFleet = 3;

export async function startServices({ config, preferences = new PreferencesStore(config.dataDir), forkWorker, native, log, queueInMemory = false, adoptJobs = true, abandoned = new AbortController().signal, lanes = ['long', 'short'] }: StartOptions): Promise<Services> {
  const listeners = new Set<(event: AppEvent) => void>();
  const emit = (event: AppEvent): void => { for (const listener of listeners) listener(event); };
  const redis = { state: 'starting' as AppInfo['redisState'], url: config.redisUrl, server: null as RedisServer | null, problem: '' };
  let queue: JobQueue | null = null;
  let fleet: FleetDirectory | null = null;
  let stragglers: { close(): Promise<void> } | null = null;
  let supervisors: WorkerSupervisor[] = [];
  let stopping = false;
  const isStopping = (): boolean => stopping;
  const warnings: string[] = [];
  const measuredDir = join(config.dataDir, 'measured');

  const announceInfo = (): void => { if (!stopping) emit({ type: 'app-info-changed', info: appInfo() }); };
  const appInfo = (): AppInfo => ({
    version: config.version,
    platform: `${process.platform}-${process.arch}`,
    versions: { node: process.versions.node, ...(process.versions['electron'] === undefined ? {} : { electron: process.versions['electron'] }) },
    redis: redis.url === null ? 'built in, starting' : describeRedis(redis.url),
    redisState: redis.state, queue: config.queue, jobsDir: config.jobsDir,
    workers: [
      ...lanes.map((lane) => supervisors.find((supervisor) => supervisor.lane === lane)?.describe() ?? { lane, state: 'starting' as const, restarts: 0, message: redis.problem }),
      ...supervisors.flatMap((supervisor) => (lanes.includes(supervisor.lane) ? [] : [supervisor.describe()])),
    ],
    reports: supervisors.flatMap((supervisor) => supervisor.report ?? []),
    warnings: [...warnings, ...(redis.problem === '' ? [] : [redis.problem])],
    speeds: measuredSpeeds(measuredDir, Math.max(1, supervisors.filter(({ lane }) => lane !== 'short').length)),
  });

  const engine: Engine = {
    records: new JobRecords(config.jobsDir), log, emit,
    queueNow: () => queue,
    queue: async () => {
      await waitUntil(() => queue !== null || redis.state === 'failed', redisAwaitedMs);
      if (queue === null) throw new AppError('redis-unavailable', redis.problem === '' ? 'the queue (Redis) is not ready yet' : redis.problem);
      return queue;
    },
    redisReady: () => redis.state === 'ready',
    abandoned,
    workerHealth: (lane) => {
      const { state, message } = supervisors.find((supervisor) => supervisor.lane === lane)?.describe() ?? { state: 'starting', message: '' };
      return { alive: state !== 'crash-loop' && state !== 'stopped', message };
    },
    cancelInWorkers: (jobId, where) => { for (const supervisor of supervisors) if (where.includes(supervisor.lane === 'chunks' ? 'long' : supervisor.lane)) supervisor.cancel(jobId); },
    killWorkersHolding: (items) => { for (const supervisor of supervisors) supervisor.killIfWorkingOn(items); },
  };
  const runs = new JobRuns(engine);
  const answers = new Answers(engine, (jobId) => runs.announce(jobId));
  const exports = new Exports(engine, answers, () => preferences.get().clipsFolder);
  const jobs = new JobService(engine, runs);

  /** Who is started for one piece of work, as from the command line, uses all there is. */
  const effort = () => (config.effort === 'all-cores' ? 'all-cores' : preferences.get().effort);
  const makeSupervisor = (lane: Lane, url: string): WorkerSupervisor => new WorkerSupervisor({
    lane, entry: config.workerEntry, forkWorker: (options) => forkWorker({ ...options, env: { SHIFTCLIPPER_MEASURED: measuredDir, ...options.env } }), log,
    makeConfig: (name) => ({
      workerId: `${name}-${newId().slice(-6)}`, lanes: lane === 'long' && config.observeHere ? ['long', 'chunks'] : [lane], redis: { url, keyPrefix: config.keyPrefix }, queue: config.queue, jobsDir: config.jobsDir,
      resourcesDir: config.resourcesDir, device: config.device, logLevel: config.logLevel, effort: effort(), verifyOnly: config.verifyOnly,
      ...(config.redisUrl === null ? {} : { maxLosses: maxLossesInFleet }),
    }),
    onChange: announceInfo,
    onEnded: async (workerId, { blameless }) => {
      if (stopping) return;
      emit({ type: 'notice', level: 'warn', message: 'The worker ended unexpectedly and is being restarted.', next: 'Nothing is lost; the work goes on from its last finished part.' });
      await queue?.freeLocks((holder) => holder === workerId, { blameless });
      await runs.reconcileAll();
    },
  });

  const bringUp = async (): Promise<void> => {
    const onState = (state: 'ready' | 'lost'): void => { redis.state = state; announceInfo(); };
    if (redis.url === null) {
      redis.server = await startRedisServer({ folder: queueInMemory ? null : config.redisDir, resourcesDir: config.resourcesDir, log, onState, onWarning: (text) => warnings.push(text) });
      redis.url = redis.server.url;
    }
    const url = redis.url;
    const made = new JobQueue({
      url, keyPrefix: config.keyPrefix, queue: config.queue, log,
      onNews: (news) => {
        runs.hear(news);
        exports.hear(news);
        // The video that ended the workers is out of the way, so their ends are explained.
        if (news.type === 'failed' && news.failure.code === 'worker-crash-loop') for (const supervisor of supervisors) supervisor.forgive();
      },
      onConnection: (connected) => {
        if (stopping) return;
        redis.state = connected ? 'ready' : 'lost';
        announceInfo();
        if (connected) void runs.reconcileAll().catch(() => undefined);
      },
    });
    for (let answered = false; !answered && !isStopping();) {
      try {
        warnings.push(...(await made.ready()));
        answered = true;
      } catch (error) {
        redis.problem = `Redis does not answer at ${describeRedis(url)}: ${error instanceof Error ? error.message : String(error)}. Waiting for it.`;
        redis.state = 'lost';
        announceInfo();
        await sleep(1000);
      }
    }
    if (isStopping()) return made.close();
    redis.problem = '';
    redis.state = 'ready';
    // Of our own Redis nobody else's workers can be alive: what they held is free.
    if (redis.server !== null) await made.freeLocks(() => true, { blameless: true });
    await recoverJobs({ records: engine.records, queue: made, log, adopt: adoptJobs, queueIsOurs: redis.server !== null, warn: (text) => warnings.push(text) });
    queue = made;
    if (adoptJobs) void exports.recover().catch((error: unknown) => log.error('exports that were under way could not be taken over', { error: String(error) }));
    // Nobody else can reach our own Redis.
    if (redis.server === null && !isStopping()) {
      fleet = new FleetDirectory(url, config);
      fleet.start();
      stragglers = reissueStragglers(url, config, log);
    }
    const base = lanes.map((lane) => makeSupervisor(lane, url));
    supervisors = base;
    if (!stopping) for (const supervisor of supervisors) supervisor.start();
    if (config.observeHere && lanes.includes('long')) {
      const observers = moreObservers(effort, () => makeSupervisor('chunks', url));
      const fit = (): void => {
        if (stopping) return;
        const fitted = observers.fit();
        supervisors = [...base, ...observers.all()];
        announceInfo();
        fitted.catch((error: unknown) => log.warn('an observing process could not be ended', { error: String(error) }));
      };
      preferences.onChange(fit);
      fit();
    }
    log.info('services ready', { version: config.version, redis: describeRedis(url), queue: config.queue, jobsDir: config.jobsDir, device: config.device, verifyOnly: config.verifyOnly });
    await runs.reconcileAll();
    announceInfo();
  };
  const up = bringUp().catch((error: unknown) => {
    const plain = toPlainError(error);
    redis.state = 'failed';
    redis.problem = `${plain.message}. ${plain.next}`;
    log.error('services could not start', { code: plain.code, reason: plain.message });
    emit({ type: 'notice', level: 'error', message: plain.message, next: plain.next });
    announceInfo();
  });
  const clock = setInterval(() => { if (redis.state === 'ready') void runs.reconcileAll().catch(() => undefined); }, reconcileEveryMs);

  return {
    preferences,
    handlers: createHandlers({ config, preferences, engine, jobs, runs, answers, exports, recipes: new Recipes(join(config.dataDir, 'recipes.json')), native, appInfo, reviveWorkers: () => { for (const supervisor of supervisors) supervisor.tryAgain(); }, workers: async () => fleet?.workers() ?? [] }),
    onEvent: (listener) => { listeners.add(listener); return () => listeners.delete(listener); },
    videoPathOf: async (jobId) => (await engine.records.get(jobId)).videoPath,
    jobFolderOf: (jobId) => engine.records.folderOf(jobId),
    artifactPathOf: async (jobId, relativePath) => containedPath(engine.records.folderOf(jobId), relativePath),
    processes: () => {
      const pidOf = (lane: Lane): number | undefined => supervisors.find((supervisor) => supervisor.lane === lane)?.pid;
      return { redis: redis.server?.pid, workers: { long: pidOf('long'), short: pidOf('short'), chunks: pidOf('chunks') }, named: Object.fromEntries(supervisors.map((supervisor) => [supervisor.name, supervisor.pid])) };
    },
    stop: async () => {
      stopping = true;
      clearInterval(clock);
      await up;
      await Promise.all(supervisors.map((supervisor) => supervisor.stop()));
      fleet?.close();
      await stragglers?.close();
      await queue?.close();
      await redis.server?.stop();
    },
  };
}

async function waitUntil(holds: () => boolean, atMostMs: number): Promise<void> {
  for (let waited = 0; !holds() && waited < atMostMs; waited += 25) await sleep(25);
}

/** What one work item is done with: the signal, the programs, a log, and a way to say how far it is. Not the queue itself. */
import type { WorkProgress } from '../../src-shared/contract/queue.ts';
import type { WorkerConfig } from '../../src-shared/contract/worker-messages.ts';
import type { StageName } from '../../src-shared/domain/job.ts';
import type { Logger } from '../../src-shared/logger.ts';
import type { StageContext, ToolPaths } from './stage.ts';

export interface Desk {
  config: WorkerConfig;
  signal: AbortSignal;
  log: Logger;
  tools(): Promise<ToolPaths>;
  progress(progress: Omit<WorkProgress, 'jobId'>): void;
  /** Models were run, and on what. */
  ranOn(provider: string): void;
  /** A chunk's file is whole and about to leave this machine; for who keeps count. */
  observed?(file: string): Promise<void>;
  /** Seconds spent by stage so far. */
  timings: Record<string, number>;
  /** Only an `analyse` item can have children. */
  children: Children;
}

export interface Children {
  /** Puts one item a chunk into the queue (once, however often it is called) and returns when all are done; until then the item steps back from this worker.
   *  @returns seconds of work that all chunks took together
   *  @throws what the first failed chunk failed with */
  observeAll(chunkIndexes: readonly number[]): Promise<number>;
}

interface ChunkPlace { chunkIndex: number; chunkCount: number }

/** Runs one stage with its own context and takes its time. */
export async function inStage<Result>(desk: Desk, stage: StageName, run: (context: StageContext) => Promise<Result>, place: ChunkPlace | null = null): Promise<Result> {
  desk.signal.throwIfAborted();
  const started = performance.now();
  let highest = 0;
  const report = (fraction: number, message: string): void => {
    highest = Math.max(highest, Math.min(Number.isFinite(fraction) ? fraction : 0, 1));
    desk.progress({ stage, fraction: highest, message, chunkIndex: place?.chunkIndex ?? null, chunkCount: place?.chunkCount ?? null });
  };
  const result = await run({ ...(await contextOf(desk)), report });
  desk.signal.throwIfAborted();
  desk.timings[stage] = (desk.timings[stage] ?? 0) + (performance.now() - started) / 1000;
  return result;
}

/** For what is no stage of a run and has no progress of its own. */
export async function contextOf(desk: Desk): Promise<StageContext> {
  const { config, signal, log } = desk;
  return { signal, log, report: () => undefined, tools: await desk.tools(), resourcesDir: config.resourcesDir, device: config.device, effort: config.effort };
}

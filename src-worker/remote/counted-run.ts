/** Runs work and keeps count of it, for presence and metrics. Changes nothing about the work. */
import { readFile } from 'node:fs/promises';
import { toPlainError } from '../../src-shared/app-error.ts';
import type { Work, WorkResult } from '../../src-shared/contract/queue.ts';
import type { WorkerPresence } from '../../src-shared/contract/fleet.ts';
import { decodeObservations } from '../../src-shared/observation-file.ts';
import type { Desk } from '../pipeline/desk.ts';
import { jobFolder } from '../pipeline/job-folder.ts';
import type { WorkerMetrics } from './worker-metrics.ts';

export type Tally = Pick<WorkerPresence, 'current' | 'done' | 'failed' | 'framesPerSecond' | 'provider'>;

type Run = (work: Work, desk: Desk) => Promise<WorkResult>;

/** `tally` is written as the work goes. */
export function countedRun(run: Run, metrics: WorkerMetrics, tally: Tally): Run {
  return async (work, desk) => {
    const began = performance.now();
    if (work.kind === 'observe') tally.current = { jobId: work.jobId, chunkIndex: work.chunkIndex, fraction: 0 };
    /** Read before the file is sent and removed. */
    let facts: { frames: number; seconds: number } | null = null;
    const watched: Desk = {
      ...desk,
      progress: (progress) => {
        if (tally.current !== null && progress.stage === 'observe') tally.current.fraction = progress.fraction;
        desk.progress(progress);
      },
      ranOn: (provider) => {
        tally.provider = provider;
        desk.ranOn(provider);
      },
      observed: async (file) => {
        const { frames, meta } = decodeObservations(await readFile(file), 'observations');
        facts = { frames: frames.pts.length, seconds: meta.end - meta.start };
      },
    };
    try {
      const result = await run(work, watched);
      if (result.kind === 'observe') {
        if (facts === null && !result.reused) await watched.observed?.(jobFolder(desk.config.jobsDir, work.jobId).observation(result.chunkIndex)).catch(() => undefined);
        metrics.chunk(result.reused ? 'reused' : 'new');
        tally.done += 1;
        const seen = facts as { frames: number; seconds: number } | null;
        if (seen !== null && !result.reused) {
          tally.framesPerSecond = seen.frames / Math.max(0.001, result.seconds);
          metrics.seen(seen.frames, seen.seconds, tally.framesPerSecond);
        }
      }
      metrics.stage(work.kind, (performance.now() - began) / 1000);
      return result;
    } catch (error) {
      if (!desk.signal.aborted && !(error instanceof Error && error.name === 'WaitingChildrenError')) {
        const { code } = toPlainError(error);
        metrics.failure(code);
        if (work.kind === 'observe') metrics.chunk('failed');
        tally.failed += 1;
      }
      throw error;
    } finally {
      if (work.kind === 'observe') tally.current = null;
    }
  };
}

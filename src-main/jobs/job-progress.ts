/** One number out of many: stages weighed by how long they usually take, chunks side by side. Never backwards; 1 is only said by the job's end. */
import type { WorkProgress } from '../../src-shared/contract/queue.ts';
import type { StageName } from '../../src-shared/domain/job.ts';

export interface RunProgress {
  stage: StageName | null;
  /** 0–1 over the run. */
  fraction: number;
  message: string;
  chunkCount: number | null;
  /** Fraction of each chunk, 1 when finished. */
  chunks: Readonly<Record<number, number>>;
  /** Chunks that were there already when the run began to observe; they tell nothing about speed. */
  observingSince: { atMs: number; fraction: number } | null;
}

export const noProgress: RunProgress = { stage: null, fraction: 0, message: '', chunkCount: null, chunks: {}, observingSince: null };

/** Where each stage begins on the whole, 0–1. */
const begins: Record<StageName, number> = { probe: 0, proxy: 0, observe: 0.02, link: 0.86, identify: 0.88, segment: 0.9, cut: 0.91, overlay: 0.95, finish: 0.98 };
const order: StageName[] = ['probe', 'observe', 'link', 'identify', 'segment', 'cut', 'overlay', 'finish'];

/** Work on the short lane (proxy, export) is not part of a run and leaves it as it is. */
export function takeProgress(before: RunProgress, heard: WorkProgress, nowMs: number): RunProgress {
  if (heard.stage === 'proxy') return before;
  const chunkCount = heard.chunkCount ?? before.chunkCount;
  const chunks = heard.chunkIndex === null ? before.chunks : withChunk(before.chunks, heard.chunkIndex, heard.fraction);
  const next = { ...before, chunkCount, chunks, message: heard.message };
  return settle(next, heard.stage, heard.stage === 'observe' ? meanOf(chunks, chunkCount) : heard.fraction, nowMs);
}

export function takeChunkDone(before: RunProgress, chunkIndex: number, chunkCount: number, nowMs: number): RunProgress {
  const chunks = withChunk(before.chunks, chunkIndex, 1);
  return settle({ ...before, chunks, chunkCount }, 'observe', meanOf(chunks, chunkCount), nowMs);
}

/** Seconds left by the speed since observing began; null before there is something to measure. */
export function etaSeconds(progress: RunProgress, nowMs: number): number | null {
  const since = progress.observingSince;
  if (since === null || progress.fraction <= since.fraction + 0.01) return null;
  const elapsed = (nowMs - since.atMs) / 1000;
  return Math.max(0, (elapsed * (1 - progress.fraction)) / (progress.fraction - since.fraction));
}

function settle(progress: RunProgress, stage: StageName, within: number, nowMs: number): RunProgress {
  const start = begins[stage];
  const end = order.includes(stage) ? (begins[order[order.indexOf(stage) + 1] ?? 'finish'] ?? 1) : start;
  const reached = stage === 'finish' ? start + 0.01 * within : start + (end - start) * within;
  const fraction = Math.max(progress.fraction, Math.min(reached, 0.99));
  const observingSince = stage === 'observe' ? (progress.observingSince ?? { atMs: nowMs, fraction }) : progress.observingSince;
  return { ...progress, stage, fraction, observingSince };
}

function withChunk(chunks: Readonly<Record<number, number>>, index: number, fraction: number): Readonly<Record<number, number>> {
  return { ...chunks, [index]: Math.max(chunks[index] ?? 0, fraction) };
}

function meanOf(chunks: Readonly<Record<number, number>>, chunkCount: number | null): number {
  if (chunkCount === null || chunkCount === 0) return 0;
  return Object.values(chunks).reduce((sum, fraction) => sum + fraction, 0) / chunkCount;
}

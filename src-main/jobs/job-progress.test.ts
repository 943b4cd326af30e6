import { describe, expect, it } from 'vitest';
import type { WorkProgress } from '../../src-shared/contract/queue.ts';
import { etaSeconds, noProgress, takeChunkDone, takeProgress, type RunProgress } from './job-progress.ts';

const heard = (stage: WorkProgress['stage'], fraction: number, chunkIndex: number | null = null): WorkProgress => ({ jobId: 'j', stage, fraction, message: stage, chunkIndex, chunkCount: chunkIndex === null ? null : 4 });
const after = (...news: WorkProgress[]): RunProgress => news.reduce((progress, one, i) => takeProgress(progress, one, i * 1000), noProgress);

describe('progress', () => {
  it('grows through all stages and never reaches 1', () => {
    const fractions = (['probe', 'observe', 'link', 'identify', 'segment', 'cut', 'overlay', 'finish'] as const).map((stage) => after(heard(stage, 1, stage === 'observe' ? 0 : null)).fraction);
    expect([...fractions].sort((a, b) => a - b)).toEqual(fractions);
    expect(Math.max(...fractions)).toBeLessThan(1);
  });

  it('never goes backwards, not even when a chunk begins again on another worker', () => {
    const before = after(heard('observe', 0.9, 0));
    expect(takeProgress(before, heard('observe', 0.1, 0), 1).fraction).toBe(before.fraction);
  });

  it('is the mean of chunks that are observed side by side', () => {
    const one = after(heard('observe', 1, 0));
    expect(after(heard('observe', 0.5, 0), heard('observe', 0.5, 1)).fraction).toBeCloseTo(one.fraction, 6);
  });

  it('counts a finished chunk as whole', () => {
    expect(takeChunkDone(noProgress, 2, 4, 0).fraction).toBeCloseTo(after(heard('observe', 1, 2)).fraction, 6);
  });

  it('is not touched by the proxy, which is made beside the run', () => {
    expect(after(heard('proxy', 0.9))).toEqual(noProgress);
  });

  it('knows no time left before there is something to measure, and then less and less', () => {
    const early = after(heard('observe', 0, 0));
    expect(etaSeconds(early, 0)).toBeNull();
    const later = takeProgress(takeProgress(early, heard('observe', 1, 0), 10_000), heard('observe', 1, 1), 20_000);
    expect(etaSeconds(later, 20_000)).toBeGreaterThan(15);
    expect(etaSeconds(later, 20_000)).toBeLessThan(60);
  });
});

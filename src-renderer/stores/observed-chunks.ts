/** Which parts of a running game are already watched: heard as events, and looked up once for those finished before this page opened. */
import { useEffect } from 'react';
import { artifactUrl } from '../../src-shared/contract/api.ts';
import { jobFiles, observationFileName } from '../../src-shared/contract/artifacts.ts';
import { applyJobEvent, useJobs } from './jobs-store.ts';

const none: readonly number[] = [];
const asked = new Set<string>();

export function useObservedChunks(jobId: string, chunkCount: number): readonly number[] {
  useEffect(() => {
    if (asked.has(jobId)) return;
    asked.add(jobId);
    void lookUp(jobId, chunkCount);
  }, [jobId, chunkCount]);
  return useJobs((state) => state.observedChunks[jobId] ?? none);
}

/** Chunks are finished roughly in order, so a few missing in a row end the search. */
const missesBeforeEnd = 4;

async function lookUp(jobId: string, chunkCount: number): Promise<void> {
  let misses = 0;
  for (let chunkIndex = 0; chunkIndex < chunkCount && misses < missesBeforeEnd; chunkIndex += 1) {
    if (useJobs.getState().observedChunks[jobId]?.includes(chunkIndex) === true) continue;
    const url = artifactUrl(jobId, `${jobFiles.observations}/${observationFileName(chunkIndex)}`);
    const there = await fetch(url, { method: 'HEAD' }).then((answer) => answer.ok, () => false);
    misses = there ? 0 : misses + 1;
    if (there) useJobs.setState((state) => applyJobEvent(state, { type: 'chunk-observed', jobId, chunkIndex }));
  }
}

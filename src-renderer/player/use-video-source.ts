/** Where the page gets the picture from: the file itself, the preview copy, or why there is none (yet). Moves on by itself when one fails or appears. */
import { useCallback, useEffect, useState } from 'react';
import { artifactUrl, videoUrl } from '../../src-shared/contract/api.ts';
import { jobFiles } from '../../src-shared/contract/artifacts.ts';
import type { MediaInfo } from '../../src-shared/domain/video.ts';
import { useJob } from '../stores/jobs-store.ts';

export type VideoSource =
  | { state: 'ready'; src: string }
  /** The preview copy is being made. */
  | { state: 'preparing' }
  | { state: 'missing' }
  | { state: 'unplayable' };

/** `again` changes when there is a reason to look once more for a file that was missing (relinked, job changed). */
export function useVideoSource(jobId: string, media: MediaInfo, again = ''): { source: VideoSource; onUnplayable: () => void } {
  const job = useJob(jobId);
  const hasProxy = job?.hasProxy ?? false;
  // HEVC and ProRes load without an error and without a picture, so the element has the last word, not the probe.
  const [originalFails, setOriginalFails] = useState(!media.playableInPage);
  const [proxyUnplayable, setProxyUnplayable] = useState(false);
  const proxyFails = proxyUnplayable || (!hasProxy && job?.proxyProblem !== undefined);
  const [missing, setMissing] = useState(false);
  useEffect(() => {
    let wanted = true;
    const look = async (): Promise<void> => {
      const there = await exists(videoUrl(jobId));
      if (wanted) setMissing(!there);
    };
    void look();
    return () => { wanted = false; };
  }, [jobId, again]);
  const onUnplayable = useCallback(() => {
    if (originalFails) return setProxyUnplayable(true);
    const lookWhy = async (): Promise<void> => {
      if (await exists(videoUrl(jobId))) setOriginalFails(true);
      else setMissing(true);
    };
    void lookWhy();
  }, [jobId, originalFails]);
  return { source: chooseSource(jobId, { originalFails, proxyFails, missing, hasProxy }), onUnplayable };
}

/** A preview copy shows the game even where the file itself is gone. */
export function chooseSource(jobId: string, { originalFails, proxyFails, missing, hasProxy }: { originalFails: boolean; proxyFails: boolean; missing: boolean; hasProxy: boolean }): VideoSource {
  if (!originalFails) return missing ? { state: 'missing' } : { state: 'ready', src: videoUrl(jobId) };
  if (hasProxy && !proxyFails) return { state: 'ready', src: artifactUrl(jobId, jobFiles.proxy) };
  if (missing) return { state: 'missing' };
  return proxyFails ? { state: 'unplayable' } : { state: 'preparing' };
}

async function exists(url: string): Promise<boolean> {
  try {
    const stop = new AbortController();
    const answer = await fetch(url, { headers: { range: 'bytes=0-0' }, signal: stop.signal });
    stop.abort();
    return answer.ok;
  } catch {
    return false;
  }
}

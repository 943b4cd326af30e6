/** Where the page gets the picture from: the file itself, the preview copy, or why there is none (yet). */
import { useCallback, useEffect, useState } from 'react';
import { artifactUrl, videoUrl } from '../../../src-shared/contract/api.ts';
import { jobFiles } from '../../../src-shared/contract/artifacts.ts';
import type { MediaInfo } from '../../../src-shared/domain/video.ts';

export type VideoSource =
  | { state: 'checking' }
  | { state: 'ready'; src: string }
  /** The preview copy is being made. */
  | { state: 'preparing' }
  | { state: 'missing' }
  | { state: 'unplayable' };

const pollMs = 2500;

/** `again` changes when there is a reason to look once more (relinked, job changed). */
export function useVideoSource(jobId: string, media: MediaInfo, again: string): { source: VideoSource; onUnplayable: () => void } {
  const [source, setSource] = useState<VideoSource>({ state: 'checking' });
  const [direct, setDirect] = useState(media.playableInPage);
  useEffect(() => {
    let wanted = true;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const look = async (): Promise<void> => {
      const found = await findSource(jobId, direct);
      if (!wanted) return;
      setSource((now) => (now.state === 'ready' && found.state === 'ready' && now.src === found.src ? now : found));
      if (found.state === 'preparing') timer = setTimeout(() => void look(), pollMs);
    };
    void look();
    return () => {
      wanted = false;
      clearTimeout(timer);
    };
  }, [jobId, direct, again]);
  const onUnplayable = useCallback(() => {
    const find = async (): Promise<void> => {
      if (!(await exists(videoUrl(jobId)))) setSource({ state: 'missing' });
      else if (direct) setDirect(false);
      else setSource({ state: 'unplayable' });
    };
    void find();
  }, [jobId, direct]);
  return { source, onUnplayable };
}

async function findSource(jobId: string, direct: boolean): Promise<VideoSource> {
  const proxy = artifactUrl(jobId, jobFiles.proxy);
  if (!direct && (await exists(proxy))) return { state: 'ready', src: proxy };
  if (!(await exists(videoUrl(jobId)))) return { state: 'missing' };
  return direct ? { state: 'ready', src: videoUrl(jobId) } : { state: 'preparing' };
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

/** Where the picture comes from: the video itself, its proxy, or stills made on request. Falls back by itself and moves up when a proxy appears. */
import { useEffect, useState } from 'react';
import { artifactUrl, videoUrl } from '../../../../src-shared/contract/api.ts';
import type { MediaInfo } from '../../../../src-shared/domain/video.ts';

export type PictureSource = { kind: 'video'; url: string } | { kind: 'stills' };

const secondsBetweenLooks = 4;

export function usePictureSource(jobId: string, media: MediaInfo): { source: PictureSource; sourceFailed: () => void } {
  // HEVC and ProRes load without an error and without a picture, so the element has the last word, not the probe.
  const [originalFails, setOriginalFails] = useState(!media.playableInPage);
  const [proxyFails, setProxyFails] = useState(false);
  const [proxyReady, setProxyReady] = useState(false);
  const proxyUrl = artifactUrl(jobId, 'proxy.mp4');
  const waitsForProxy = originalFails && !proxyFails && !proxyReady;
  useEffect(() => {
    if (!waitsForProxy) return undefined;
    let over = false;
    const look = async (): Promise<void> => {
      const there = await fetch(proxyUrl, { method: 'HEAD' }).then((answer) => answer.ok, () => false);
      if (!over && there) setProxyReady(true);
    };
    void look();
    const timer = setInterval(() => void look(), secondsBetweenLooks * 1000);
    return () => { over = true; clearInterval(timer); };
  }, [waitsForProxy, proxyUrl]);
  const source: PictureSource = !originalFails ? { kind: 'video', url: videoUrl(jobId) } : proxyReady && !proxyFails ? { kind: 'video', url: proxyUrl } : { kind: 'stills' };
  return { source, sourceFailed: () => (originalFails ? setProxyFails(true) : setOriginalFails(true)) };
}

/** The picture as single stills, for videos this page can not play. Slower, but every frame can be chosen all the same. */
import { useEffect, useImperativeHandle, useRef, useState, type Ref } from 'react';
import type { MediaInfo } from '../../../../src-shared/domain/video.ts';
import { answerOf } from '../../../bridge.ts';
import { texts } from '../../../texts.ts';
import { frameAt, frameStart } from '../../../player/frame-times.ts';
import { rasterOf } from './frame-raster.ts';
import type { PictureHandle } from './VideoPicture.tsx';

interface StillPictureProps {
  ref: Ref<PictureHandle>;
  jobId: string;
  media: MediaInfo;
  startAt: number;
  onFrame: (timeSeconds: number) => void;
  onRest: (timeSeconds: number) => void;
}

/** Long enough that dragging the scrubber does not ask for every time on the way. */
const pauseBeforeAsking = 130;

export function StillPicture({ ref, jobId, media, startAt, onFrame, onRest }: StillPictureProps) {
  const image = useRef<HTMLImageElement>(null);
  const [wanted, setWanted] = useState(startAt);
  const [still, setStill] = useState<{ url: string; timeSeconds: number } | null>(null);
  const [error, setError] = useState<string | null>(null);
  useImperativeHandle(ref, () => ({
    element: () => image.current,
    seek(timeSeconds) {
      const exact = frameStart(rasterOf(media), frameAt(rasterOf(media), timeSeconds));
      setWanted(exact);
      onFrame(exact);
    },
    togglePlay: () => undefined,
  }), [media, onFrame]);
  useEffect(() => {
    let over = false;
    const timer = setTimeout(async () => {
      const answer = await answerOf('getFrame', { jobId, timeSeconds: wanted });
      if (over) return;
      setError(answer.ok ? null : answer.error.message);
      if (answer.ok) setStill({ url: answer.value.url, timeSeconds: wanted });
    }, pauseBeforeAsking);
    return () => { over = true; clearTimeout(timer); };
  }, [jobId, wanted]);
  return (
    <>
      {still === null ? null : <img ref={image} className="picture-content" src={still.url} alt="" draggable={false} onLoad={() => onRest(still.timeSeconds)} onError={() => setError(texts.newGame.stillFailed)} />}
      {error !== null ? <div className="picture-word picture-word-bad">{error}</div>
        : still?.timeSeconds !== wanted ? <div className="picture-word">{texts.newGame.loadingPicture}</div> : null}
    </>
  );
}

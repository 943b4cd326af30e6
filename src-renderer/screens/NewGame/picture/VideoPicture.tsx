/** The picture as a paused video. Tells the exact time of each frame that is really shown. */
import { useEffect, useImperativeHandle, useRef, type Ref } from 'react';
import type { MediaInfo } from '../../../../src-shared/domain/video.ts';
import { seekPoint } from '../../../player/frame-times.ts';
import { rasterOf } from './frame-raster.ts';
import type { PictureElement } from './Magnifier.tsx';

export interface PictureHandle {
  element(): PictureElement | null;
  seek(timeSeconds: number): void;
  togglePlay(): void;
}

interface VideoPictureProps {
  ref: Ref<PictureHandle>;
  url: string;
  media: MediaInfo;
  /** Where to begin. */
  startAt: number;
  /** Every shown frame; must not re-render anything. */
  onFrame: (timeSeconds: number) => void;
  /** A frame that stays: paused or sought. */
  onRest: (timeSeconds: number) => void;
  onPlaying: (playing: boolean) => void;
  onFailed: () => void;
}

export function VideoPicture({ ref, url, media, startAt, onFrame, onRest, onPlaying, onFailed }: VideoPictureProps) {
  const video = useRef<HTMLVideoElement>(null);
  const latest = useRef({ onFrame, onRest });
  latest.current = { onFrame, onRest };
  useImperativeHandle(ref, () => ({
    element: () => video.current,
    seek(timeSeconds) {
      if (video.current !== null) video.current.currentTime = seekPoint(rasterOf(media), timeSeconds);
    },
    togglePlay() {
      if (video.current?.paused === true) void video.current.play().catch(() => undefined);
      else video.current?.pause();
    },
  }), [media]);
  useEffect(() => {
    const element = video.current;
    if (element === null) return undefined;
    let shown: number | null = null;
    let callback = 0;
    const frame = (_now: number, facts: VideoFrameCallbackMetadata): void => {
      shown = facts.mediaTime;
      latest.current.onFrame(facts.mediaTime);
      if (element.paused) latest.current.onRest(facts.mediaTime);
      callback = element.requestVideoFrameCallback(frame);
    };
    callback = element.requestVideoFrameCallback(frame);
    const rest = (): void => { if (shown !== null) latest.current.onRest(shown); };
    element.addEventListener('pause', rest);
    return () => {
      element.cancelVideoFrameCallback(callback);
      element.removeEventListener('pause', rest);
    };
  }, [url]);
  return (
    <video
      ref={video}
      className="picture-content"
      src={url}
      muted
      playsInline
      preload="auto"
      disablePictureInPicture
      tabIndex={-1}
      onLoadedMetadata={(event) => {
        if (event.currentTarget.videoWidth === 0) onFailed();
        else event.currentTarget.currentTime = seekPoint(rasterOf(media), startAt);
      }}
      onError={onFailed}
      onPlay={() => onPlaying(true)}
      onPause={() => onPlaying(false)}
    />
  );
}

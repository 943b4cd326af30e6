/** Find the frame and point at things in it: picture on top, one line of controls below. Nothing re-renders while it plays. */
import { useImperativeHandle, useRef, useState, type Ref } from 'react';
import type { Point } from '../../../../src-shared/domain/geometry.ts';
import { formatTime } from '../../../../src-shared/domain/time.ts';
import { endSeconds, framesPerSecond, type MediaInfo } from '../../../../src-shared/domain/video.ts';
import type { Click } from '../../../../src-shared/domain/target.ts';
import { Banner } from '../../../components/Banner.tsx';
import { IconButton } from '../../../components/Button.tsx';
import { useShortcuts } from '../../../stores/shortcuts.ts';
import { texts } from '../../../texts.ts';
import type { NamedArea, Tool } from '../tool.ts';
import { stepTime } from '../../../player/frame-times.ts';
import { useVideoSource } from '../../../player/use-video-source.ts';
import { rasterOf } from './frame-raster.ts';
import { GoToTime } from './GoToTime.tsx';
import { PictureStage } from './PictureStage.tsx';
import { StillPicture } from './StillPicture.tsx';
import { VideoPicture, type PictureHandle } from './VideoPicture.tsx';
import './FramePicker.css';

export interface FramePickerHandle {
  seek(timeSeconds: number): void;
  focusPicture(): void;
}

interface FramePickerProps {
  ref: Ref<FramePickerHandle>;
  jobId: string;
  media: MediaInfo;
  tool: Tool;
  clicks: readonly Click[];
  areas: readonly NamedArea[];
  startAt: number;
  onPoint: (point: Point, timeSeconds: number) => void;
  onColor: (color: string) => void;
}

export function FramePicker({ ref, jobId, media, tool, clicks, areas, startAt, onPoint, onColor }: FramePickerProps) {
  const { source, onUnplayable } = useVideoSource(jobId, media);
  const url = source.state === 'ready' ? source.src : null;
  const picture = useRef<PictureHandle>(null);
  const stage = useRef<{ focus(): void }>(null);
  const scrubber = useRef<HTMLInputElement>(null);
  const readout = useRef<HTMLSpanElement>(null);
  const now = useRef(startAt);
  const [rest, setRest] = useState<number | null>(null);
  const [playing, setPlaying] = useState(false);

  const onFrame = useRef((timeSeconds: number): void => {
    now.current = timeSeconds;
    if (scrubber.current !== null && document.activeElement !== scrubber.current) scrubber.current.value = String(timeSeconds);
    if (readout.current !== null) readout.current.textContent = formatTime(timeSeconds, 2);
  }).current;
  const seek = (timeSeconds: number): void => picture.current?.seek(timeSeconds);
  const stepBy = (frames: number): void => seek(stepTime(rasterOf(media), now.current, frames));
  const jumpBy = (seconds: number): void => seek(Math.min(endSeconds(media), Math.max(media.startSeconds, now.current + seconds)));
  const togglePlay = (): void => picture.current?.togglePlay();
  useImperativeHandle(ref, () => ({ seek: (timeSeconds) => picture.current?.seek(timeSeconds), focusPicture: () => stage.current?.focus() }), []);
  const words = texts.newGame;
  useShortcuts(words.shortcutGroup, [
    { id: 'new-game.play', keys: ['space', 'k'], label: `${words.play} / ${words.pause}`, run: togglePlay },
    { id: 'new-game.frame-back', keys: [','], label: words.frameBack, run: () => stepBy(-1) },
    { id: 'new-game.frame-forward', keys: ['.'], label: words.frameForward, run: () => stepBy(1) },
    { id: 'new-game.back', keys: ['j'], label: words.back, run: () => jumpBy(-1) },
    { id: 'new-game.forward', keys: ['l'], label: words.forward, run: () => jumpBy(1) },
  ]);

  const halfFrame = 0.5 / framesPerSecond(media);
  const marks = playing || rest === null ? [] : clicks.filter((click) => Math.abs(click.timeSeconds - rest) < halfFrame);
  return (
    <div className="frame-picker">
      {url === null ? <Banner level="info">{words.stills}</Banner> : null}
      <PictureStage ref={stage} ratio={media.width / media.height} tool={tool} marks={marks} areas={areas} element={() => picture.current?.element() ?? null} onPoint={(point) => onPoint(point, now.current)} onColor={onColor}>
        {url !== null
          ? <VideoPicture key={url} ref={picture} url={url} media={media} startAt={now.current} onFrame={onFrame} onRest={setRest} onPlaying={setPlaying} onFailed={onUnplayable} />
          : <StillPicture ref={picture} jobId={jobId} media={media} startAt={now.current} onFrame={onFrame} onRest={setRest} />}
      </PictureStage>
      <div className="transport">
        <IconButton icon="previous" label={words.back} keyCap="J" onClick={() => jumpBy(-1)} />
        <IconButton icon="stepBack" label={words.frameBack} keyCap="," onClick={() => stepBy(-1)} />
        <IconButton icon={playing ? 'pause' : 'play'} label={playing ? words.pause : words.play} keyCap="Space" disabled={url === null} onClick={togglePlay} />
        <IconButton icon="stepForward" label={words.frameForward} keyCap="." onClick={() => stepBy(1)} />
        <IconButton icon="next" label={words.forward} keyCap="L" onClick={() => jumpBy(1)} />
        <input
          ref={scrubber}
          type="range"
          className="scrubber"
          aria-label={words.scrub}
          min={media.startSeconds}
          max={endSeconds(media)}
          step={1 / framesPerSecond(media)}
          defaultValue={startAt}
          onInput={(event) => seek(Number(event.currentTarget.value))}
        />
        <GoToTime now={() => now.current} onGo={seek} />
        <span className="transport-time tabular"><span ref={readout} aria-label={words.time}>{formatTime(startAt, 2)}</span> <span className="faint">/ {formatTime(endSeconds(media))}</span></span>
      </div>
    </div>
  );
}

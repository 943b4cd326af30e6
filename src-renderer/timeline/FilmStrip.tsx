/** Pictures of the game and how loud it is, along the timeline. Pictures are fetched one by one when the view rests, after what the user looks at. */
import { useContext, useEffect, useMemo, useRef } from 'react';
import type { MediaInfo } from '../../src-shared/domain/video.ts';
import { endSeconds } from '../../src-shared/domain/video.ts';
import { GrabberContext } from '../components/FramePicture.tsx';
import { fitCanvas } from '../components/fit-canvas.ts';
import { useTheme } from '../stores/theme.ts';
import { useTimelineView } from '../stores/timeline-view.ts';
import { useWaveform } from '../stores/waveform-store.ts';
import { texts } from '../texts.ts';
import { curveLevels, levelFor } from './curve-levels.ts';
import { filmTimes } from './film-times.ts';
import { readTimelineColours } from './timeline-colours.ts';
import { timeToX } from './time-scale.ts';

const pictureHeight = 40;
const soundHeight = 26;
const restMs = 250;

export function FilmStrip({ jobId, media }: { jobId: string; media: MediaInfo }) {
  return (
    <>
      <Pictures media={media} />
      <Sound jobId={jobId} />
    </>
  );
}

function Pictures({ media }: { media: MediaInfo }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const grabber = useContext(GrabberContext);
  useEffect(() => {
    const wide = Math.round((pictureHeight * media.width) / media.height);
    const game = { start: media.startSeconds, end: endSeconds(media) };
    let stop = new AbortController();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const fill = async (signal: AbortSignal): Promise<void> => {
      const element = canvas.current;
      const width = element?.parentElement?.clientWidth ?? 0;
      if (element === null || grabber === null || width < 10) return;
      const { view } = useTimelineView.getState();
      const context = fitCanvas(element, width, pictureHeight);
      context.clearRect(0, 0, width, pictureHeight);
      for (const time of filmTimes(view, game, width, wide)) {
        const picture = await grabber.grab({ timeSeconds: time.at, box: null, width: wide, height: pictureHeight }, signal);
        if (signal.aborted) return;
        if (picture !== null) context.drawImage(picture, timeToX(view, width, time.from), 0, wide, pictureHeight);
      }
    };
    const later = (): void => {
      stop.abort();
      stop = new AbortController();
      clearTimeout(timer);
      const { signal } = stop;
      timer = setTimeout(() => void fill(signal), restMs);
    };
    const sizes = new ResizeObserver(later);
    sizes.observe(canvas.current!.parentElement!);
    const unsubscribe = useTimelineView.subscribe(later);
    return () => {
      unsubscribe();
      sizes.disconnect();
      clearTimeout(timer);
      stop.abort();
    };
  }, [grabber, media]);
  return <><span className="film-name">{texts.review.filmPictures}</span><div className="film-row" style={{ height: pictureHeight }}><canvas ref={canvas} aria-hidden="true" /></div></>;
}

function Sound({ jobId }: { jobId: string }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const sound = useWaveform(jobId);
  const curve = useMemo(() => {
    if (sound.state !== 'ready') return null;
    const { peaks, startSeconds, peaksPerSecond } = sound;
    return curveLevels(Array.from(peaks, (confidence, i) => ({ timeSeconds: startSeconds + i / peaksPerSecond, confidence })));
  }, [sound]);
  useEffect(() => {
    let colours = readTimelineColours();
    let scheduled = 0;
    const paint = (): void => {
      scheduled = 0;
      const width = canvas.current?.parentElement?.clientWidth ?? 0;
      if (canvas.current === null || width < 10) return;
      const context = fitCanvas(canvas.current, width, soundHeight);
      context.fillStyle = colours.ground;
      context.fillRect(0, 0, width, soundHeight);
      if (curve === null) return;
      const { view } = useTimelineView.getState();
      const { level, from, to } = levelFor(curve, view.start, view.end, width);
      context.fillStyle = colours.soft;
      for (let i = from; i < to; i += 1) {
        const left = Math.round(timeToX(view, width, level.times[i]!));
        const right = i + 1 < to ? Math.round(timeToX(view, width, level.times[i + 1]!)) : left + 1;
        const tall = Math.max(1, Math.round(level.high[i]! * soundHeight));
        if (right > left) context.fillRect(left, Math.round((soundHeight - tall) / 2), right - left, tall);
      }
    };
    const schedule = (): void => { if (scheduled === 0) scheduled = requestAnimationFrame(paint); };
    const sizes = new ResizeObserver(schedule);
    sizes.observe(canvas.current!.parentElement!);
    const stops = [useTimelineView.subscribe(schedule), useTheme.subscribe(() => { colours = readTimelineColours(); schedule(); })];
    schedule();
    return () => {
      stops.forEach((stop) => stop());
      sizes.disconnect();
      cancelAnimationFrame(scheduled);
    };
  }, [curve]);
  return (
    <>
      <span className="film-name">{texts.review.filmSound}</span>
      <div className="film-row" style={{ height: soundHeight }}>
        <canvas ref={canvas} aria-hidden="true" />
        {sound.state === 'ready' ? null : <span className="film-note faint" role="status">{texts.review.filmSoundStates[sound.state]}</span>}
      </div>
    </>
  );
}

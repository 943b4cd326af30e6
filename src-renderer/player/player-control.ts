/**
 * One <video> under control: frame-exact seeks, shuttle both ways, plans (loop, only segments), and the playhead's clock.
 * Times are the file's; the element's own clock may begin elsewhere and is measured once. Not React.
 */
import { usePlayhead } from '../stores/playhead.ts';
import { seekPoint, stepTime, type FrameRaster } from './frame-times.ts';
import { playbackStep, playEverything, type PlaybackPlan } from './playback-plan.ts';

export interface PlayerControl {
  play(): void;
  pause(): void;
  toggle(): void;
  /** Shows the frame of this time; while one seek is under way only the newest wish is kept. */
  seek(timeSeconds: number): void;
  step(frames: number): void;
  /** Signed; 0 pauses. */
  setSpeed(speed: number): void;
  setPlan(plan: PlaybackPlan): void;
  setRaster(raster: FrameRaster): void;
  setMuted(muted: boolean): void;
  dispose(): void;
}

/** Chromium refuses rates outside; below it nothing would move anyway. */
const slowestRate = 0.0625;
const fastestRate = 16;

/** Frames a second asked for while going back: each is a seek of its own. */
const backwardsPerSecond = 12;

export function controlPlayer(video: HTMLVideoElement, firstRaster: FrameRaster): PlayerControl {
  let raster = firstRaster;
  let plan = playEverything;
  /** File time minus element time; measured on the first picture, which both clocks know. */
  let offset: number | null = null;
  let wish: number | null = null;
  let seeking = false;
  let backwards: ReturnType<typeof setInterval> | null = null;
  let frameRequest = 0;
  let disposed = false;

  const frameSeconds = (): number => 1 / raster.framesPerSecond;

  const onFrame = (_: number, { mediaTime }: VideoFrameCallbackMetadata): void => {
    if (disposed) return;
    frameRequest = video.requestVideoFrameCallback(onFrame);
    if (offset === null) {
      offset = raster.startSeconds - mediaTime;
      if (Math.abs(offset) < 1e-4) offset = 0;
      usePlayhead.setState({ elementOffsetSeconds: offset });
      if (wish !== null) seekNow();
    }
    const shownSeconds = mediaTime + offset;
    // Until a seek has arrived, frames still come from where the video was; they are shown, but nobody is there any more.
    const following = !video.paused && !seeking && wish === null;
    usePlayhead.setState(following ? { shownSeconds, timeSeconds: shownSeconds } : { shownSeconds });
    if (following) followPlan(shownSeconds);
  };

  const followPlan = (time: number): void => {
    const step = playbackStep(plan, time, frameSeconds());
    if (step.kind === 'jump') control.seek(step.toSeconds);
    if (step.kind === 'stop') control.pause();
  };

  const seekNow = (): void => {
    if (wish === null || offset === null) return;
    seeking = true;
    video.currentTime = Math.max(0, seekPoint(raster, wish) - offset);
    wish = null;
  };

  const onSeeked = (): void => {
    seeking = false;
    seekNow();
  };

  const stopBackwards = (): void => {
    if (backwards !== null) clearInterval(backwards);
    backwards = null;
  };

  const playBackwards = (): void => {
    video.pause();
    stopBackwards();
    backwards = setInterval(() => {
      const { timeSeconds, speed } = usePlayhead.getState();
      const next = timeSeconds - Math.abs(speed) / backwardsPerSecond;
      if (next <= raster.startSeconds) control.pause();
      control.seek(Math.max(raster.startSeconds, next));
    }, 1000 / backwardsPerSecond);
  };

  const onPlaying = (): void => usePlayhead.setState({ playing: true });
  const onPause = (): void => {
    if (backwards === null) usePlayhead.setState({ playing: false });
  };

  const control: PlayerControl = {
    play() {
      const { speed, timeSeconds } = usePlayhead.getState();
      if (speed < 0) {
        usePlayhead.setState({ playing: true });
        playBackwards();
        return;
      }
      stopBackwards();
      const step = playbackStep(plan, timeSeconds, frameSeconds());
      if (step.kind === 'jump') control.seek(step.toSeconds);
      if (step.kind === 'stop') control.seek(plan.within?.span.start ?? plan.only?.[0]?.start ?? raster.startSeconds);
      video.playbackRate = Math.min(fastestRate, Math.max(slowestRate, speed));
      // Said at once and not by the element's event, which comes late on a busy machine: a second L in between must find it playing.
      usePlayhead.setState({ playing: true });
      // Refused only when the file can not be played at all; the stage shows that by the element's error event.
      video.play().catch(() => usePlayhead.setState({ playing: false }));
    },
    pause() {
      stopBackwards();
      video.pause();
      usePlayhead.setState({ playing: false });
    },
    toggle() {
      if (usePlayhead.getState().playing) control.pause();
      else control.play();
    },
    seek(timeSeconds) {
      const time = Math.min(Math.max(timeSeconds, raster.startSeconds), raster.endSeconds);
      usePlayhead.setState({ timeSeconds: time });
      wish = time;
      if (!seeking) seekNow();
    },
    step(frames) {
      control.pause();
      const { timeSeconds } = usePlayhead.getState();
      control.seek(stepTime(raster, timeSeconds, frames));
    },
    setSpeed(speed) {
      if (speed === 0) return control.pause();
      const wasPlaying = usePlayhead.getState().playing;
      usePlayhead.setState({ speed });
      if (speed > 0) video.playbackRate = Math.min(fastestRate, Math.max(slowestRate, speed));
      if (wasPlaying) control.play();
    },
    setPlan(next) { plan = next; },
    setRaster(next) { raster = next; },
    setMuted(muted) { video.muted = muted; },
    dispose() {
      disposed = true;
      stopBackwards();
      video.cancelVideoFrameCallback(frameRequest);
      video.removeEventListener('seeked', onSeeked);
      video.removeEventListener('playing', onPlaying);
      video.removeEventListener('pause', onPause);
      usePlayhead.setState({ playing: false, shownSeconds: null });
    },
  };

  video.addEventListener('seeked', onSeeked);
  video.addEventListener('playing', onPlaying);
  video.addEventListener('pause', onPause);
  frameRequest = video.requestVideoFrameCallback(onFrame);
  return control;
}

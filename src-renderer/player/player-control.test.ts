import { beforeEach, describe, expect, it } from 'vitest';
import { startOfPlayhead, usePlayhead } from '../stores/playhead.ts';
import { controlPlayer } from './player-control.ts';

/** What the control needs of a <video>; `show` plays Chromium's part. */
class FakeVideo extends EventTarget {
  paused = true;
  muted = false;
  playbackRate = 1;
  currentTime = 0;
  private callback: ((now: number, frame: { mediaTime: number }) => void) | null = null;
  requestVideoFrameCallback(callback: (now: number, frame: { mediaTime: number }) => void): number { this.callback = callback; return 1; }
  cancelVideoFrameCallback(): void { this.callback = null; }
  play(): Promise<void> { this.paused = false; this.dispatchEvent(new Event('playing')); return Promise.resolve(); }
  pause(): void { this.paused = true; this.dispatchEvent(new Event('pause')); }
  show(mediaTime: number): void { this.callback?.(0, { mediaTime }); }
  arrive(): void { this.dispatchEvent(new Event('seeked')); }
}

const raster = { startSeconds: 0, endSeconds: 20, framesPerSecond: 25, knownTimes: null };
const where = () => { const { timeSeconds, shownSeconds, playing } = usePlayhead.getState(); return { timeSeconds, shownSeconds, playing }; };

function start(firstRaster = raster, firstFrame = 0) {
  const video = new FakeVideo();
  const control = controlPlayer(video as unknown as HTMLVideoElement, firstRaster);
  video.show(firstFrame);
  return { video, control };
}

describe('the player', () => {
  beforeEach(() => usePlayhead.setState(startOfPlayhead));

  it('does not take a late frame from before a seek for the end of the passage it was sent to', () => {
    const { video, control } = start();
    control.play();
    video.show(11.5);
    control.setPlan({ within: { span: { start: 1, end: 2 }, atEnd: 'stop' }, only: null });
    control.seek(1);
    video.show(11.54);
    expect(where()).toEqual({ timeSeconds: 1, shownSeconds: 11.54, playing: true });
    video.arrive();
    video.show(1);
    expect(where()).toEqual({ timeSeconds: 1, shownSeconds: 1, playing: true });
    video.show(2);
    expect(where().playing).toBe(false);
  });
  it('keeps only the newest wish while a seek is under way', () => {
    const { video, control } = start();
    control.seek(1);
    control.seek(5);
    control.seek(9);
    expect(video.currentTime).toBeCloseTo(1.02);
    video.arrive();
    expect(video.currentTime).toBeCloseTo(9.02);
  });
  it('translates times for a copy that begins at zero while its original begins later', () => {
    const { video, control } = start({ ...raster, startSeconds: 1.4, endSeconds: 21.4 }, 0);
    control.seek(2.4);
    expect(video.currentTime).toBeCloseTo(1.02);
    video.arrive();
    video.show(1);
    expect(where().shownSeconds).toBeCloseTo(2.4);
  });
  it('waits with a seek until it knows the element\'s clock', () => {
    const video = new FakeVideo();
    const control = controlPlayer(video as unknown as HTMLVideoElement, raster);
    control.seek(3);
    expect(video.currentTime).toBe(0);
    video.show(0);
    expect(video.currentTime).toBeCloseTo(3.02);
  });
});

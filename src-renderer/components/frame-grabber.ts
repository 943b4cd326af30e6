/**
 * Small pictures out of the video, by seeking a second, hidden element: crops and previews without files on disk.
 * One seek at a time, newest wishes first (they are what the user looks at), finished pictures kept.
 */
import { framesPerSecond, type MediaInfo } from '../../src-shared/domain/video.ts';
import type { Box } from '../../src-shared/domain/geometry.ts';

export interface PictureWish {
  timeSeconds: number;
  /** Part of the picture, 0–1; null is the whole. */
  box: Box | null;
  /** Pixels of the result. */
  width: number;
  height: number;
}

export interface FrameGrabber {
  /** Resolves to null when the picture can not be had or is no longer wanted. */
  grab(wish: PictureWish, signal: AbortSignal): Promise<ImageBitmap | null>;
  /** Nothing is fetched before; a disposed one can be opened again. */
  open(): void;
  dispose(): void;
}

const keptPictures = 240;
const longestSeekMs = 4000;

/** `offsetNow`: file time minus element time, measured by the player on the same file. */
export function grabFrames(src: string, media: MediaInfo, offsetNow: () => number): FrameGrabber {
  const video = document.createElement('video');
  video.muted = true;
  video.preload = 'auto';
  const kept = new Map<string, ImageBitmap>();
  const waiting: Array<{ wish: PictureWish; signal: AbortSignal; answer: (picture: ImageBitmap | null) => void }> = [];
  let busy = false;
  let disposed = true;

  const work = async (): Promise<void> => {
    if (busy) return;
    busy = true;
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      if (next.signal.aborted || disposed) {
        next.answer(null);
        continue;
      }
      next.answer(await grabOne(video, media, next.wish, offsetNow()).catch(() => null));
    }
    busy = false;
  };

  return {
    open() {
      disposed = false;
      video.src = src;
    },
    async grab(wish, signal) {
      const key = JSON.stringify(wish);
      const known = kept.get(key);
      if (known !== undefined) {
        kept.delete(key);
        kept.set(key, known);
        return known;
      }
      const picture = await new Promise<ImageBitmap | null>((answer) => {
        waiting.push({ wish, signal, answer });
        void work();
      });
      if (picture !== null) remember(kept, key, picture);
      return picture;
    },
    dispose() {
      disposed = true;
      video.removeAttribute('src');
      video.load();
      kept.clear();
    },
  };
}

function remember(kept: Map<string, ImageBitmap>, key: string, picture: ImageBitmap): void {
  kept.set(key, picture);
  const oldest = kept.keys().next().value;
  if (kept.size > keptPictures && oldest !== undefined) kept.delete(oldest);
}

async function grabOne(video: HTMLVideoElement, media: MediaInfo, wish: PictureWish, offset: number): Promise<ImageBitmap | null> {
  if (video.readyState < 1) await once(video, 'loadedmetadata');
  // Half a frame in: at a frame's edge Chromium may show the one before.
  const time = Math.max(0, wish.timeSeconds - offset + 0.5 / framesPerSecond(media));
  if (Math.abs(video.currentTime - time) > 1e-3 || video.readyState < 2) {
    const seeked = once(video, 'seeked');
    video.currentTime = time;
    await seeked;
  }
  if (video.videoWidth === 0) return null;
  const part = wish.box === null ? { x: 0, y: 0, w: 1, h: 1 } : withAir(wish.box, wish.width / wish.height, video.videoWidth / video.videoHeight);
  return createImageBitmap(
    video, Math.round(part.x * video.videoWidth), Math.round(part.y * video.videoHeight), Math.max(1, Math.round(part.w * video.videoWidth)), Math.max(1, Math.round(part.h * video.videoHeight)),
    { resizeWidth: wish.width, resizeHeight: wish.height, resizeQuality: 'medium' },
  );
}

/** The box with a margin, widened to the shape of the place it is shown in, pushed back into the picture. */
export function withAir(box: Box, shape: number, pictureShape: number, air = 0.18): Box {
  let w = box.w * (1 + 2 * air);
  let h = box.h * (1 + 2 * air);
  const normalisedShape = shape / pictureShape;
  if (w / h < normalisedShape) w = h * normalisedShape;
  else h = w / normalisedShape;
  const shrink = Math.min(1, 1 / w, 1 / h);
  w *= shrink;
  h *= shrink;
  const x = Math.min(Math.max(0, box.x + box.w / 2 - w / 2), 1 - w);
  const y = Math.min(Math.max(0, box.y + box.h / 2 - h / 2), 1 - h);
  return { x, y, w, h };
}

function once(video: HTMLVideoElement, name: 'seeked' | 'loadedmetadata'): Promise<void> {
  return new Promise((resolve, reject) => {
    const end = new AbortController();
    const timer = setTimeout(() => { end.abort(); reject(new Error(`the video did not answer "${name}"`)); }, longestSeekMs);
    const finish = (act: () => void) => (): void => { clearTimeout(timer); end.abort(); act(); };
    video.addEventListener(name, finish(resolve), { signal: end.signal });
    video.addEventListener('error', finish(() => reject(new Error('the video can not be read'))), { signal: end.signal });
  });
}

/** Reads the frame number out of the picture that is shown, and beside it the frame whose boxes lie over it. */
import type { Page } from '@playwright/test';
import { counterBits, counterSquare } from './videos.ts';

export interface FrameSeen { burned: number; overlay: number }

const places = Array.from({ length: counterBits }, (_, bit) => ({ x: counterSquare.x(bit) + counterSquare.size / 2, y: counterSquare.y + counterSquare.size / 2 }));

export async function frameInPicture(page: Page): Promise<FrameSeen> {
  return page.evaluate((at) => {
    const video = document.querySelector<HTMLVideoElement>('video.stage-video')!;
    const canvas = document.createElement('canvas');
    canvas.width = video.videoWidth;
    canvas.height = video.videoHeight;
    const context = canvas.getContext('2d')!;
    context.drawImage(video, 0, 0);
    const burned = at.reduce((sum, { x, y }, bit) => sum + (context.getImageData(x, y, 1, 1).data[0]! > 127 ? 2 ** bit : 0), 0);
    return { burned, overlay: Number(document.querySelector<HTMLCanvasElement>('canvas.stage-overlay')!.dataset['frame']) };
  }, places);
}

/** `presented`: the frame that the browser says is on screen. On a busy machine the next one may be there before it is read: then `burned` is later. */
export interface PlayedFrame extends FrameSeen { presented: number }

/** What was on screen in the callbacks of `count` frames, once the game plays. */
export async function framesWhilePlaying(page: Page, count: number, framesPerSecond: number): Promise<PlayedFrame[]> {
  return page.evaluate(({ at, wanted, rate }) => new Promise<PlayedFrame[]>((resolve) => {
    const video = document.querySelector<HTMLVideoElement>('video.stage-video')!;
    const overlay = document.querySelector<HTMLCanvasElement>('canvas.stage-overlay')!;
    // Only the strip with the number is copied: what costs time would miss frames.
    const canvas = document.createElement('canvas');
    canvas.width = 400;
    canvas.height = 1;
    const context = canvas.getContext('2d', { willReadFrequently: true })!;
    const seen: PlayedFrame[] = [];
    const look = (_: number, { mediaTime }: VideoFrameCallbackMetadata): void => {
      context.drawImage(video, 0, at[0]!.y, 400, 1, 0, 0, 400, 1);
      const row = context.getImageData(0, 0, 400, 1).data;
      const burned = at.reduce((sum, { x }, bit) => sum + (row[x * 4]! > 127 ? 2 ** bit : 0), 0);
      if (!video.paused) seen.push({ burned, overlay: Number(overlay.dataset['frame']), presented: Math.round(mediaTime * rate) });
      if (seen.length >= wanted) resolve(seen);
      else video.requestVideoFrameCallback(look);
    };
    video.requestVideoFrameCallback(look);
  }), { at: places, wanted: count, rate: framesPerSecond });
}

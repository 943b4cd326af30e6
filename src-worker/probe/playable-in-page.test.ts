import { expect, it } from 'vitest';
import { playableInPage } from './playable-in-page.ts';

it.each([
  ['mov,mp4,m4a,3gp,3g2,mj2', 'h264', 'yuv420p', true],
  ['mov,mp4,m4a,3gp,3g2,mj2', 'h264', 'yuv420p10le', true],
  ['matroska,webm', 'vp9', 'yuv420p', true],
  ['matroska,webm', 'av1', 'yuv420p', true],
  ['mov,mp4,m4a,3gp,3g2,mj2', 'hevc', 'yuv420p', false],
  ['mov,mp4,m4a,3gp,3g2,mj2', 'prores', 'yuv422p10le', false],
  ['mov,mp4,m4a,3gp,3g2,mj2', 'h264', 'yuv422p', false],
  ['avi', 'h264', 'yuv420p', false],
  ['mpegts', 'h264', 'yuv420p', false],
])('%s with %s %s plays in the page: %s', (container, videoCodec, pixelFormat, plays) => {
  expect(playableInPage({ container, videoCodec, pixelFormat })).toBe(plays);
});

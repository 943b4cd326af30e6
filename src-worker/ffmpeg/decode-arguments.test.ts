import { expect, it } from 'vitest';
import { inputShapes } from '../inference/input-shape.ts';
import { decodeArguments } from './decode-arguments.ts';

const request = {
  videoPath: 'a.mp4', media: { startSeconds: 0, interlaced: false, frameRate: { numerator: 30, denominator: 1 } }, stride: 3,
  layout: { slots: 4, shape: inputShapes(1280, 720).fine, pictureWidth: 1280, pictureHeight: 720 }, thumb: { width: 160, height: 90 },
};

it('does not seek at the start of the video', () => {
  expect(decodeArguments({ ...request, from: 0, until: 60 })).not.toContain('-ss');
});

it('seeks by absolute time to well before the stretch', () => {
  const words = decodeArguments({ ...request, from: 60, until: 121 });
  expect(words.slice(words.indexOf('-seek_timestamp'), words.indexOf('-seek_timestamp') + 4)).toEqual(['-seek_timestamp', '1', '-ss', '58.000000000']);
});

it('removes the combing of interlaced video only', () => {
  const graphOf = (interlaced: boolean): string => decodeArguments({ ...request, media: { ...request.media, interlaced }, from: 0, until: 1 }).find((word) => word.startsWith('[0:v:0]')) ?? '';
  expect([graphOf(true).includes('yadif'), graphOf(false).includes('yadif')]).toEqual([true, false]);
});

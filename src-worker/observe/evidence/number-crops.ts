/** Where on a person a number is, cut out for the reader at two scales. Pure. */
import type { Box } from '../../../src-shared/domain/geometry.ts';
import type { Picture } from '../../inference/frame-ring.ts';
import { READER_BYTES, READER_HEIGHT, READER_WIDTH } from '../../inference/inference-messages.ts';
import { yuvToRgb } from './lab.ts';

/** Part of the box, and how much of that is dropped before reading. */
export interface NumberRegion { left: number; right: number; top: number; bottom: number }

/** Number on back or chest: 18–55 % of the height, central 70 % of the width, trimmed by 6 % sides, 20 % top, 12 % bottom. */
export const numberRegions: readonly NumberRegion[] = [
  trimmed({ left: 0.15, right: 0.85, top: 0.18, bottom: 0.55 }),
  trimmed({ left: 0.2, right: 0.8, top: 0.14, bottom: 0.48 }),
];

export const CROPS_PER_READING = numberRegions.length;

function trimmed(region: NumberRegion): NumberRegion {
  const width = region.right - region.left;
  const height = region.bottom - region.top;
  return { left: region.left + 0.06 * width, right: region.right - 0.06 * width, top: region.top + 0.2 * height, bottom: region.bottom - 0.12 * height };
}

/** Height in source pixels of the region given to the reader. */
export function numberPixels(box: Box, pictureHeight: number): number {
  const region = numberRegions[0]!;
  return (region.bottom - region.top) * box.h * pictureHeight;
}

/** READER_BYTES a region, one after the other. */
export function numberCrops(picture: Picture, box: Box): Uint8Array {
  const crops = new Uint8Array(CROPS_PER_READING * READER_BYTES);
  numberRegions.forEach((region, i) => cutOut(picture, box, region, crops.subarray(i * READER_BYTES, (i + 1) * READER_BYTES)));
  return crops;
}

/** Bilinear, stretched to the reader's size. */
function cutOut(picture: Picture, box: Box, region: NumberRegion, into: Uint8Array): void {
  const left = (box.x + region.left * box.w) * picture.width;
  const top = (box.y + region.top * box.h) * picture.height;
  const stepX = ((region.right - region.left) * box.w * picture.width) / READER_WIDTH;
  const stepY = ((region.bottom - region.top) * box.h * picture.height) / READER_HEIGHT;
  const high = picture.height >= 720;
  const rgb: number[] = [0, 0, 0];
  let out = 0;
  for (let row = 0; row < READER_HEIGHT; row += 1) {
    const y = top + (row + 0.5) * stepY - 0.5;
    for (let column = 0; column < READER_WIDTH; column += 1) {
      const x = left + (column + 0.5) * stepX - 0.5;
      const luma = bilinear(picture.y, picture.width, picture.height, x, y);
      const u = bilinear(picture.u, picture.width >> 1, picture.height >> 1, x / 2 - 0.25, y / 2 - 0.25);
      const v = bilinear(picture.v, picture.width >> 1, picture.height >> 1, x / 2 - 0.25, y / 2 - 0.25);
      yuvToRgb(luma, u, v, high, rgb);
      for (let channel = 0; channel < 3; channel += 1) {
        into[out] = Math.max(0, Math.min(255, rgb[channel]! + 0.5));
        out += 1;
      }
    }
  }
}

function bilinear(plane: Uint8Array, width: number, height: number, x: number, y: number): number {
  const px = Math.max(0, Math.min(width - 1.001, x));
  const py = Math.max(0, Math.min(height - 1.001, y));
  const x0 = px | 0;
  const y0 = py | 0;
  const fx = px - x0;
  const fy = py - y0;
  const i = y0 * width + x0;
  const upper = plane[i]! + (plane[i + 1]! - plane[i]!) * fx;
  const lower = plane[i + width]! + (plane[i + width + 1]! - plane[i + width]!) * fx;
  return upper + (lower - upper) * fy;
}

/** Where on a person a number is, cut out for the reader. Pure. */
import type { Box } from '../../../src-shared/domain/geometry.ts';
import type { Picture } from '../../inference/frame-ring.ts';
import { NUMBER_CROP_BYTES, READER_BYTES, READER_HEIGHT, READER_WIDTH, SHIRT_SIZE } from '../../inference/inference-messages.ts';
import { yuvToRgb } from './lab.ts';

interface Region { left: number; right: number; top: number; bottom: number }

/**
 * Number on back or chest: 18–55 % of the box's height, central 70 % of its width, trimmed by 6 % at the sides, 20 % at the
 * top, 12 % at the bottom. Tried against four others, alone and averaged, on three scenes: best alone, and no average
 * answered more at equal precision (readings of other frames are worth more than a second look at the same one).
 */
const NUMBER_REGION = trimmed({ left: 0.15, right: 0.85, top: 0.18, bottom: 0.55 });

/** What the shirt reader was trained on: the whole region, untrimmed. */
const SHIRT_REGION: Region = { left: 0.15, right: 0.85, top: 0.18, bottom: 0.55 };

function trimmed(region: Region): Region {
  const width = region.right - region.left;
  const height = region.bottom - region.top;
  return { left: region.left + 0.06 * width, right: region.right - 0.06 * width, top: region.top + 0.2 * height, bottom: region.bottom - 0.12 * height };
}

/** Height in source pixels of the region given to the reader. */
export function numberPixels(box: Box, pictureHeight: number): number {
  return (NUMBER_REGION.bottom - NUMBER_REGION.top) * box.h * pictureHeight;
}

/** NUMBER_CROP_BYTES: the text recogniser's crop, then the shirt reader's; each rows of RGB. */
export function numberCrop(picture: Picture, box: Box): Uint8Array {
  const crop = new Uint8Array(NUMBER_CROP_BYTES);
  cutOut(picture, box, NUMBER_REGION, READER_WIDTH, READER_HEIGHT, crop.subarray(0, READER_BYTES));
  cutOut(picture, box, SHIRT_REGION, SHIRT_SIZE, SHIRT_SIZE, crop.subarray(READER_BYTES));
  return crop;
}

/** Stretched to the size wanted: bilinear, averaged over as many points as source pixels go into one. */
function cutOut(picture: Picture, box: Box, region: Region, width: number, height: number, into: Uint8Array): void {
  const left = (box.x + region.left * box.w) * picture.width;
  const top = (box.y + region.top * box.h) * picture.height;
  const stepX = ((region.right - region.left) * box.w * picture.width) / width;
  const stepY = ((region.bottom - region.top) * box.h * picture.height) / height;
  const pointsX = Math.max(1, Math.round(stepX));
  const pointsY = Math.max(1, Math.round(stepY));
  const high = picture.height >= 720;
  const rgb: number[] = [0, 0, 0];
  let out = 0;
  for (let row = 0; row < height; row += 1) {
    for (let column = 0; column < width; column += 1) {
      let luma = 0;
      let u = 0;
      let v = 0;
      for (let point = 0; point < pointsX * pointsY; point += 1) {
        const x = left + (column + ((point % pointsX) + 0.5) / pointsX) * stepX - 0.5;
        const y = top + (row + (Math.floor(point / pointsX) + 0.5) / pointsY) * stepY - 0.5;
        luma += bilinear(picture.y, picture.width, picture.height, x, y);
        u += bilinear(picture.u, picture.width >> 1, picture.height >> 1, x / 2 - 0.25, y / 2 - 0.25);
        v += bilinear(picture.v, picture.width >> 1, picture.height >> 1, x / 2 - 0.25, y / 2 - 0.25);
      }
      const points = pointsX * pointsY;
      yuvToRgb(luma / points, u / points, v / points, high, rgb);
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

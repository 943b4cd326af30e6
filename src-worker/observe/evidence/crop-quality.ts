/** How much a crop promises: size × sharpness × (1 − overlap). Pure. */
import type { Box } from '../../../src-shared/domain/geometry.ts';
import type { Picture } from '../../inference/frame-ring.ts';

/** Box height in pixels beyond which size adds nothing. */
const LARGE_ENOUGH = 200;
/** Variance of the Laplacian at which a torso counts as fully sharp. */
const SHARP = 400;

/** 0–1. */
export function cropQuality(picture: Picture, box: Box, overlap: number): number {
  const size = Math.min(1, (box.h * picture.height) / LARGE_ENOUGH);
  return size * sharpness(picture, box) * (1 - overlap);
}

/** Variance of a Laplacian over the torso's luma, 0–1; pixels are taken 2 apart in large boxes. */
export function sharpness(picture: Picture, box: Box): number {
  const x0 = Math.max(1, Math.floor((box.x + 0.15 * box.w) * picture.width));
  const x1 = Math.min(picture.width - 2, Math.ceil((box.x + 0.85 * box.w) * picture.width));
  const y0 = Math.max(1, Math.floor((box.y + 0.15 * box.h) * picture.height));
  const y1 = Math.min(picture.height - 2, Math.ceil((box.y + 0.55 * box.h) * picture.height));
  const step = y1 - y0 > 60 ? 2 : 1;
  let count = 0;
  let sum = 0;
  let squares = 0;
  for (let y = y0; y < y1; y += step) {
    for (let x = x0; x < x1; x += step) {
      const i = y * picture.width + x;
      const value = 4 * picture.y[i]! - picture.y[i - 1]! - picture.y[i + 1]! - picture.y[i - picture.width]! - picture.y[i + picture.width]!;
      count += 1;
      sum += value;
      squares += value * value;
    }
  }
  if (count < 16) return 0;
  const variance = squares / count - (sum / count) ** 2;
  return Math.sqrt(Math.min(1, variance / SHARP));
}

/** For each box the largest share of it that another one covers, 0–1. */
export function overlaps(boxes: readonly Box[]): Float32Array {
  return Float32Array.from(boxes, (box, i) => {
    let largest = 0;
    boxes.forEach((other, j) => {
      if (i === j) return;
      const width = Math.min(box.x + box.w, other.x + other.w) - Math.max(box.x, other.x);
      const height = Math.min(box.y + box.h, other.y + other.h) - Math.max(box.y, other.y);
      if (width > 0 && height > 0) largest = Math.max(largest, (width * height) / (box.w * box.h || 1));
    });
    return Math.min(1, largest);
  });
}

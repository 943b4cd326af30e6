/** Shift between two grey tiles by phase correlation (Kuglin & Hines 1975), to parts of a pixel. About 0.2 px at 160 px width. */
import { fourier } from './fft.ts';

export interface Spectrum { re: Float32Array; im: Float32Array }
/** Pixels by which content moved from the first picture to the second; `peak` is how far the best shift stands out. */
export interface TileShift { dx: number; dy: number; peak: number }

export interface TileCorrelator {
  /** @param left and top place of the tile in the grey picture of this width. */
  spectrum(grey: Uint8Array, pictureWidth: number, left: number, top: number): Spectrum;
  shift(before: Spectrum, after: Spectrum): TileShift;
}

/** @param width and height powers of two. */
export function tileCorrelator(width: number, height: number): TileCorrelator {
  const alongX = fourier(width);
  const alongY = fourier(height);
  const area = width * height;
  const window = new Float32Array(area);
  const hann = (i: number, size: number): number => 0.5 - 0.5 * Math.cos((2 * Math.PI * (i + 0.5)) / size);
  for (let y = 0; y < height; y += 1) for (let x = 0; x < width; x += 1) window[y * width + x] = hann(x, width) * hann(y, height);
  const re = new Float32Array(area);
  const im = new Float32Array(area);

  const transform = (r: Float32Array, i: Float32Array, inverse: boolean): void => {
    for (let y = 0; y < height; y += 1) alongX(r, i, y * width, 1, inverse);
    for (let x = 0; x < width; x += 1) alongY(r, i, x, width, inverse);
  };

  return {
    spectrum(grey, pictureWidth, left, top) {
      const result = { re: new Float32Array(area), im: new Float32Array(area) };
      let sum = 0;
      for (let y = 0; y < height; y += 1) for (let x = 0; x < width; x += 1) sum += grey[(y + top) * pictureWidth + x + left]!;
      const mean = sum / area;
      for (let y = 0; y < height; y += 1) {
        for (let x = 0; x < width; x += 1) result.re[y * width + x] = (grey[(y + top) * pictureWidth + x + left]! - mean) * window[y * width + x]!;
      }
      transform(result.re, result.im, false);
      return result;
    },
    shift(before, after) {
      // Keeps frequencies without energy from speaking as loudly as the others.
      const floor = Math.sqrt(area);
      for (let i = 0; i < area; i += 1) {
        const a = after.re[i]! * before.re[i]! + after.im[i]! * before.im[i]!;
        const b = after.im[i]! * before.re[i]! - after.re[i]! * before.im[i]!;
        const scale = 1 / (Math.sqrt(a * a + b * b) + floor);
        re[i] = a * scale;
        im[i] = b * scale;
      }
      transform(re, im, true);
      let best = 0;
      let sum = 0;
      for (let i = 0; i < area; i += 1) {
        sum += Math.abs(re[i]!);
        if (re[i]! > re[best]!) best = i;
      }
      const x = best % width;
      const y = Math.floor(best / width);
      const at = (column: number, row: number): number => re[((row + height) % height) * width + ((column + width) % width)]!;
      const dx = x + vertex(at(x - 1, y), at(x, y), at(x + 1, y));
      const dy = y + vertex(at(x, y - 1), at(x, y), at(x, y + 1));
      return { dx: dx > width / 2 ? dx - width : dx, dy: dy > height / 2 ? dy - height : dy, peak: (at(x, y) * area) / (sum || 1) };
    },
  };
}

/** Where the parabola through three neighbours has its top, −0.5…0.5. */
function vertex(before: number, top: number, after: number): number {
  const curvature = before - 2 * top + after;
  return curvature === 0 ? 0 : Math.max(-0.5, Math.min(0.5, (before - after) / 2 / curvature));
}

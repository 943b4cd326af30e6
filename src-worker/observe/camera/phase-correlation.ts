/** Candidate shifts between two grey tiles by phase correlation (Kuglin & Hines 1975), in whole pixels. */
import { fourier } from './fft.ts';

export interface Spectrum { re: Float32Array; im: Float32Array }
/** Pixels by which content moved from the first picture to the second. */
export interface TileShift { dx: number; dy: number }

export interface TileCorrelator {
  /** @param left and top place of the tile in the grey picture of this width. */
  spectrum(grey: Uint8Array, pictureWidth: number, left: number, top: number): Spectrum;
  /** The `count` best shifts, best first, whole pixels: repeated patterns and people make more than one. */
  shifts(before: Spectrum, after: Spectrum, count: number): TileShift[];
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
    shifts(before, after, count) {
      let energy = 0;
      for (let i = 0; i < area; i += 1) {
        re[i] = after.re[i]! * before.re[i]! + after.im[i]! * before.im[i]!;
        im[i] = after.im[i]! * before.re[i]! - after.re[i]! * before.im[i]!;
        energy += Math.sqrt(re[i]! * re[i]! + im[i]! * im[i]!);
      }
      // Plain surfaces have most frequencies without energy: fully whitened, their noise would be the loudest.
      const floor = energy / area;
      for (let i = 0; i < area; i += 1) {
        const scale = 1 / (Math.sqrt(re[i]! * re[i]! + im[i]! * im[i]!) + floor);
        re[i]! *= scale;
        im[i]! *= scale;
      }
      transform(re, im, true);
      return peaks(re, width, height, count);
    },
  };
}

function peaks(surface: Float32Array, width: number, height: number, count: number): TileShift[] {
  const found: { dx: number; dy: number; value: number }[] = [];
  const at = (x: number, y: number): number => surface[((y + height) % height) * width + ((x + width) % width)]!;
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const value = surface[y * width + x]!;
      if (found.length === count && value <= found.at(-1)!.value) continue;
      if (value < at(x - 1, y) || value < at(x + 1, y) || value < at(x, y - 1) || value < at(x, y + 1)) continue;
      found.push({ dx: x > width / 2 ? x - width : x, dy: y > height / 2 ? y - height : y, value });
      found.sort((a, b) => b.value - a.value);
      found.length = Math.min(found.length, count);
    }
  }
  return found.map(({ dx, dy }) => ({ dx, dy }));
}

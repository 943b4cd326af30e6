/** The colours of a torso as a unit vector, so that the tracker can tell kits apart. Not a palette: too coarse to name a kit by. */
import type { Box } from '../../../src-shared/domain/geometry.ts';
import type { Picture } from '../../inference/frame-ring.ts';
import { labAt } from './lab.ts';

/** Middle of the torso: detectors centre their boxes on it. */
const CORE = { left: 0.3, right: 0.7, top: 0.2, bottom: 0.48 };
/** Points a side. */
const GRID = 8;
const LIGHTNESS_STEPS = 4;
/** Each step of lightness has a neutral bin and this many hues. */
const HUES = 6;
/** Colours less vivid than this (CIE Lab chroma) count as neutral in part. */
const NEUTRAL = 20;
const STRIDE = 1 + HUES;

/** Length 1; bins are shared between neighbours, so that light and folds change little. The dot product of two is 0–1. */
export function torsoLook(picture: Picture, box: Box): Float32Array {
  const look = new Float32Array(LIGHTNESS_STEPS * STRIDE);
  for (let row = 0; row < GRID; row += 1) {
    for (let column = 0; column < GRID; column += 1) {
      const x = box.x + (CORE.left + ((column + 0.5) / GRID) * (CORE.right - CORE.left)) * box.w;
      const y = box.y + (CORE.top + ((row + 0.5) / GRID) * (CORE.bottom - CORE.top)) * box.h;
      const { l, a, b } = labAt(picture, x * picture.width, y * picture.height);
      const vivid = Math.min(1, Math.hypot(a, b) / NEUTRAL);
      const hue = ((Math.atan2(b, a) / (2 * Math.PI) + 1) % 1) * HUES;
      const lightness = Math.max(0, Math.min(LIGHTNESS_STEPS - 1, (l / 100) * (LIGHTNESS_STEPS - 1)));
      share(look, lightness, 0, 1 - vivid);
      share(look, lightness, 1 + (Math.floor(hue) % HUES), vivid * (1 - (hue % 1)));
      share(look, lightness, 1 + ((Math.floor(hue) + 1) % HUES), vivid * (hue % 1));
    }
  }
  const length = Math.hypot(...look);
  return length === 0 ? look : look.map((value) => value / length);
}

function share(look: Float32Array, lightness: number, bin: number, weight: number): void {
  const below = Math.min(LIGHTNESS_STEPS - 2, Math.floor(lightness));
  look[below * STRIDE + bin]! += weight * (1 - (lightness - below));
  look[(below + 1) * STRIDE + bin]! += weight * (lightness - below);
}

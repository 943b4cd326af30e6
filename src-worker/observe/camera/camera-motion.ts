/** How the picture's content moved between two analysed frames: shift and zoom, from pixels and never from boxes. */
import { tileCorrelator, type Spectrum } from './phase-correlation.ts';

/** Fractions of picture width and height; scale about the middle; confidence 0–1. */
export interface CameraMotion { dx: number; dy: number; scale: number; confidence: number }

export interface CameraEstimator {
  /** @param cut true when the picture before belongs to another shot. */
  next(grey: Uint8Array, cut: boolean): CameraMotion;
}

interface Looked { grey: Uint8Array; whole: Spectrum; left: Spectrum; right: Spectrum }

const UNKNOWN: CameraMotion = { dx: 0, dy: 0, scale: 1, confidence: 0 };
/** Below this peak the sides' shifts are too noisy to tell a zoom from them. */
const LEAST_SIDE_PEAK = 8;
const LARGEST_ZOOM = 0.08;

export function cameraEstimator(width: number, height: number): CameraEstimator {
  const tile = { width: powerOfTwo(width), height: powerOfTwo(height) };
  const side = { width: tile.width / 2, height: tile.height };
  const whole = tileCorrelator(tile.width, tile.height);
  const half = tileCorrelator(side.width, side.height);
  const top = (height - tile.height) >> 1;
  let before: Looked | null = null;

  const look = (grey: Uint8Array): Looked => ({
    grey,
    whole: whole.spectrum(grey, width, (width - tile.width) >> 1, top),
    left: half.spectrum(grey, width, 0, top),
    right: half.spectrum(grey, width, width - side.width, top),
  });

  return {
    next(grey, cut) {
      const now = look(grey);
      const last = before;
      before = now;
      if (cut || last === null) return UNKNOWN;
      const shift = whole.shift(last.whole, now.whole);
      const left = half.shift(last.left, now.left);
      const right = half.shift(last.right, now.right);
      const agree = Math.min(left.peak, right.peak) >= LEAST_SIDE_PEAK && Math.abs(left.dx + right.dx - 2 * shift.dx) < 2;
      const zoom = agree ? (right.dx - left.dx) / (width - side.width) : 0;
      const scale = 1 + Math.max(-LARGEST_ZOOM, Math.min(LARGEST_ZOOM, zoom));
      const found = { dx: shift.dx, dy: shift.dy, scale };
      const still = { dx: 0, dy: 0, scale: 1 };
      const likeness = similarity(last.grey, now.grey, width, height, found);
      // Players moving over a still picture can make a false peak: standing still wins unless moving explains more.
      const likenessStill = similarity(last.grey, now.grey, width, height, still);
      const best = likenessStill >= likeness ? still : found;
      return { dx: best.dx / width, dy: best.dy / height, scale: best.scale, confidence: Math.max(0, Math.min(1, Math.max(likeness, likenessStill))) };
    },
  };
}

/** Normalised correlation of the second picture with the first one moved, −1…1, on every second pixel. */
function similarity(a: Uint8Array, b: Uint8Array, width: number, height: number, motion: { dx: number; dy: number; scale: number }): number {
  let count = 0;
  let sa = 0;
  let sb = 0;
  let saa = 0;
  let sbb = 0;
  let sab = 0;
  for (let y = 1; y < height - 1; y += 2) {
    const fromY = Math.round((y - height / 2 - motion.dy) / motion.scale + height / 2);
    if (fromY < 0 || fromY >= height) continue;
    for (let x = 1; x < width - 1; x += 2) {
      const fromX = Math.round((x - width / 2 - motion.dx) / motion.scale + width / 2);
      if (fromX < 0 || fromX >= width) continue;
      const p = a[fromY * width + fromX]!;
      const q = b[y * width + x]!;
      count += 1;
      sa += p;
      sb += q;
      saa += p * p;
      sbb += q * q;
      sab += p * q;
    }
  }
  if (count < 100) return 0;
  const va = saa - (sa * sa) / count;
  const vb = sbb - (sb * sb) / count;
  // A picture without any texture says nothing about motion.
  if (va / count < 4 || vb / count < 4) return 0;
  return (sab - (sa * sb) / count) / Math.sqrt(va * vb);
}

function powerOfTwo(atMost: number): number {
  return 2 ** Math.floor(Math.log2(atMost));
}

/**
 * Aligns two grey pictures by shift and zoom, to parts of a pixel (Lucas & Kanade 1981, forward, with robust weights:
 * what moves by itself counts little). Needs a start within a pixel or two.
 */

/** Pixels; scale about the picture's middle. Content at p in the first picture lies at (p − middle) · scale + middle + d in the second. */
export interface Alignment { dx: number; dy: number; scale: number }

export interface Grey { bytes: Uint8Array; width: number; height: number }

const ITERATIONS = 6;
/** Grey levels at which a difference has lost half of its weight. */
const HALF_WEIGHT = 8;
/** Differences are cut here, so that a few large ones do not decide. */
const LARGEST_DIFFERENCE = 30;
const LARGEST_ZOOM = 0.1;
/** Pixels a side may miss in comparison. */
const STEP = 2;

/** Mean difference in grey levels, 0–30, of the second picture from the first one moved. `Infinity` when they hardly overlap. */
export function difference(a: Grey, b: Grey, { dx, dy, scale }: Alignment): number {
  const { width, height } = a;
  let sum = 0;
  let count = 0;
  for (let y = 1; y < height - 1; y += STEP) {
    const fromY = (y - height / 2 - dy) / scale + height / 2;
    if (fromY < 0 || fromY >= height - 1.001) continue;
    for (let x = 1; x < width - 1; x += STEP) {
      const fromX = (x - width / 2 - dx) / scale + width / 2;
      if (fromX < 0 || fromX >= width - 1.001) continue;
      sum += Math.min(LARGEST_DIFFERENCE, Math.abs(b.bytes[y * width + x]! - sample(a, fromX, fromY)));
      count += 1;
    }
  }
  return count < (width * height) / (STEP * STEP) / 3 ? Infinity : sum / count;
}

/** The start, made better as long as that lessens the weighted differences. */
export function align(a: Grey, b: Grey, start: Alignment): Alignment {
  const { width, height } = a;
  let { dx, dy, scale } = start;
  for (let round = 0; round < ITERATIONS; round += 1) {
    // Normal equations of [dx, dy, scale]; the gradient is taken in the first picture, where the sample comes from.
    let xx = 0; let xy = 0; let xs = 0; let yy = 0; let ys = 0; let ss = 0; let xr = 0; let yr = 0; let sr = 0;
    for (let y = 2; y < height - 2; y += STEP) {
      const fromY = (y - height / 2 - dy) / scale + height / 2;
      if (fromY < 1 || fromY >= height - 2) continue;
      for (let x = 2; x < width - 2; x += STEP) {
        const fromX = (x - width / 2 - dx) / scale + width / 2;
        if (fromX < 1 || fromX >= width - 2) continue;
        const gx = (sample(a, fromX + 1, fromY) - sample(a, fromX - 1, fromY)) / 2;
        const gy = (sample(a, fromX, fromY + 1) - sample(a, fromX, fromY - 1)) / 2;
        if (gx === 0 && gy === 0) continue;
        const r = b.bytes[y * width + x]! - sample(a, fromX, fromY);
        const w = 1 / (1 + (r / HALF_WEIGHT) ** 2);
        const jx = -gx / scale;
        const jy = -gy / scale;
        const js = (-gx * (fromX - width / 2) - gy * (fromY - height / 2)) / scale;
        xx += w * jx * jx; xy += w * jx * jy; xs += w * jx * js; yy += w * jy * jy; ys += w * jy * js; ss += w * js * js;
        xr += w * jx * r; yr += w * jy * r; sr += w * js * r;
      }
    }
    // A little damping: along a single straight line nothing fixes the shift.
    const damp = 1e-3 * (xx + yy) + 1;
    const step = solve3([xx + damp, xy, xs, yy + damp, ys, ss + 1e-3 * ss + width * damp], [xr, yr, sr]);
    if (step === null) break;
    dx += clamp(step[0], 2);
    dy += clamp(step[1], 2);
    scale = Math.max(1 - LARGEST_ZOOM, Math.min(1 + LARGEST_ZOOM, scale + clamp(step[2], 0.03)));
    if (Math.abs(step[0]) + Math.abs(step[1]) + Math.abs(step[2]) * width < 0.02) break;
  }
  return { dx, dy, scale };
}

/** Normalised correlation of the second picture with the first one moved, −1…1; 0 where there is no texture. */
export function correlation(a: Grey, b: Grey, { dx, dy, scale }: Alignment): number {
  const { width, height } = a;
  let n = 0; let sa = 0; let sb = 0; let saa = 0; let sbb = 0; let sab = 0;
  for (let y = 1; y < height - 1; y += STEP) {
    const fromY = (y - height / 2 - dy) / scale + height / 2;
    if (fromY < 0 || fromY >= height - 1.001) continue;
    for (let x = 1; x < width - 1; x += STEP) {
      const fromX = (x - width / 2 - dx) / scale + width / 2;
      if (fromX < 0 || fromX >= width - 1.001) continue;
      const p = sample(a, fromX, fromY);
      const q = b.bytes[y * width + x]!;
      n += 1; sa += p; sb += q; saa += p * p; sbb += q * q; sab += p * q;
    }
  }
  if (n < 100) return 0;
  const va = saa - (sa * sa) / n;
  const vb = sbb - (sb * sb) / n;
  return va / n < 4 || vb / n < 4 ? 0 : (sab - (sa * sb) / n) / Math.sqrt(va * vb);
}

function sample({ bytes, width }: Grey, x: number, y: number): number {
  const x0 = x | 0;
  const y0 = y | 0;
  const i = y0 * width + x0;
  const fx = x - x0;
  const upper = bytes[i]! + (bytes[i + 1]! - bytes[i]!) * fx;
  const lower = bytes[i + width]! + (bytes[i + width + 1]! - bytes[i + width]!) * fx;
  return upper + (lower - upper) * (y - y0);
}

/** Symmetric 3 × 3 system, upper triangle row by row; null when singular. */
function solve3([a, b, c, d, e, f]: [number, number, number, number, number, number], [p, q, r]: [number, number, number]): [number, number, number] | null {
  const A = d * f - e * e;
  const B = c * e - b * f;
  const C = b * e - c * d;
  const det = a * A + b * B + c * C;
  if (!(Math.abs(det) > 1e-9)) return null;
  return [(A * p + B * q + C * r) / det, (B * p + (a * f - c * c) * q + (b * c - a * e) * r) / det, (C * p + (b * c - a * e) * q + (a * d - b * b) * r) / det];
}

function clamp(value: number, limit: number): number {
  return Math.max(-limit, Math.min(limit, value));
}

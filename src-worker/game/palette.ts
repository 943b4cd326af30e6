/**
 * Torso palettes: up to six Lab colours with weights, and how far two of them are apart.
 * Distances are in units of CIE76 ΔE with lightness counted at 60 %, because folds and shade change lightness far more than hue.
 */
import { PALETTE_COLOURS, PALETTE_FLOATS } from '../../src-shared/domain/observation.ts';

export interface Lab { l: number; a: number; b: number }

const LIGHTNESS_SHARE = 0.6;
/** Farther apart than this, colours are simply different. */
const FARTHEST = 60;

export function labDistance(a: Lab, b: Lab): number {
  return Math.hypot((a.l - b.l) * LIGHTNESS_SHARE, a.a - b.a, a.b - b.b);
}

/** sRGB `#rrggbb` → CIE Lab (D65). */
export function hexToLab(hex: string): Lab {
  const channel = (at: number): number => {
    const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  };
  const [r, g, b] = [channel(1), channel(3), channel(5)];
  const f = (t: number): number => (t > 216 / 24389 ? Math.cbrt(t) : (24389 / 27 * t + 16) / 116);
  const x = f((0.4124564 * r + 0.3575761 * g + 0.1804375 * b) / 0.95047);
  const y = f(0.2126729 * r + 0.7151522 * g + 0.072175 * b);
  const z = f((0.0193339 * r + 0.119192 * g + 0.9503041 * b) / 1.08883);
  return { l: 116 * y - 16, a: 500 * (x - y), b: 200 * (y - z) };
}

/** CIE Lab (D65) → sRGB `#rrggbb`, out-of-gamut values clipped. */
export function labToHex({ l, a, b }: Lab): string {
  const fy = (l + 16) / 116;
  const inverse = (t: number): number => (t ** 3 > 216 / 24389 ? t ** 3 : (116 * t - 16) / (24389 / 27));
  const x = inverse(fy + a / 500) * 0.95047;
  const y = inverse(fy);
  const z = inverse(fy - b / 200) * 1.08883;
  const channel = (linear: number): string => {
    const value = linear <= 0.0031308 ? 12.92 * linear : 1.055 * linear ** (1 / 2.4) - 0.055;
    return Math.round(Math.min(1, Math.max(0, value)) * 255).toString(16).padStart(2, '0');
  };
  return `#${channel(3.2404542 * x - 1.5371385 * y - 0.4985314 * z)}${channel(-0.969266 * x + 1.8760108 * y + 0.041556 * z)}${channel(0.0556434 * x - 0.2040259 * y + 1.0572252 * z)}`;
}

/**
 * How much colour has to be changed, and how far, to make one palette the other (transport, nearest colours first); 0–60.
 * Weights matter: a little ice left in a red torso does not make it a white one.
 */
export function paletteDistance(p: Float32Array, q: Float32Array): number {
  const total = shares(p, left) * shares(q, right);
  if (total === 0) return FARTHEST;
  for (let i = 0; i < PALETTE_COLOURS; i++) {
    for (let j = 0; j < PALETTE_COLOURS; j++) apart[i * PALETTE_COLOURS + j] = Math.min(FARTHEST, distanceAt(p, i, q[j * 4]!, q[j * 4 + 1]!, q[j * 4 + 2]!));
  }
  let cost = 0;
  for (let moves = 0; moves < 2 * PALETTE_COLOURS; moves++) {
    let best = -1;
    for (let k = 0; k < apart.length; k++) {
      if (left[(k / PALETTE_COLOURS) | 0]! > 1e-6 && right[k % PALETTE_COLOURS]! > 1e-6 && (best < 0 || apart[k]! < apart[best]!)) best = k;
    }
    if (best < 0) break;
    const [i, j] = [(best / PALETTE_COLOURS) | 0, best % PALETTE_COLOURS];
    const moved = Math.min(left[i]!, right[j]!);
    cost += moved * apart[best]!;
    left[i]! -= moved;
    right[j]! -= moved;
  }
  return cost;
}

// Working space of paletteDistance, which is asked a million times while a long game is loaded.
const left = new Float64Array(PALETTE_COLOURS);
const right = new Float64Array(PALETTE_COLOURS);
const apart = new Float64Array(PALETTE_COLOURS * PALETTE_COLOURS);

/** Writes the weights scaled to a sum of 1; returns 0 when there are none. */
function shares(p: Float32Array, into: Float64Array): 0 | 1 {
  let sum = 0;
  for (let i = 0; i < PALETTE_COLOURS; i++) sum += Math.max(0, p[i * 4 + 3]!);
  for (let i = 0; i < PALETTE_COLOURS; i++) into[i] = sum <= 0 ? 0 : Math.max(0, p[i * 4 + 3]!) / sum;
  return sum <= 0 ? 0 : 1;
}

/** Mean distance of a torso's colours to one colour when each may be this far at most; 0–60. Colours that hardly occur do not count. */
export function paletteToColour(p: Float32Array, colour: Lab): number {
  let nearest = FARTHEST;
  let sum = 0;
  let weight = 0;
  for (let i = 0; i < PALETTE_COLOURS; i++) {
    const share = p[i * 4 + 3]!;
    if (share <= 0) continue;
    const d = Math.min(FARTHEST, distanceAt(p, i, colour.l, colour.a, colour.b));
    sum += share * d;
    weight += share;
    if (share >= 0.15) nearest = Math.min(nearest, d);
  }
  return weight === 0 ? FARTHEST : 0.5 * nearest + 0.5 * (sum / weight);
}

/** Mean colour of a palette; null when it is empty. */
export function paletteMean(p: Float32Array): Lab | null {
  let [l, a, b, weight] = [0, 0, 0, 0];
  for (let i = 0; i < PALETTE_COLOURS; i++) {
    const share = p[i * 4 + 3]!;
    l += share * p[i * 4]!;
    a += share * p[i * 4 + 1]!;
    b += share * p[i * 4 + 2]!;
    weight += share;
  }
  return weight <= 0 ? null : { l: l / weight, a: a / weight, b: b / weight };
}

/** The palette of several palettes together: near colours (ΔE < 12) joined, largest first. Null when all are empty. */
export function mergePalettes(palettes: readonly { palette: Float32Array; weight: number }[]): Float32Array | null {
  const bins: { l: number; a: number; b: number; weight: number }[] = [];
  for (const { palette, weight } of palettes) {
    for (let i = 0; i < PALETTE_COLOURS; i++) {
      const share = palette[i * 4 + 3]! * weight;
      if (share > 0) addColour(bins, { l: palette[i * 4]!, a: palette[i * 4 + 1]!, b: palette[i * 4 + 2]! }, share);
    }
  }
  if (bins.length === 0) return null;
  bins.sort((x, y) => y.weight - x.weight);
  const used = bins.slice(0, PALETTE_COLOURS);
  const total = used.reduce((sum, bin) => sum + bin.weight, 0);
  const merged = new Float32Array(PALETTE_FLOATS);
  used.forEach((bin, i) => merged.set([bin.l, bin.a, bin.b, bin.weight / total], i * 4));
  return merged;
}

function addColour(bins: { l: number; a: number; b: number; weight: number }[], colour: Lab, weight: number): void {
  for (const bin of bins) {
    if (labDistance(bin, colour) >= 12) continue;
    const total = bin.weight + weight;
    bin.l += ((colour.l - bin.l) * weight) / total;
    bin.a += ((colour.a - bin.a) * weight) / total;
    bin.b += ((colour.b - bin.b) * weight) / total;
    bin.weight = total;
    return;
  }
  bins.push({ ...colour, weight });
}

function distanceAt(p: Float32Array, i: number, l: number, a: number, b: number): number {
  return Math.hypot((p[i * 4]! - l) * LIGHTNESS_SHARE, p[i * 4 + 1]! - a, p[i * 4 + 2]! - b);
}

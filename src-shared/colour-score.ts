/** How much of a torso has the colour asked for, 0–1: what the overlay writes beside a box. Shown only; the run decides by its own evidence. */
import { PALETTE_COLOURS, PALETTE_FLOATS } from './domain/observation.ts';

export interface Lab { l: number; a: number; b: number }

/** CIE Lab (D65, 2°) of `#rrggbb`; formulas of IEC 61966-2-1 and CIE 15. */
export function labOfHex(hex: string): Lab {
  const [r, g, b] = [1, 3, 5].map((at) => {
    const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  const x = curve((0.4124564 * r + 0.3575761 * g + 0.1804375 * b) / 0.95047);
  const y = curve(0.2126729 * r + 0.7151522 * g + 0.072175 * b);
  const z = curve((0.0193339 * r + 0.119192 * g + 0.9503041 * b) / 1.08883);
  return { l: 116 * y - 16, a: 500 * (x - y), b: 200 * (y - z) };
}

/** Distance (CIE76) at which a colour counts half; video shifts lightness more than hue, so lightness counts half. */
const halfwayDistance = 28;

/** `palette` holds (L, a, b, weight) quadruples of one sample. */
export function colourScore(palette: Float32Array, wanted: Lab): number {
  let score = 0;
  let total = 0;
  for (let i = 0; i < PALETTE_COLOURS; i += 1) {
    const weight = palette[i * 4 + 3] ?? 0;
    const distance = Math.hypot((palette[i * 4]! - wanted.l) / 2, palette[i * 4 + 1]! - wanted.a, palette[i * 4 + 2]! - wanted.b);
    score += weight / (1 + (distance / halfwayDistance) ** 4);
    total += weight;
  }
  return total === 0 ? 0 : score / total;
}

/** Mean over a tracklet's samples; null when none was looked at closely. */
export function meanColourScore(palettes: Float32Array, samples: readonly number[] | undefined, wanted: Lab): number | null {
  if (samples === undefined || samples.length === 0) return null;
  const sum = samples.reduce((total, sample) => total + colourScore(palettes.subarray(sample * PALETTE_FLOATS, (sample + 1) * PALETTE_FLOATS), wanted), 0);
  return sum / samples.length;
}

function curve(t: number): number {
  return t > 216 / 24389 ? Math.cbrt(t) : (t * (24389 / 27) + 16) / 116;
}

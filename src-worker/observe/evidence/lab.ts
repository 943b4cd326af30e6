/** Colours of pictures in CIE Lab (D65). Pure; tables make the conversion cheap. */
import type { Picture } from '../../inference/frame-ring.ts';

export interface Lab { l: number; a: number; b: number }

/** Euclidean distance (CIE76). About 2 is just visible. */
export function labDistance(p: Lab, q: Lab): number {
  return Math.hypot(p.l - q.l, p.a - q.a, p.b - q.b);
}

/** sRGB 0–255. */
export function rgbToLab(r: number, g: number, b: number): Lab {
  const lr = linear[clampByte(r)]!;
  const lg = linear[clampByte(g)]!;
  const lb = linear[clampByte(b)]!;
  const x = cubeRoot((0.4124564 * lr + 0.3575761 * lg + 0.1804375 * lb) / 0.95047);
  const y = cubeRoot(0.2126729 * lr + 0.7151522 * lg + 0.072175 * lb);
  const z = cubeRoot((0.0193339 * lr + 0.119192 * lg + 0.9503041 * lb) / 1.08883);
  return { l: 116 * y - 16, a: 500 * (x - y), b: 200 * (y - z) };
}

/** Pixel of a yuv420p picture (limited range; BT.709 from 720 lines on, BT.601 below, as untagged video is shown). */
export function rgbAt(picture: Picture, x: number, y: number, into: number[]): void {
  const px = Math.max(0, Math.min(picture.width - 1, x | 0));
  const py = Math.max(0, Math.min(picture.height - 1, y | 0));
  const chroma = (py >> 1) * (picture.width >> 1) + (px >> 1);
  yuvToRgb(picture.y[py * picture.width + px]!, picture.u[chroma]!, picture.v[chroma]!, picture.height >= 720, into);
}

export function yuvToRgb(y: number, u: number, v: number, highDefinition: boolean, into: number[]): void {
  const luma = 1.164383 * (y - 16);
  const cb = u - 128;
  const cr = v - 128;
  if (highDefinition) {
    into[0] = luma + 1.792741 * cr;
    into[1] = luma - 0.213249 * cb - 0.532909 * cr;
    into[2] = luma + 2.112402 * cb;
  } else {
    into[0] = luma + 1.596027 * cr;
    into[1] = luma - 0.391762 * cb - 0.812968 * cr;
    into[2] = luma + 2.017232 * cb;
  }
}

export function labAt(picture: Picture, x: number, y: number): Lab {
  const rgb: number[] = [0, 0, 0];
  rgbAt(picture, x, y, rgb);
  return rgbToLab(rgb[0]!, rgb[1]!, rgb[2]!);
}

const linear = Float64Array.from({ length: 256 }, (_, value) => {
  const share = value / 255;
  return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
});

function cubeRoot(value: number): number {
  return value > 216 / 24389 ? Math.cbrt(value) : ((24389 / 27) * value + 16) / 116;
}

function clampByte(value: number): number {
  return value <= 0 ? 0 : value >= 255 ? 255 : Math.round(value);
}

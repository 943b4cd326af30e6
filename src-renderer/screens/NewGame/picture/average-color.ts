/** The colour of a small patch of pixels. Pure. */

/**
 * Mean of RGBA pixels as `#rrggbb`. Averaged in linear light: averaging the stored values would darken a patch that
 * holds jersey and number alike.
 */
export function averageColor(pixels: Uint8ClampedArray): string {
  let red = 0;
  let green = 0;
  let blue = 0;
  const count = Math.floor(pixels.length / 4);
  for (let at = 0; at < count * 4; at += 4) {
    red += toLinear(pixels[at]!);
    green += toLinear(pixels[at + 1]!);
    blue += toLinear(pixels[at + 2]!);
  }
  return `#${[red, green, blue].map((sum) => fromLinear(count === 0 ? 0 : sum / count).toString(16).padStart(2, '0')).join('')}`;
}

function toLinear(value: number): number {
  const share = value / 255;
  return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
}

function fromLinear(linear: number): number {
  return Math.round(255 * (linear <= 0.0031308 ? linear * 12.92 : 1.055 * linear ** (1 / 2.4) - 0.055));
}

/** Pictures that need no detector: black ones, and ones that have not changed at all (a still card, a paused replay). Pure. */

/** Luma up to which a picture is as good as black; a few lit pixels, such as a small logo, are allowed. */
const BLACK = 40;
const MOST_LIT_SHARE = 0.002;
/** Levels by which a still picture's pixels flicker through compression. A player who moves changes some pixel by far more. */
const FLICKER = 2;

/** @param luma of a thumb, 0–255. */
export function isBlack(luma: Uint8Array): boolean {
  let lit = 0;
  for (const value of luma) if (value > BLACK) lit += 1;
  return lit <= luma.length * MOST_LIT_SHARE;
}

/** @param before and @param luma begin with equally many luma values. */
export function isFrozen(before: Uint8Array, luma: Uint8Array): boolean {
  for (let i = 0; i < luma.length; i += 1) if (Math.abs(before[i]! - luma[i]!) > FLICKER) return false;
  return true;
}

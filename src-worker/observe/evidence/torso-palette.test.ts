import { describe, expect, it } from 'vitest';
import { pictureOver, type Picture } from '../../inference/frame-ring.ts';
import { labDistance, rgbToLab, type Lab } from './lab.ts';
import { torsoPalette } from './torso-palette.ts';

const ICE = [225, 232, 240] as const;
const GRASS = [60, 135, 60] as const;
const SIZE = 200;
/** A person in the middle of the picture: the box around him, his torso narrower than the box. */
const BOX = { x: 0.3, y: 0.1, w: 0.4, h: 0.8 };

/** Surface everywhere, torso in the box's middle, an outline as cloth has it at its edge. */
function scene(surface: readonly [number, number, number], jersey: readonly [number, number, number]): Picture {
  const picture = pictureOver(new Uint8Array((SIZE * SIZE * 3) / 2), SIZE, SIZE);
  paint(picture, { x: 0, y: 0, w: 1, h: 1 }, surface);
  paint(picture, { x: 0.38, y: 0.2, w: 0.24, h: 0.5 }, jersey.map((value) => value * 0.8) as [number, number, number]);
  paint(picture, { x: 0.39, y: 0.2, w: 0.22, h: 0.5 }, jersey);
  return picture;
}

function paint(picture: Picture, box: { x: number; y: number; w: number; h: number }, [r, g, b]: readonly [number, number, number]): void {
  const y = 16 + 0.2568 * r + 0.5041 * g + 0.0979 * b; // BT.601, as pictures below 720 lines are read
  const u = 128 - 0.1482 * r - 0.291 * g + 0.4392 * b;
  const v = 128 + 0.4392 * r - 0.3678 * g - 0.0714 * b;
  for (let row = Math.round(box.y * SIZE); row < Math.round((box.y + box.h) * SIZE); row += 1) {
    for (let column = Math.round(box.x * SIZE); column < Math.round((box.x + box.w) * SIZE); column += 1) {
      picture.y[row * SIZE + column] = Math.round(y);
      const chroma = (row >> 1) * (SIZE >> 1) + (column >> 1);
      picture.u[chroma] = Math.round(u);
      picture.v[chroma] = Math.round(v);
    }
  }
}

const lab = ([r, g, b]: readonly [number, number, number]): Lab => rgbToLab(r, g, b);
const main = (palette: Float32Array): Lab & { weight: number } => ({ l: palette[0]!, a: palette[1]!, b: palette[2]!, weight: palette[3]! });

describe('the colours of a torso', () => {
  it.each([
    ['white on ice', ICE, [245, 245, 245]], ['black on ice', ICE, [25, 25, 28]], ['grey on ice', ICE, [128, 128, 128]], ['red on ice', ICE, [179, 19, 31]],
    ['green on grass', GRASS, [14, 143, 79]], ['white on grass', GRASS, [240, 240, 240]], ['dark on grass', GRASS, [32, 32, 36]],
  ] as const)('are the jersey\'s: %s', (_, surface, jersey) => {
    const found = main(torsoPalette(scene(surface, jersey), BOX, lab(surface)));
    expect(labDistance(found, lab(jersey))).toBeLessThan(6);
    expect(found.weight).toBeGreaterThan(0.6);
  });

  it('have weights that sum to one, largest first', () => {
    const palette = torsoPalette(scene(ICE, [179, 19, 31]), BOX, null);
    const weights = [3, 7, 11, 15, 19, 23].map((i) => palette[i]!);
    expect(weights.reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(1, 5);
    expect(weights).toEqual(weights.toSorted((a, b) => b - a));
  });
});

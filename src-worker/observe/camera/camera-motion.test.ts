import { describe, expect, it } from 'vitest';
import { cameraEstimator } from './camera-motion.ts';

const WIDTH = 160;
const HEIGHT = 90;

/** A smooth texture that can be looked at anywhere. */
function texture(x: number, y: number): number {
  return 128 + 40 * Math.sin(x / 7 + Math.cos(y / 11)) + 30 * Math.sin(y / 5 + x / 23) + 20 * Math.sin((x * y) / 900);
}

function view(dx: number, dy: number, scale = 1, player = -100): Uint8Array {
  return Uint8Array.from({ length: WIDTH * HEIGHT }, (_, i) => {
    const x = i % WIDTH;
    const y = Math.floor(i / WIDTH);
    if (Math.abs(x - player) < 6 && Math.abs(y - 50) < 14) return 20;
    return Math.round(texture((x - WIDTH / 2 - dx) / scale + WIDTH / 2, (y - HEIGHT / 2 - dy) / scale + HEIGHT / 2));
  });
}

describe('camera motion', () => {
  it.each([[0, 0, 1], [3.4, -1.2, 1], [-9, 2, 1], [0.3, 0.2, 1], [2, 0, 1.02], [0, 1, 0.98]])('of %d, %d pixels and zoom %d is found to a quarter of a pixel', (dx, dy, scale) => {
    const camera = cameraEstimator(WIDTH, HEIGHT);
    camera.next(view(0, 0), false);
    const motion = camera.next(view(dx, dy, scale), false);
    expect(Math.abs(motion.dx * WIDTH - dx)).toBeLessThan(0.25);
    expect(Math.abs(motion.dy * HEIGHT - dy)).toBeLessThan(0.25);
    expect(Math.abs(motion.scale - scale)).toBeLessThan(0.004);
    expect(motion.confidence).toBeGreaterThan(0.9);
  });

  it('is the background\'s, not that of somebody who skates through the picture', () => {
    const camera = cameraEstimator(WIDTH, HEIGHT);
    camera.next(view(0, 0, 1, 60), false);
    const motion = camera.next(view(-3, 0, 1, 68), false);
    expect(motion.dx * WIDTH).toBeCloseTo(-3, 0);
  });

  it('is unknown at the first frame and across a cut', () => {
    const camera = cameraEstimator(WIDTH, HEIGHT);
    expect(camera.next(view(0, 0), false).confidence).toBe(0);
    expect(camera.next(view(5, 0), true)).toEqual({ dx: 0, dy: 0, scale: 1, confidence: 0 });
  });

  it('is not believed on a picture without texture', () => {
    const camera = cameraEstimator(WIDTH, HEIGHT);
    camera.next(new Uint8Array(WIDTH * HEIGHT).fill(200), false);
    expect(camera.next(new Uint8Array(WIDTH * HEIGHT).fill(201), false).confidence).toBe(0);
  });
});

/**
 * Colours of a torso. Pixels of the playing surface are left out only where they are joined to the outside of the person,
 * so that a white jersey on white ice keeps its white.
 */
import type { Box } from '../../../src-shared/domain/geometry.ts';
import { PALETTE_COLOURS, PALETTE_FLOATS } from '../../../src-shared/domain/observation.ts';
import type { Picture } from '../../inference/frame-ring.ts';
import { clusterColours } from './colour-clusters.ts';
import { labAt, labDistance, type Lab } from './lab.ts';

/** Part of the box that is looked at: torso with some surroundings on both sides. */
const REGION = { left: 0.08, right: 0.92, top: 0.16, bottom: 0.54 };
/** Middle part that is taken for the person whatever its colour: detectors centre their boxes on torsos. */
const CORE = { left: 0.32, right: 0.68, top: 0.2, bottom: 0.5 };
/** Largest number of sampled points a side. */
const GRID = 28;
/** Nearer to the surface's colour than this is surface, where joined to the outside. */
const SURFACE_DISTANCE = 12;

/** PALETTE_FLOATS values as the observation file stores them; all zero for a box without pixels. */
export function torsoPalette(picture: Picture, box: Box, surface: Lab | null): Float32Array {
  const palette = new Float32Array(PALETTE_FLOATS);
  const colours = torsoColours(picture, box, surface);
  clusterColours(colours, PALETTE_COLOURS).forEach(({ l, a, b, weight }, i) => palette.set([l, a, b, weight], i * 4));
  return palette;
}

function torsoColours(picture: Picture, box: Box, surface: Lab | null): Lab[] {
  const left = (box.x + REGION.left * box.w) * picture.width;
  const top = (box.y + REGION.top * box.h) * picture.height;
  const width = (REGION.right - REGION.left) * box.w * picture.width;
  const height = (REGION.bottom - REGION.top) * box.h * picture.height;
  const columns = Math.max(1, Math.min(GRID, Math.floor(width)));
  const rows = Math.max(1, Math.min(GRID, Math.floor(height)));
  const colours: Lab[] = [];
  for (let row = 0; row < rows; row += 1) {
    for (let column = 0; column < columns; column += 1) {
      colours.push(labAt(picture, left + ((column + 0.5) * width) / columns, top + ((row + 0.5) * height) / rows));
    }
  }
  const core = (column: number, row: number): boolean => {
    const x = REGION.left + ((column + 0.5) / columns) * (REGION.right - REGION.left);
    const y = REGION.top + ((row + 0.5) / rows) * (REGION.bottom - REGION.top);
    return x > CORE.left && x < CORE.right && y > CORE.top && y < CORE.bottom;
  };
  if (surface === null) return colours.filter((_, i) => core(i % columns, Math.floor(i / columns)));
  const outside = joinedToOutside(colours, columns, rows, (i) => labDistance(colours[i]!, surface) < SURFACE_DISTANCE && !core(i % columns, Math.floor(i / columns)));
  return colours.filter((_, i) => outside[i] === 0);
}

/** 1 for every cell that passes and can be reached from the left or right edge over cells that pass. */
function joinedToOutside(cells: readonly unknown[], columns: number, rows: number, passes: (index: number) => boolean): Uint8Array {
  const reached = new Uint8Array(cells.length);
  const open: number[] = [];
  const visit = (column: number, row: number): void => {
    const index = row * columns + column;
    if (column < 0 || row < 0 || column >= columns || row >= rows || reached[index] === 1 || !passes(index)) return;
    reached[index] = 1;
    open.push(index);
  };
  for (let row = 0; row < rows; row += 1) {
    visit(0, row);
    visit(columns - 1, row);
  }
  for (let index = open.pop(); index !== undefined; index = open.pop()) {
    const column = index % columns;
    const row = Math.floor(index / columns);
    visit(column - 1, row);
    visit(column + 1, row);
    visit(column, row - 1);
    visit(column, row + 1);
  }
  return reached;
}

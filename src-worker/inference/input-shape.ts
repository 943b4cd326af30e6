/** Sizes of the picture inside the detector's input, for any aspect ratio. Pure. */
import type { Fineness } from './inference-messages.ts';

/** Pixels. The picture is scaled into `content`, which lies in the middle of `canvas`. */
export interface InputShape {
  canvasWidth: number;
  canvasHeight: number;
  contentWidth: number;
  contentHeight: number;
  offsetX: number;
  offsetY: number;
}

export interface InputShapes {
  /** Long side 640: 640×384 for 16:9. Enough where players are tall in the picture. */
  coarse: InputShape;
  /** One and a half times as fine, 960×544 for 16:9: for small players resolution beats a larger model. */
  fine: InputShape;
}

const COARSE_LONG_SIDE = 640;
/** The coarsest cells of the network are this many pixels wide. */
const GRID = 32;

/** @param fineness with `never` both are the coarse one, and ffmpeg makes it at once. */
export function inputShapes(pictureWidth: number, pictureHeight: number, fineness: Fineness = 'always'): InputShapes {
  const scale = COARSE_LONG_SIDE / Math.max(pictureWidth, pictureHeight);
  // Even, so that the fine content is exactly 3:2 of the coarse one and shrinks by a fixed small kernel.
  const width = Math.max(2, Math.round((pictureWidth * scale) / 2) * 2);
  const height = Math.max(2, Math.round((pictureHeight * scale) / 2) * 2);
  if (fineness === 'never') return { coarse: shapeAround(width, height), fine: shapeAround(width, height) };
  return { coarse: shapeAround(width, height), fine: shapeAround((width * 3) / 2, (height * 3) / 2) };
}

function shapeAround(contentWidth: number, contentHeight: number): InputShape {
  const canvasWidth = Math.ceil(contentWidth / GRID) * GRID;
  const canvasHeight = Math.ceil(contentHeight / GRID) * GRID;
  return { canvasWidth, canvasHeight, contentWidth, contentHeight, offsetX: (canvasWidth - contentWidth) >> 1, offsetY: (canvasHeight - contentHeight) >> 1 };
}

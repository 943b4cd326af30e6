/** Where the camera looked within a shot, so that positions of different frames can be compared. Not across cuts. */
import type { JoinedChunks } from './join-chunks.ts';

export interface CameraPath {
  shot: Int32Array;
  shots: { firstFrame: number; lastFrame: number }[];
  scale: Float64Array;
  offsetX: Float64Array;
  offsetY: Float64Array;
}

/** Below this a measured motion is not trusted alone: cameras pan smoothly, so its neighbours speak for it. */
const KNOWN_MOTION = 0.3;
/** Analysed frames to either side that speak for an unknown motion. */
const NEIGHBOURS = 5;

/**
 * Accumulates frame-to-frame motion: content moves by (dx, dy) after scaling about the picture's centre.
 * A shot begins at the first frame, at a frame marked as a cut, and at the first frame at or after each exact cut time.
 */
export function followCamera(frames: JoinedChunks['frames'], cuts: readonly number[]): CameraPath {
  const count = frames.pts.length;
  const path: CameraPath = { shot: new Int32Array(count), shots: [], scale: new Float64Array(count), offsetX: new Float64Array(count), offsetY: new Float64Array(count) };
  let nextCut = 0;
  for (let i = 0; i < count; i++) {
    let begins = i === 0 || frames.cut[i] === 1;
    while (nextCut < cuts.length && cuts[nextCut]! <= frames.pts[i]! + 1e-6) { begins ||= i > 0; nextCut++; }
    if (begins) {
      path.shots.push({ firstFrame: i, lastFrame: i });
      path.scale[i] = 1;
    } else {
      const { dx, dy, zoom } = motionAt(frames, i);
      path.scale[i] = path.scale[i - 1]! * zoom;
      path.offsetX[i] = (path.offsetX[i - 1]! - 0.5) * zoom + 0.5 + dx;
      path.offsetY[i] = (path.offsetY[i - 1]! - 0.5) * zoom + 0.5 + dy;
    }
    path.shot[i] = path.shots.length - 1;
    path.shots.at(-1)!.lastFrame = i;
  }
  return path;
}

function motionAt(frames: JoinedChunks['frames'], i: number): { dx: number; dy: number; zoom: number } {
  if (frames.cameraConfidence[i]! >= KNOWN_MOTION) return { dx: frames.cameraDx[i]!, dy: frames.cameraDy[i]!, zoom: frames.cameraScale[i]! > 0 ? frames.cameraScale[i]! : 1 };
  let [dx, dy, weight] = [0, 0, 0.05];
  for (const step of [-1, 1]) {
    for (let j = i; Math.abs(j - i) <= NEIGHBOURS && j > 0 && j < frames.pts.length; j += step) {
      if (j !== i && frames.cut[step < 0 ? j + 1 : j] === 1) break;
      const own = frames.cameraConfidence[j]! < KNOWN_MOTION ? 0 : frames.cameraConfidence[j]!;
      dx += own * frames.cameraDx[j]!;
      dy += own * frames.cameraDy[j]!;
      weight += own;
    }
  }
  return { dx: dx / weight, dy: dy / weight, zoom: 1 };
}

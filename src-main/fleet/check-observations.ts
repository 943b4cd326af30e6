/** Whether sent observations are what they say: of that chunk of that video, with columns that fit together. Pure. */
import type { ObservationChunk } from '../../src-shared/domain/observation.ts';
import type { MediaInfo } from '../../src-shared/domain/video.ts';

/** A sentence that names what is wrong; null when nothing is. */
export function faultOf(sent: ObservationChunk, media: MediaInfo, chunkIndex: number): string | null {
  const { meta, frames, detections, tracklets, samples, readings, surfaces, cuts } = sent;
  const chunk = media.chunks[chunkIndex];
  if (chunk === undefined) return `there is no chunk ${chunkIndex}, the video has ${media.chunks.length}`;
  if (meta.chunkIndex !== chunkIndex) return `it says to be chunk ${String(meta.chunkIndex)}, not ${chunkIndex}`;
  if (meta.start !== chunk.start || meta.end !== chunk.end) return `it speaks for ${String(meta.start)}–${String(meta.end)} s, the chunk is ${chunk.start}–${chunk.end} s`;
  if (meta.width !== media.width || meta.height !== media.height) return `it is of a picture of ${String(meta.width)}×${String(meta.height)}, the video has ${media.width}×${media.height}`;
  if (!/^[0-9a-f]{64}$/.test(meta.inputKey)) return 'its input key is no sha256';
  const unequal = [frames, cuts, detections, tracklets, readings, surfaces].find((table) => new Set(lengthsOf(table)).size > 1);
  if (unequal !== undefined) return `columns of one table have different lengths (${Object.keys(unequal).join(', ')})`;
  const lies = (name: string, values: ArrayLike<number>, limit: number): string | null => {
    for (let i = 0; i < values.length; i += 1) if (!(values[i]! >= 0 && values[i]! < limit)) return `${name} ${i} is ${values[i]}, and must be from 0 to below ${limit}`;
    return null;
  };
  const frameCount = frames.pts.length;
  return lies('the frame of detection', detections.frame, frameCount)
    ?? lies('the first frame of tracklet', tracklets.firstFrame, frameCount)
    ?? lies('the last frame of tracklet', tracklets.lastFrame, frameCount)
    ?? lies('the detection of sample', samples.detection, detections.frame.length)
    ?? lies('the sample of reading', readings.sample, samples.detection.length)
    ?? lies('the frame of surface', surfaces.frame, frameCount)
    ?? timesOf(frames.pts, chunk.observeStart, chunk.observeEnd)
    ?? boxesOf(detections);
}

function lengthsOf(table: object): number[] {
  return Object.values(table as Record<string, ArrayLike<unknown>>).map((column) => column.length);
}

/** Half a second of room: the last frame of a video may stand a little beyond its stated end. */
function timesOf(pts: Float64Array, from: number, until: number): string | null {
  for (let i = 0; i < pts.length; i += 1) {
    if (!(pts[i]! >= from - 0.5 && pts[i]! < until + 0.5)) return `frame ${i} is at ${pts[i]} s, outside ${from}–${until} s`;
    if (i > 0 && pts[i]! <= pts[i - 1]!) return `frame ${i} is not later than the one before`;
  }
  return null;
}

function boxesOf({ x, y, w, h, confidence }: ObservationChunk['detections']): string | null {
  for (let i = 0; i < x.length; i += 1) {
    if (![x[i], y[i], w[i], h[i]].every((value) => Number.isFinite(value) && Math.abs(value!) <= 2)) return `box ${i} is not a part of the picture`;
    if (!(confidence[i]! >= 0 && confidence[i]! <= 1)) return `the confidence of box ${i} is ${confidence[i]}, and must be from 0 to 1`;
  }
  return null;
}

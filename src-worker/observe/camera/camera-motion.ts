/** How the picture's content moved between two analysed frames: shift and zoom, from pixels and never from boxes. */
import { align, correlation, difference, type Alignment, type Grey } from './align.ts';
import { tileCorrelator, type Spectrum } from './phase-correlation.ts';

/** Fractions of picture width and height; scale about the middle; confidence 0–1. */
export interface CameraMotion { dx: number; dy: number; scale: number; confidence: number }

export interface CameraEstimator {
  /** @param bytes grey levels. @param cut true when the picture before belongs to another shot. */
  next(bytes: Uint8Array, cut: boolean): CameraMotion;
}

const UNKNOWN: CameraMotion = { dx: 0, dy: 0, scale: 1, confidence: 0 };
const CANDIDATES = 4;

export function cameraEstimator(width: number, height: number): CameraEstimator {
  const tile = { width: powerOfTwo(width), height: powerOfTwo(height) };
  const correlator = tileCorrelator(tile.width, tile.height);
  let before: { grey: Grey; spectrum: Spectrum } | null = null;
  let lastMotion: Alignment = { dx: 0, dy: 0, scale: 1 };

  return {
    next(bytes, cut) {
      const grey: Grey = { bytes, width, height };
      const now = { grey, spectrum: correlator.spectrum(bytes, width, (width - tile.width) >> 1, (height - tile.height) >> 1) };
      const last = before;
      before = now;
      if (cut || last === null) {
        lastMotion = { dx: 0, dy: 0, scale: 1 };
        return UNKNOWN;
      }
      const shifts = correlator.shifts(last.spectrum, now.spectrum, CANDIDATES).map(({ dx, dy }) => ({ dx, dy, scale: 1 }));
      const starts = [{ dx: 0, dy: 0, scale: 1 }, lastMotion, ...shifts];
      // The two most likely are made exact; a repeated pattern may look best before and not after.
      const likely = starts.map((start) => ({ start, difference: difference(last.grey, grey, start) })).toSorted((a, b) => a.difference - b.difference).slice(0, 2);
      const exact = likely.map(({ start }) => align(last.grey, grey, start)).map((motion) => ({ motion, difference: difference(last.grey, grey, motion) }));
      const best = exact.reduce((a, b) => (b.difference < a.difference ? b : a));
      lastMotion = best.motion;
      const { dx, dy, scale } = best.motion;
      return { dx: dx / width, dy: dy / height, scale, confidence: Math.max(0, Math.min(1, correlation(last.grey, grey, best.motion))) };
    },
  };
}

function powerOfTwo(atMost: number): number {
  return 2 ** Math.floor(Math.log2(atMost));
}

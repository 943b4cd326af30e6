/**
 * Chooses which crops of a tracklet are looked at closely: the best of each short window of time.
 * Windows get shorter while a number is half readable and longer once it is known. They lie on absolute time, so that
 * neighbouring chunks choose alike.
 */
import type { NumberReading } from './number-candidates.ts';

export interface SampleCandidate { tracklet: number; pts: number; quality: number }

export interface SamplePicker<Crop extends SampleCandidate> {
  /** @param make called only when this crop is the best of its window so far. @returns the best of a window that has just closed. */
  offer(candidate: SampleCandidate, make: () => Crop): Crop | null;
  /** Tells what was read on an earlier crop. */
  learned(tracklet: number, reading: NumberReading): void;
  /** The best of all windows still open of tracklets not seen since `pts`, in order of tracklets; all with `Infinity`. */
  close(before: number): Crop[];
}

/** Seconds. At most 10 crops a second at 10 analysed frames. */
const USUAL_WINDOW = 1 / 3;
const EAGER_WINDOW = 0.1;
const CONTENT_WINDOW = 1;
/** Readings of the same number with at least this probability each make it known. */
const SURE = 0.8;
const READINGS_TO_KNOW = 4;
/** From this probability of any number on it pays to look again soon. */
const HALF_LEGIBLE = 0.4;

interface Followed<Crop> { window: number; length: number; best: Crop | null; lastSeen: number; sure: Map<string, number> }

export function pickSamples<Crop extends SampleCandidate>(): SamplePicker<Crop> {
  const followed = new Map<number, Followed<Crop>>();
  return {
    offer(candidate, make) {
      let state = followed.get(candidate.tracklet);
      if (state === undefined) {
        state = { window: 0, length: USUAL_WINDOW, best: null, lastSeen: candidate.pts, sure: new Map() };
        followed.set(candidate.tracklet, state);
      }
      state.lastSeen = candidate.pts;
      const window = Math.floor(candidate.pts / state.length + 1e-6);
      let closed: Crop | null = null;
      if (state.best !== null && window !== state.window) {
        closed = state.best;
        state.best = null;
      }
      state.window = window;
      if (state.best === null || candidate.quality > state.best.quality) state.best = make();
      return closed;
    },
    learned(tracklet, { candidates, legible }) {
      const state = followed.get(tracklet);
      if (state === undefined) return;
      const best = candidates[0];
      if (best !== undefined && best.probability >= SURE) state.sure.set(best.text, (state.sure.get(best.text) ?? 0) + 1);
      const known = state.sure.size === 1 && [...state.sure.values()][0]! >= READINGS_TO_KNOW;
      const length = known ? CONTENT_WINDOW : legible >= HALF_LEGIBLE ? EAGER_WINDOW : USUAL_WINDOW;
      if (length === state.length) return;
      // The open window keeps its best under the new numbering.
      state.length = length;
      state.window = Math.floor(state.lastSeen / length + 1e-6);
    },
    close(before) {
      const closed: Crop[] = [];
      for (const [tracklet, state] of followed) {
        if (state.lastSeen >= before) continue;
        if (state.best !== null) closed.push(state.best);
        followed.delete(tracklet);
      }
      return closed;
    },
  };
}

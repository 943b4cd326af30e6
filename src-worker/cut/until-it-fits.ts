/** Makes a file again with fewer bits while it is larger than it may be. Not the reckoning of bits: that is sizeBudget's. */
import { AppError } from '../../src-shared/app-error.ts';
import type { CutContext } from './cut-source.ts';

export interface Sized {
  bytes: number;
  /** Null: as large as it becomes. */
  maxBytes: number | null;
}

/** An encoder that misses its rate misses by about the same share each time, so the second round nearly always fits. */
const ROUNDS = 4;
/** Aims a little below the size asked for. */
const AIM = 0.95;

/**
 * @param make Called with the share (0–1] of the planned bits a second; 1 first.
 * @throws AppError `invalid-input` saying the size reached, when no round fits.
 */
export async function untilItFits<Made extends Sized>(what: string, make: (bitsShare: number) => Promise<Made>, { log }: Pick<CutContext, 'log'>): Promise<Made> {
  let share = 1;
  let before: Sized | null = null;
  for (let round = 1; ; round += 1) {
    const made: Made = await make(share).catch((error: unknown) => {
      // Fewer bits than the smallest picture needs: what was reached says more than that.
      if (before !== null && error instanceof AppError && error.code === 'invalid-input') throw tooLarge(what, before, error);
      throw error;
    });
    if (made.maxBytes === null || made.bytes <= made.maxBytes) return made;
    if (round === ROUNDS) throw tooLarge(what, made);
    before = made;
    share *= (AIM * made.maxBytes) / made.bytes;
    log.warn('file is larger than it may be; once more with fewer bits', { what, bytes: made.bytes, maxBytes: made.maxBytes, bitsShare: share });
  }
}

function tooLarge(what: string, { bytes, maxBytes }: Sized, cause?: unknown): AppError {
  return new AppError('invalid-input', `maxMegabytes must be larger or the passages shorter: ${what} may take ${megabytes(maxBytes!)} MB and takes ${megabytes(bytes)} MB with the fewest bits tried`, { details: { bytes, maxBytes }, cause });
}

function megabytes(bytes: number): string {
  return (bytes / 1e6).toFixed(2);
}

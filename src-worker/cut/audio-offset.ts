/** By how much sound is late, measured by laying two recordings over each other. Pure. */

/**
 * Seconds by which `clip` is later than `source` (negative: earlier), by normalised cross-correlation within ± maxSeconds.
 * Null where it cannot be said: silence, or sound that resembles nothing in the other.
 */
export function audioOffset(source: Float32Array, clip: Float32Array, sampleRate: number, maxSeconds: number): number | null {
  const reach = Math.round(maxSeconds * sampleRate);
  const from = reach;
  const to = Math.min(source.length, clip.length) - reach;
  if (to - from < sampleRate / 4) return null;
  const energy = (samples: Float32Array, shift: number): number => {
    let sum = 0;
    for (let i = from; i < to; i += 1) sum += samples[i + shift]! ** 2;
    return sum;
  };
  const sourceEnergy = energy(source, 0);
  if (sourceEnergy / (to - from) < SILENCE_POWER) return null;
  const scores = Array.from({ length: 2 * reach + 1 }, (_, k) => {
    const shift = k - reach;
    let sum = 0;
    for (let i = from; i < to; i += 1) sum += source[i]! * clip[i + shift]!;
    const power = Math.sqrt(sourceEnergy * energy(clip, shift));
    return { shift, score: power === 0 ? 0 : sum / power };
  });
  const best = Math.max(...scores.map((s) => s.score));
  if (best < 0.5) return null;
  // A tone repeats itself: of equally good shifts the smallest is meant.
  const like = scores.filter((s) => s.score >= best * 0.99).map((s) => s.shift);
  return like.reduce((least, shift) => (Math.abs(shift) < Math.abs(least) ? shift : least)) / sampleRate;
}

/** Mean square of samples in −1…1; −60 dB. */
const SILENCE_POWER = 1e-6;

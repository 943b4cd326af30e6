/** The loudest sample of each stretch of a stream of 16-bit samples. Pure; pieces of the stream may end anywhere. */
export interface PeakMeter {
  add(bytes: Uint8Array): void;
  /** 0–1, one a stretch; the last one may be of a shorter stretch. */
  peaks(): number[];
}

export function peakMeter(samplesPerPeak: number): PeakMeter {
  const done: number[] = [];
  let highest = 0;
  let count = 0;
  /** First byte of a sample that was cut in two. */
  let half: number | null = null;
  const take = (low: number, high: number): void => {
    const sample = ((high << 24) >> 16) | low;
    highest = Math.max(highest, Math.abs(sample));
    count += 1;
    if (count < samplesPerPeak) return;
    done.push(highest / 32_768);
    highest = 0;
    count = 0;
  };
  return {
    add(bytes) {
      let at = 0;
      if (half !== null && bytes.length > 0) {
        take(half, bytes[0]!);
        half = null;
        at = 1;
      }
      for (; at + 1 < bytes.length; at += 2) take(bytes[at]!, bytes[at + 1]!);
      if (at < bytes.length) half = bytes[at]!;
    },
    peaks: () => (count === 0 ? [...done] : [...done, highest / 32_768]),
  };
}

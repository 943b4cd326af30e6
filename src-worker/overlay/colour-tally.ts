/** How well each track's torso has the colour asked for, over all its samples. Pure; shown only, the identity decides by its own evidence. */
import { colourScore, labOfHex, type Lab } from '../../src-shared/colour-score.ts';
import { PALETTE_FLOATS, type ObservationChunk } from '../../src-shared/domain/observation.ts';

export class ColourTally {
  private readonly wanted: Lab;
  private readonly sums = new Map<number, { sum: number; count: number }>();

  /** @param hex `#rrggbb` */
  constructor(hex: string) {
    this.wanted = labOfHex(hex);
  }

  /** `trackOf`: by tracklet of this chunk. */
  add({ samples, detections }: Pick<ObservationChunk, 'samples' | 'detections'>, trackOf: ReadonlyMap<number, number>): void {
    for (let sample = 0; sample < samples.detection.length; sample += 1) {
      const track = trackOf.get(detections.tracklet[samples.detection[sample]!]!);
      const palette = samples.palette.subarray(sample * PALETTE_FLOATS, (sample + 1) * PALETTE_FLOATS);
      if (track === undefined || palette[3] === 0) continue; // no torso was seen
      const { sum, count } = this.sums.get(track) ?? { sum: 0, count: 0 };
      this.sums.set(track, { sum: sum + colourScore(palette, this.wanted), count: count + 1 });
    }
  }

  /** 0–1 by track; tracks without a sample are absent. */
  means(): Map<number, number> {
    return new Map([...this.sums].map(([track, { sum, count }]) => [track, sum / count]));
  }
}

/** The few crops that tell most about a segment: good ones, not all of one moment. */
import type { Crop } from '../../src-shared/domain/segment.ts';

const MOST = 6;
/** Crops nearer than this show the same pose. */
const APART_SECONDS = 0.7;

/** @param crops of several pieces, best first within each. Returns up to 6 in order of time; close ones only to fill up to 3. */
export function pickCrops(crops: readonly Crop[]): Crop[] {
  const picked: Crop[] = [];
  const withNumberFirst = crops.toSorted((a, b) => Number(b.text !== null) - Number(a.text !== null));
  for (const crop of withNumberFirst) {
    if (picked.length < MOST && picked.every((other) => Math.abs(other.timeSeconds - crop.timeSeconds) >= APART_SECONDS)) picked.push(crop);
  }
  for (const crop of withNumberFirst) if (picked.length < 3 && !picked.includes(crop)) picked.push(crop);
  return picked.sort((a, b) => a.timeSeconds - b.timeSeconds);
}

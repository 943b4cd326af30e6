/** What a run will take, told before it begins. Pure; guesses on the high side, no promises. */
import type { Settings } from './domain/settings.ts';
import type { MeasuredSpeed, SpeedName } from './domain/speed.ts';
import type { MediaInfo } from './domain/video.ts';

/** Measured when every frame is looked at: 15.5 kB a second for the demo (24 s, 373 kB), 12 kB for 80 s of people in a street; twice that, for fuller pictures. */
const observedBytesPerSecond = 31_000;
/** A player is on screen a third of a game at most; clips are made at the source's quality. */
const clipShare = 0.35;
/** Work grows with the pixels that must be decoded, by half: the detector's input stays the same. */
const decodingShare = 0.5;

export function bytesNeeded(media: Pick<MediaInfo, 'bytes' | 'durationSeconds'>, settings: Pick<Settings, 'combined' | 'debugOverlay' | 'verifyOnly'>): number {
  if (settings.verifyOnly) return 0;
  const films = media.bytes * (clipShare * (settings.combined ? 2 : 1) + (settings.debugOverlay ? 1 : 0));
  return Math.round(media.durationSeconds * observedBytesPerSecond + films);
}

/** Seconds of observing by what this machine took the last time; null where it was never measured. */
export function secondsNeeded(media: Pick<MediaInfo, 'durationSeconds' | 'width' | 'height'>, speed: SpeedName, measured: readonly MeasuredSpeed[]): number | null {
  const known = measured.find((each) => each.speed === speed);
  if (known === undefined) return null;
  const pixels = (media.width * media.height) / (known.width * known.height);
  return media.durationSeconds * known.secondsPerSecond * (1 - decodingShare + decodingShare * pixels);
}

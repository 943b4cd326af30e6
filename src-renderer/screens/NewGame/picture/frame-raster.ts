/** The probed video's frames as the player counts them; the frames' own times are not known before the analysis. */
import { endSeconds, framesPerSecond, type MediaInfo } from '../../../../src-shared/domain/video.ts';
import type { FrameRaster } from '../../../player/frame-times.ts';

export function rasterOf(media: MediaInfo): FrameRaster {
  return { startSeconds: media.startSeconds, endSeconds: endSeconds(media), framesPerSecond: framesPerSecond(media), knownTimes: null };
}

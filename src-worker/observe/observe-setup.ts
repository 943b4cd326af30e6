/** What shapes observations, and the key that says whether two of them are the same. Pure. */
import { createHash } from 'node:crypto';
import { OBSERVATION_SCHEMA_VERSION } from '../../src-shared/domain/observation.ts';
import { frameStride, resolveTuning, type Settings } from '../../src-shared/domain/settings.ts';
import { framesPerSecond, type Chunk, type MediaInfo } from '../../src-shared/domain/video.ts';
import type { Fineness } from '../inference/inference-messages.ts';

/** The settings that observing depends on; all others act later. */
export type ObserveSetup = Pick<Settings, 'preset' | 'overrides' | 'playingSurface' | 'benches' | 'penaltyBoxes'>;

/** Raised whenever the same input gives other observations. */
const OBSERVER_VERSION = 1;
/** Tracking gains nothing above it (91.9 at 30 a second, 91.6 at 10) and loses below. */
const ENOUGH_FRAMES_PER_SECOND = 10;

/**
 * Source frames from one analysed frame to the next. A stride set by hand is taken as it is; a preset's is widened to
 * about 10 analysed frames a second, which is all that tracking needs.
 */
export function effectiveStride(setup: Pick<Settings, 'preset' | 'overrides'>, media: Pick<MediaInfo, 'frameRate'>): number {
  const rate = framesPerSecond(media);
  const asked = frameStride(resolveTuning(setup).detectStride, rate);
  if (setup.overrides.detectStride !== undefined) return asked;
  return Math.max(asked, Math.round(rate / ENOUGH_FRAMES_PER_SECOND));
}

/** Wide pictures always get the fine input; in broadcast it is used while players are small. */
export function finenessOf(setup: Pick<Settings, 'preset'>): Fineness {
  return setup.preset === 'broadcast' ? 'small-players' : 'always';
}

/** Equal keys mean equal observations. The video is known by its facts, not by its path, so that it may be moved. */
export function inputKeyOf(parts: { media: MediaInfo; chunk: Chunk; setup: ObserveSetup; models: readonly { id: string; sha256: string }[] }): string {
  const { chunks: _chunks, ...video } = parts.media;
  const shaping = {
    schema: OBSERVATION_SCHEMA_VERSION,
    observer: OBSERVER_VERSION,
    video,
    chunk: parts.chunk,
    stride: effectiveStride(parts.setup, parts.media),
    fineness: finenessOf(parts.setup),
    polygons: [parts.setup.playingSurface, parts.setup.benches, parts.setup.penaltyBoxes],
    models: parts.models,
  };
  return createHash('sha256').update(JSON.stringify(shaping)).digest('hex');
}

/** What shapes observations, and the key that says whether two of them are the same. Pure. */
import { createHash } from 'node:crypto';
import { OBSERVATION_SCHEMA_VERSION } from '../../src-shared/domain/observation.ts';
import { frameStride, resolveTuning, type Settings } from '../../src-shared/domain/settings.ts';
import { framesPerSecond, type Chunk, type MediaInfo } from '../../src-shared/domain/video.ts';
import { speedProfiles } from '../../src-shared/domain/speed.ts';
import type { Fineness } from '../inference/inference-messages.ts';

/** The settings that observing depends on; all others act later. */
export type ObserveSetup = Pick<Settings, 'preset' | 'speed' | 'overrides' | 'playingSurface' | 'benches' | 'penaltyBoxes'>;

/** Raised whenever the same input gives other observations. */
const OBSERVER_VERSION = 2;

/**
 * Source frames from one analysed frame to the next. A stride set by hand is taken as it is; a preset's is widened to
 * the speed's analysed frames a second: tracking gains nothing above 10 (91.9 at 30 a second, 91.6 at 10) and loses below.
 */
export function effectiveStride(setup: Pick<Settings, 'preset' | 'speed' | 'overrides'>, media: Pick<MediaInfo, 'frameRate'>): number {
  const rate = framesPerSecond(media);
  const asked = frameStride(resolveTuning(setup).detectStride, rate);
  if (setup.overrides.detectStride !== undefined) return asked;
  return Math.max(asked, Math.round(rate / speedProfiles[setup.speed].framesPerSecond));
}

/** Where the speed leaves it to the preset: wide pictures always get the fine input; in broadcast it is used while players are small. */
export function finenessOf(setup: Pick<Settings, 'preset' | 'speed'>): Fineness {
  const { fineInput } = speedProfiles[setup.speed];
  if (fineInput !== 'preset') return fineInput;
  return setup.preset === 'broadcast' ? 'small-players' : 'always';
}

export function detectorOf(setup: Pick<Settings, 'speed'>): string {
  return speedProfiles[setup.speed].detector;
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

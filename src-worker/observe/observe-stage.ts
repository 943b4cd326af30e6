/**
 * Observes one chunk of a video: everything that can be seen of people, whomever one looks for, into one file.
 * Not a judge of identity; it knows of no target.
 */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { writeAtomically } from '../../src-node/write-atomically.ts';
import { AppError } from '../../src-shared/app-error.ts';
import type { ObservationChunk } from '../../src-shared/domain/observation.ts';
import { endSeconds, type Chunk, type MediaInfo } from '../../src-shared/domain/video.ts';
import { decodeObservations, encodeObservations } from '../../src-shared/observation-file.ts';
import { sharedInference } from '../inference/inference-client.ts';
import type { StageContext } from '../pipeline/stage.ts';
import { keepSpeed } from './keep-speed.ts';
import { detectorOf, inputKeyOf, type ObserveSetup } from './observe-setup.ts';
import { watchChunk } from './watch-chunk.ts';

export interface ObserveRequest {
  videoPath: string;
  media: MediaInfo;
  chunk: Chunk;
  setup: ObserveSetup;
  /** Final name; a file that exists under it is complete. */
  outFile: string;
}

/**
 * @returns whether an equal file was there already.
 * @throws AppError `cancelled` (nothing is left behind), `video-unreadable` when no frame can be decoded,
 * `model-missing`, `model-damaged`, `tool-missing`, `disk-full`.
 */
export async function observeChunk(request: ObserveRequest, ctx: StageContext): Promise<{ reused: boolean }> {
  const { media, chunk, setup, outFile } = request;
  throwIfCancelled(ctx.signal);
  const inference = await sharedInference(ctx.resourcesDir, { detector: detectorOf(setup), device: ctx.device, log: ctx.log });
  const models = [inference.detector, ...(inference.reader === null ? [] : [inference.reader])];
  const inputKey = inputKeyOf({ media, chunk, setup, models });
  if ((await inputKeyOfFile(outFile)) === inputKey) {
    ctx.report(1, 'Already observed');
    return { reused: true };
  }
  const began = performance.now();
  const observed = await watchChunk(request, inputKey, inference, ctx).catch((error: unknown) => {
    throwIfCancelled(ctx.signal);
    throw error;
  });
  throwIfCancelled(ctx.signal);
  await writeAtomically(outFile, encodeObservations(observed));
  const milliseconds = performance.now() - began;
  keepSpeed({ speed: setup.speed, width: media.width, height: media.height }, Math.min(chunk.observeEnd, endSeconds(media)) - chunk.observeStart, milliseconds / 1000);
  ctx.log.info('chunk observed', summaryOf(observed, milliseconds));
  return { reused: false };
}

function summaryOf({ meta, frames, detections, tracklets, samples, readings, cuts }: ObservationChunk, milliseconds: number): Record<string, unknown> {
  return {
    chunk: meta.chunkIndex, frames: frames.pts.length, people: detections.frame.length, tracklets: tracklets.firstFrame.length,
    samples: samples.detection.length, readings: readings.text.length, cuts: cuts.pts.length, milliseconds: Math.round(milliseconds),
  };
}

async function inputKeyOfFile(file: string): Promise<string | null> {
  try {
    return decodeObservations(await readFile(file), path.basename(file)).meta.inputKey;
  } catch {
    return null; // absent, damaged or of another version: made anew
  }
}

function throwIfCancelled(signal: AbortSignal): void {
  if (signal.aborted) throw new AppError('cancelled', 'Observing was cancelled.');
}

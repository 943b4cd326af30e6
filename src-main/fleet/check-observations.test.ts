import { describe, expect, it } from 'vitest';
import type { ObservationChunk } from '../../src-shared/domain/observation.ts';
import type { MediaInfo } from '../../src-shared/domain/video.ts';
import { faultOf } from './check-observations.ts';

const media = { width: 1280, height: 720, chunks: [{ index: 0, start: 0, end: 60, observeStart: 0, observeEnd: 61 }] } as MediaInfo;
const f32 = (...values: number[]) => new Float32Array(values);
const i32 = (...values: number[]) => new Int32Array(values);

function observed(change: (chunk: ObservationChunk) => void = () => undefined): ObservationChunk {
  const chunk = {
    meta: { schemaVersion: 1, chunkIndex: 0, start: 0, end: 60, width: 1280, height: 720, inputKey: 'a'.repeat(64) },
    frames: { pts: new Float64Array([0, 0.1]), frameIndex: i32(0, 3) },
    cuts: { pts: new Float64Array(0), score: f32() },
    detections: { frame: i32(0, 1), tracklet: i32(0, 0), x: f32(0.1, 0.1), y: f32(0.1, 0.1), w: f32(0.1, 0.1), h: f32(0.2, 0.2), confidence: f32(0.5, 0.6) },
    tracklets: { firstFrame: i32(0), lastFrame: i32(1) },
    samples: { detection: i32(1) }, readings: { sample: i32(0), text: ['7'], probability: f32(0.9) }, surfaces: { frame: i32(0), l: f32(1) },
  } as unknown as ObservationChunk;
  change(chunk);
  return chunk;
}

describe('sent observations', () => {
  it('of the chunk are taken', () => { expect(faultOf(observed(), media, 0)).toBeNull(); });

  it.each<[string, (chunk: ObservationChunk) => void, RegExp]>([
    ['of another chunk', ({ meta }) => { meta.chunkIndex = 1; }, /chunk 1, not 0/],
    ['of another stretch', ({ meta }) => { meta.end = 50; }, /0–50 s, the chunk is 0–60 s/],
    ['of another picture', ({ meta }) => { meta.width = 640; }, /640×720/],
    ['without a key', ({ meta }) => { meta.inputKey = 'x'; }, /input key/],
    ['with columns of different lengths', ({ detections }) => { detections.confidence = f32(1); }, /different lengths/],
    ['with a box of a frame that is not there', ({ detections }) => { detections.frame[1] = 2; }, /detection 1 is 2/],
    ['with a reading of a sample that is not there', ({ readings }) => { readings.sample[0] = -1; }, /reading 0 is -1/],
    ['with times outside the chunk', ({ frames }) => { frames.pts[1] = 90; }, /frame 1 is at 90 s/],
    ['with times that go back', ({ frames }) => { frames.pts[1] = 0; }, /not later/],
    ['with a box that is no number', ({ detections }) => { detections.x[0] = NaN; }, /box 0/],
    ['with a confidence above one', ({ detections }) => { detections.confidence[0] = 1.5; }, /confidence of box 0/],
  ])('%s are refused', (_, change, sentence) => {
    expect(faultOf(observed(change), media, 0)).toMatch(sentence);
  });

  it('of a chunk that the video does not have are refused', () => { expect(faultOf(observed(), media, 3)).toMatch(/no chunk 3/); });
});

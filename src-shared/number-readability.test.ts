import { describe, expect, it } from 'vitest';
import { PALETTE_FLOATS, type ObservationChunk } from './domain/observation.ts';
import { numberReadability } from './number-readability.ts';

/** One person a second, `bodyPixels` high in a picture of 720; each is a crop, `texts` says what was read there. */
function observed(texts: readonly (string | null)[], { bodyPixels = 160, reader = 'reader' as string | null, overlap = (_: number) => 0 } = {}): ObservationChunk {
  const count = texts.length;
  const rows = Int32Array.from(texts, (_, i) => i);
  const read = texts.flatMap((text, sample) => (text === null ? [] : [{ text, sample }]));
  const zeros = new Float32Array(count);
  return {
    meta: { schemaVersion: 1, chunkIndex: 0, start: 0, end: count, width: 1280, height: 720, analysedFps: 1, detector: 'd', numberReader: reader, appearanceDimensions: 0, provider: 'cpu', inputKey: 'k', warnings: [] },
    frames: { pts: Float64Array.from(rows), frameIndex: rows, cameraDx: zeros, cameraDy: zeros, cameraScale: zeros, cameraConfidence: zeros, cut: new Uint8Array(count), luma: zeros },
    cuts: { pts: Float64Array.of(), score: Float32Array.of() },
    detections: { frame: rows, tracklet: rows, x: zeros, y: zeros, w: zeros, h: zeros.map(() => bodyPixels / 720), confidence: zeros.map(() => 0.9), onField: new Uint8Array(count).fill(1), overlap: zeros.map((_, i) => overlap(i)) },
    tracklets: { firstFrame: rows, lastFrame: rows, startReason: new Uint8Array(count), endReason: new Uint8Array(count) },
    samples: { detection: rows, quality: zeros, palette: new Float32Array(count * PALETTE_FLOATS), appearance: new Float32Array(0), numberTried: new Uint8Array(count).fill(reader === null ? 0 : 1), numberPixels: zeros },
    readings: { sample: Int32Array.from(read, ({ sample }) => sample), text: read.map(({ text }) => text), probability: Float32Array.from(read, () => 0.8) },
    surfaces: { frame: Int32Array.of(), l: Float32Array.of(), a: Float32Array.of(), b: Float32Array.of(), share: Float32Array.of() },
  };
}
const times = (count: number, text: string | null): (string | null)[] => Array.from({ length: count }, () => text);

describe('whether numbers can be read', () => {
  it.each<[string, ObservationChunk, string, Partial<ReturnType<typeof numberReadability>>]>([
    ['31 of 40 crops show a number, 20 of them his', observed([...times(20, '17'), ...times(11, '9'), ...times(9, null)]), '17', { verdict: 'readable', looked: 40, readable: 31, own: 20 }],
    ['a click alone asks for no number', observed(times(4, '17')), '', { verdict: 'readable', own: null }],
    ['two of forty: a number alone names hardly anybody', observed([...times(2, '17'), ...times(38, null)]), '17', { verdict: 'seldom', readable: 2 }],
    ['none of forty large ones', observed(times(40, null)), '17', { verdict: 'unreadable', readable: 0, own: 0 }],
    ['players of 45 pixels', observed(times(40, null), { bodyPixels: 45 }), '17', { verdict: 'too-small', bodyPixels: 45 }],
    ['small players whose numbers were read all the same', observed(times(40, '17'), { bodyPixels: 60 }), '17', { verdict: 'readable' }],
    ['no reader', observed(times(3, null), { reader: null }), '17', { verdict: 'no-reader', looked: 0 }],
    ['nobody in the picture', observed([]), '17', { verdict: 'nobody', clickAt: [] }],
  ])('%s', (_, chunk, number, expected) => {
    expect(numberReadability([chunk], number)).toMatchObject(expected);
  });

  it('names two moments, well apart, at which nobody is covered', () => {
    const chunk = observed(times(30, null), { overlap: (second) => (second === 5 || second === 7 || second === 20 ? 0 : 0.6) });
    expect(numberReadability([chunk], '17').clickAt).toEqual([5, 20]);
  });
});

import { describe, expect, it } from 'vitest';
import { peaksFromText, peaksToText } from '../../src-shared/waveform.ts';
import { peakMeter } from './peak-meter.ts';

const bytesOf = (...samples: number[]): Uint8Array => new Uint8Array(Int16Array.from(samples).buffer);

describe('peaks', () => {
  const samples = bytesOf(100, -16_384, 0, 32_767, 5, 8192, 1, 2);
  it('are the loudest sample of each stretch, below zero or above', () => {
    const meter = peakMeter(3);
    meter.add(samples);
    expect(meter.peaks().map((peak) => Math.round(peak * 100) / 100)).toEqual([0.5, 1, 0]);
  });
  it.each([1, 2, 3, 5, 7])('are the same however the stream is cut: pieces of %i bytes', (size) => {
    const [whole, cut] = [peakMeter(3), peakMeter(3)];
    whole.add(samples);
    for (let at = 0; at < samples.length; at += size) cut.add(samples.subarray(at, at + size));
    expect(cut.peaks()).toEqual(whole.peaks());
  });
  it('survive the way through the file within a step of its scale', () => {
    const peaks = [0, 0.25, 0.5, 1];
    expect([...peaksFromText(peaksToText(peaks))].map((peak, i) => Math.abs(peak - peaks[i]!) < 0.01)).toEqual([true, true, true, true]);
  });
});

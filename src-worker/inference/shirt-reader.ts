/**
 * Our own small net for jersey numbers (training/): one look at the whole torso region, one probability for each number and for "nothing readable".
 * Trained on rendered jerseys only; it knows wrapped, slanted and partly hidden digits that a text recogniser does not.
 */
import * as ort from 'onnxruntime-node';
import { jerseyTexts } from './ctc-digits.ts';
import { SHIRT_BYTES, SHIRT_SIZE } from './inference-messages.ts';
import type { NumberReader } from './number-reader.ts';
import { sessionOptions } from './session-options.ts';

/** The net's classes: 0…99 without leading zeros, "00", nothing readable. */
const NETWORK_TEXTS = [...Array.from({ length: 100 }, (_, i) => String(i)), '00', ''];
/** Where each of the net's classes stands in jerseyTexts; nobody wears "01"…"09", which stay 0. */
const places = NETWORK_TEXTS.map((text) => jerseyTexts.indexOf(text));

/** Reads crops of SHIRT_BYTES: SHIRT_SIZE² rows of RGB. */
export async function createShirtReader(file: string): Promise<NumberReader> {
  const session = await ort.InferenceSession.create(file, sessionOptions());
  const area = SHIRT_SIZE * SHIRT_SIZE;
  return {
    async read(pixels, count) {
      const planes = new Uint8Array(count * SHIRT_BYTES);
      for (let crop = 0; crop < count; crop += 1) {
        for (let i = 0; i < area; i += 1) {
          for (let channel = 0; channel < 3; channel += 1) planes[crop * SHIRT_BYTES + channel * area + i] = pixels[crop * SHIRT_BYTES + 3 * i + channel]!;
        }
      }
      const answer = await session.run({ crops: new ort.Tensor('uint8', planes, [count, 3, SHIRT_SIZE, SHIRT_SIZE]) });
      const given = answer['probabilities']!.data as Float32Array;
      const probabilities = new Float32Array(count * jerseyTexts.length);
      for (let crop = 0; crop < count; crop += 1) {
        places.forEach((place, index) => { probabilities[crop * jerseyTexts.length + place] = given[crop * places.length + index]!; });
      }
      return probabilities;
    },
  };
}

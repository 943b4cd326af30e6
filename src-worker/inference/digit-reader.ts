/** PP-OCRv4 text recogniser, listened to only where it says digits or nothing. Input: crops of READER_WIDTH × READER_HEIGHT. */
import * as ort from 'onnxruntime-node';
import { jerseyProbabilities, jerseyTexts } from './ctc-digits.ts';
import { READER_BYTES, READER_HEIGHT, READER_WIDTH } from './inference-messages.ts';
import type { NumberReader } from './number-reader.ts';
import { sessionOptions } from './session-options.ts';

/** @param classes indices of blank, 0…9 among the model's outputs. */
export async function createDigitReader(file: string, classes: readonly number[]): Promise<NumberReader> {
  const session = await ort.InferenceSession.create(file, sessionOptions());
  const inputName = session.inputNames[0]!;
  const outputName = session.outputNames[0]!;
  const area = READER_WIDTH * READER_HEIGHT;
  return {
    async read(pixels, count) {
      const probabilities = new Float32Array(count * jerseyTexts.length);
      // One crop a run: batches are no faster on a CPU.
      for (let crop = 0; crop < count; crop += 1) {
        const input = new Float32Array(READER_BYTES);
        const first = crop * READER_BYTES;
        for (let i = 0; i < area; i += 1) {
          input[i] = pixels[first + 3 * i + 2]! / 127.5 - 1; // blue first
          input[area + i] = pixels[first + 3 * i + 1]! / 127.5 - 1;
          input[2 * area + i] = pixels[first + 3 * i]! / 127.5 - 1;
        }
        const output = (await session.run({ [inputName]: new ort.Tensor('float32', input, [1, 3, READER_HEIGHT, READER_WIDTH]) }))[outputName]!;
        const [, steps = 0, width = 0] = output.dims;
        const data = output.data as Float32Array;
        const rows = Array.from({ length: steps }, (_, t) => classes.map((index) => data[t * width + index]!));
        const masses = rows.map((row) => row.reduce((sum, value) => sum + value, 0));
        probabilities.set(jerseyProbabilities(rows.map((row, t) => row.map((value) => value / Math.max(masses[t]!, 1e-9)))), crop * jerseyTexts.length);
      }
      return probabilities;
    },
  };
}

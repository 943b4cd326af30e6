/** Second choice of number readers: tesseract.js where the text recogniser is absent. Reads 27 % of real jersey crops at best. */
import { createRequire } from 'node:module';
import path from 'node:path';
import { jerseyTexts } from './ctc-digits.ts';
import { READER_BYTES, READER_HEIGHT, READER_WIDTH } from './inference-messages.ts';
import type { NumberReader } from './number-reader.ts';

export interface TesseractReader extends NumberReader {
  close(): Promise<void>;
}

const ENLARGED = 3;
const MARGIN = 20;

export const TESSERACT_ID = 'tesseract-eng';

/** @throws Error when tesseract.js or its English data is not installed. */
export async function createTesseractReader(): Promise<TesseractReader> {
  const { createWorker, PSM } = await import('tesseract.js');
  const data = path.dirname(createRequire(import.meta.url).resolve('@tesseract.js-data/eng/package.json'));
  const worker = await createWorker('eng', 1, { langPath: path.join(data, '4.0.0_best_int'), cacheMethod: 'none', gzip: true });
  await worker.setParameters({ tessedit_char_whitelist: '0123456789', tessedit_pageseg_mode: PSM.SINGLE_WORD });
  return {
    async read(pixels, count) {
      const probabilities = new Float32Array(count * jerseyTexts.length);
      for (let crop = 0; crop < count; crop += 1) {
        const { data: found } = await worker.recognize(portableGreymap(pixels.subarray(crop * READER_BYTES, (crop + 1) * READER_BYTES)));
        probabilities.set(spread(found.text.trim(), found.confidence / 100), crop * jerseyTexts.length);
      }
      return probabilities;
    },
    async close() {
      await worker.terminate();
    },
  };
}

/** Its answers are right about half of the time (18–22 % exact, 64 % empty on real crops); its own confidence says little more. */
function spread(text: string, confidence: number): Float32Array {
  const probabilities = new Float32Array(jerseyTexts.length);
  const index = jerseyTexts.indexOf(text);
  const probability = index > 0 ? 0.5 + 0.4 * Math.max(0, Math.min(1, confidence)) : 0;
  if (index > 0) probabilities[index] = probability;
  probabilities[0] = 1 - probability;
  return probabilities;
}

/** Dark on light, full contrast, three times as large, with a margin: what this engine was made for. */
function portableGreymap(rgb: Uint8Array): Buffer {
  const grey = Uint8Array.from({ length: READER_WIDTH * READER_HEIGHT }, (_, i) => (rgb[3 * i]! * 2 + rgb[3 * i + 1]! * 5 + rgb[3 * i + 2]!) >> 3);
  const sorted = grey.toSorted();
  const [dark, middle, light] = [0.02, 0.5, 0.98].map((share) => sorted[Math.floor(share * (sorted.length - 1))]!) as [number, number, number];
  // Cloth is most of a crop: what is far from the median is the number.
  const inverted = light - middle > middle - dark;
  const width = READER_WIDTH * ENLARGED + 2 * MARGIN;
  const height = READER_HEIGHT * ENLARGED + 2 * MARGIN;
  const pixels = Buffer.alloc(width * height, 255);
  for (let y = 0; y < READER_HEIGHT * ENLARGED; y += 1) {
    for (let x = 0; x < READER_WIDTH * ENLARGED; x += 1) {
      const value = (grey[Math.floor(y / ENLARGED) * READER_WIDTH + Math.floor(x / ENLARGED)]! - dark) / Math.max(1, light - dark);
      pixels[(y + MARGIN) * width + x + MARGIN] = Math.max(0, Math.min(255, Math.round(255 * (inverted ? 1 - value : value))));
    }
  }
  return Buffer.concat([Buffer.from(`P5\n${width} ${height}\n255\n`, 'latin1'), pixels]);
}

import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { describe, expect, it } from 'vitest';
import { testTools } from '../testing/test-tools.ts';
import { jerseyTexts } from './ctc-digits.ts';
import { createDigitReader } from './digit-reader.ts';
import { READER_HEIGHT, READER_WIDTH, SHIRT_SIZE } from './inference-messages.ts';
import { createShirtReader } from './shirt-reader.ts';
import { createTesseractReader } from './tesseract-reader.ts';

const models = path.join(process.env['SHIFTCLIPPER_RESOURCES'] ?? 'resources', 'models');

/** White digits on red; ffmpeg draws them. */
function crop(text: string): Uint8Array {
  const draw = text === '' ? '' : `,drawtext=text=${text}:fontcolor=white:fontsize=34:x=(w-tw)/2:y=(h-th)/2`;
  return execFileSync(testTools().ffmpeg, ['-v', 'error', '-f', 'lavfi', '-i', `color=0xb3131f:s=${READER_WIDTH}x${READER_HEIGHT}:d=0.04:r=25`, '-vf', `format=rgb24${draw}`, '-frames:v', '1', '-pix_fmt', 'rgb24', '-f', 'rawvideo', '-']);
}

/** The same on the shirt reader's crop, with a strip of ice at each side. */
function shirt(text: string): Uint8Array {
  const draw = text === '' ? '' : `,drawtext=text=${text}:fontcolor=white:fontsize=16:x=(w-tw)/2:y=(h-th)/2`;
  const ice = `,drawbox=x=0:w=5:h=ih:color=0xe0e8ee:t=fill,drawbox=x=iw-5:w=5:h=ih:color=0xe0e8ee:t=fill`;
  return execFileSync(testTools().ffmpeg, ['-v', 'error', '-f', 'lavfi', '-i', `color=0xb3131f:s=${SHIRT_SIZE}x${SHIRT_SIZE}:d=0.04:r=25`, '-vf', `format=rgb24${draw}${ice}`, '-frames:v', '1', '-pix_fmt', 'rgb24', '-f', 'rawvideo', '-']);
}

function bestOf(probabilities: Float32Array): string {
  return jerseyTexts[probabilities.indexOf(Math.max(...probabilities))]!;
}

describe('number readers', () => {
  it.skipIf(!existsSync(path.join(models, 'ppocrv4-rec.onnx')))('the text recogniser reads plain digits and abstains from a bare shirt', async () => {
    const keys = readFileSync(path.join(models, 'ppocr-keys-v1.txt'), 'utf8').split(/\r?\n/);
    const reader = await createDigitReader(path.join(models, 'ppocrv4-rec.onnx'), [0, ...Array.from({ length: 10 }, (_, digit) => keys.indexOf(String(digit)) + 1)]);
    for (const text of ['17', '4', '88', '']) expect(bestOf(await reader.read(crop(text), 1))).toBe(text);
  });

  it('our own net reads digits on a shirt, and abstains from a bare one', async () => {
    const reader = await createShirtReader(path.join(models, 'shirt-reader.onnx'));
    for (const text of ['17', '4', '88', '']) expect(bestOf(await reader.read(shirt(text), 1))).toBe(text);
  });

  it('tesseract reads plain digits too, and abstains from a bare shirt', async () => {
    const reader = await createTesseractReader();
    try {
      for (const text of ['17', '']) expect(bestOf(await reader.read(crop(text), 1))).toBe(text);
    } finally {
      await reader.close();
    }
  });
});

import { existsSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { expect, it } from 'vitest';
import { agreementOf } from './compare-boxes.ts';
import { openTrial } from './detector.ts';
import { findDetector } from './find-detector.ts';
import { readSamplePictures } from './sample-pictures.ts';

const resources = process.env['SHIFTCLIPPER_RESOURCES'] ?? 'resources';

it.skipIf(!existsSync(path.join(resources, 'models/prepared/sample-pictures.bin')))('the int8 form finds the people that the full model finds (skipped without prepared models: run "npm run setup")', async () => {
  const { f32, int8, samplesFile } = await findDetector(resources, 'yolov8n');
  const pictures = await readSamplePictures(samplesFile!);
  const [full, rounded] = await Promise.all([f32, int8!].map(async ({ file }) => {
    const trial = await openTrial(file, 'cpu', pictures);
    const boxes = [];
    for (const i of pictures.keys()) boxes.push(await trial.detect(i));
    await trial.close();
    return boxes;
  }));
  expect(full!.flat().length).toBeGreaterThan(10);
  expect(agreementOf(full!, rounded!)).toBeGreaterThan(0.85);
});

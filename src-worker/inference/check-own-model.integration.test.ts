import { existsSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { afterAll, describe, expect, it } from 'vitest';
import { testFolder } from '../testing/test-tools.ts';
import { checkOwnModel } from './check-own-model.ts';

const models = path.join(process.env['SHIFTCLIPPER_RESOURCES'] ?? 'resources', 'models');
const samples = path.join(models, 'prepared/sample-pictures.bin');
const reference = path.join(models, 'prepared/yolov8n-person.onnx');
const folder = testFolder('own-model');
afterAll(() => rmSync(folder, { recursive: true }));

describe.skipIf(!existsSync(samples))('a detector that a user brings (skipped without prepared models: run "npm run setup")', () => {
  it('is known by its shapes and finds our people, with its pixels in the order it was trained with', async () => {
    const own = await checkOwnModel(path.join(models, 'yolov8n.onnx'), samples, reference);
    expect(own).toMatchObject({ kind: 'yolov8', width: 640, height: 640, pixels: 'RGB 0–1' });
    expect(own.agreement).toBeGreaterThan(0.9);
  });

  it('is refused, with what it must be, when it is another kind of model', async () => {
    await expect(checkOwnModel(path.join(models, 'shirt-reader.onnx'), samples, reference)).rejects.toMatchObject({ code: 'invalid-input', message: expect.stringContaining('must take one picture as float32') as string });
  });

  it('is refused when it is no model at all', async () => {
    const file = path.join(folder, 'text.onnx');
    writeFileSync(file, 'this is no model');
    await expect(checkOwnModel(file, samples, reference)).rejects.toMatchObject({ code: 'model-damaged' });
  });
});

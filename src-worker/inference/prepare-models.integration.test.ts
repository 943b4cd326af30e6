import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import * as ort from 'onnxruntime-node';
import { afterAll, describe, expect, it } from 'vitest';
import { testFolder, testTools } from '../testing/test-tools.ts';
import { decodeHeads } from './decode-heads.ts';
import { prepareModels } from './prepare-models.ts';
import { verifiedFile } from './prepared-models.ts';

const resources = process.env['SHIFTCLIPPER_RESOURCES'] ?? 'resources';
const original = path.join(resources, 'models/yolov8n.onnx');
const folder = testFolder('models');
const SIZE = 640;
const LEAST = 0.1;
afterAll(() => rmSync(folder, { recursive: true }));

describe.skipIf(!existsSync(original))('the prepared person detector (skipped without yolov8n.onnx: run "npm run setup")', () => {
  it('gives the boxes and scores of the original on real frames, from bytes instead of floats', async () => {
    const { models } = await prepareModels(resources, folder);
    const prepared = models.find(({ id }) => id === 'yolov8n')!;
    const ours = await ort.InferenceSession.create(path.join(folder, prepared.file), { intraOpNumThreads: 1, freeDimensionOverrides: { height: SIZE, width: SIZE } });
    const theirs = await ort.InferenceSession.create(original, { intraOpNumThreads: 1 });
    let compared = 0;
    for (const second of [1, 7, 17]) {
      const planes = frameAt(second);
      const mine = await boxesOfHeads(ours, planes);
      const reference = await boxesOfOriginal(theirs, planes);
      expect(mine).toHaveLength(reference.length);
      mine.forEach((box, i) => {
        for (const side of ['x0', 'y0', 'x1', 'y1'] as const) expect(Math.abs(box[side] - reference[i]![side])).toBeLessThan(1e-3);
        expect(Math.abs(box.score - reference[i]!.score)).toBeLessThan(1e-5);
      });
      compared += mine.length;
    }
    expect(compared).toBeGreaterThan(100);
  });

  it('is not used when a byte of it has changed', async () => {
    const { models } = await prepareModels(resources, folder);
    const file = path.join(folder, models[0]!.file);
    const bytes = readFileSync(file);
    bytes[1000]! ^= 1;
    writeFileSync(file, bytes);
    await expect(verifiedFile(file, models[0]!.sha256)).rejects.toMatchObject({ code: 'model-damaged', message: expect.stringContaining('npm run setup') as string });
    rmSync(file);
    await expect(verifiedFile(file, models[0]!.sha256)).rejects.toMatchObject({ code: 'model-missing' });
  });
});

/** Planes G, B, R of 640 × 640. */
function frameAt(second: number): Uint8Array {
  const video = path.join(resources, 'demo/rink-demo/video.mp4');
  return execFileSync(testTools().ffmpeg, ['-v', 'error', '-ss', String(second), '-i', video, '-frames:v', '1', '-vf', 'scale=640:360,pad=640:640:0:140,format=gbrp', '-f', 'rawvideo', '-'], { maxBuffer: 1e8 });
}

async function boxesOfHeads(session: ort.InferenceSession, planes: Uint8Array) {
  const outputs = await session.run({ images: new ort.Tensor('uint8', new Uint8Array(planes), [1, 3, SIZE, SIZE]) });
  const heads = [0, 1, 2].map((i) => {
    const score = outputs[`score${i}`]!;
    return { box: outputs[`box${i}`]!.data as Float32Array, score: score.data as Float32Array, height: score.dims[2]!, width: score.dims[3]! };
  });
  return decodeHeads(heads, LEAST);
}

async function boxesOfOriginal(session: ort.InferenceSession, planes: Uint8Array) {
  const area = SIZE * SIZE;
  const rgb = Float32Array.from({ length: 3 * area }, (_, i) => planes[[2, 0, 1][Math.floor(i / area)]! * area + (i % area)]! / 255);
  const output = Object.values(await session.run({ images: new ort.Tensor('float32', rgb, [1, 3, SIZE, SIZE]) }))[0]!;
  const data = output.data as Float32Array;
  const cells = output.dims[2]!;
  const boxes = [];
  for (let cell = 0; cell < cells; cell += 1) {
    const score = data[4 * cells + cell]!;
    if (score < LEAST) continue;
    const [x, y, w, h] = [0, 1, 2, 3].map((row) => data[row * cells + cell]!) as [number, number, number, number];
    boxes.push({ x0: x - w / 2, y0: y - h / 2, x1: x + w / 2, y1: y + h / 2, score });
  }
  return boxes;
}

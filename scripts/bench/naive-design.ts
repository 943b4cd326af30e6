/**
 * What one would write first, to be held against: the model as it is published (640 × 640, floats), packed RGB divided in a loop,
 * onnxruntime's default threads, one picture after the other, every crop read by the text recogniser at full threads. Looking and reading are
 * timed apart, so that one run serves every speed: each adds as many readings as it made. It does not track, measure colours, or follow the camera, which is in its favour.
 */
import path from 'node:path';
import * as ort from 'onnxruntime-node';
import { silentLogger } from '../../src-shared/logger.ts';
import { startFfmpeg } from '../../src-worker/ffmpeg/run-ffmpeg.ts';
import { suppress, type RawBox } from '../../src-worker/inference/decode-heads.ts';
import { READER_HEIGHT, READER_WIDTH } from '../../src-worker/inference/inference-messages.ts';
import type { Naive, Order } from './orders.ts';

const SIZE = 640;
const LEAST_SCORE = 0.1;

export async function naiveDesign({ videoPath, tools, resourcesDir, model, frames: wanted }: Extract<Order, { kind: 'naive' }>, ready: () => Promise<void>): Promise<Naive> {
  const detector = await ort.InferenceSession.create(path.join(resourcesDir, 'models', model));
  const reader = await ort.InferenceSession.create(path.join(resourcesDir, 'models', 'ppocrv4-rec.onnx'));
  const crop = { [reader.inputNames[0]!]: new ort.Tensor('float32', new Float32Array(3 * READER_WIDTH * READER_HEIGHT), [1, 3, READER_HEIGHT, READER_WIDTH]) };
  const area = SIZE * SIZE;
  const input = new Float32Array(3 * area);
  const feeds = { [detector.inputNames[0]!]: new ort.Tensor('float32', input, [1, 3, SIZE, SIZE]) };
  await detector.run(feeds);
  await ready();
  const began = performance.now();
  let reading = 0;
  const filter = `fps=10,scale=${SIZE}:${SIZE}:force_original_aspect_ratio=decrease,pad=${SIZE}:${SIZE}:(ow-iw)/2:(oh-ih)/2:color=0x727272`;
  const running = startFfmpeg(tools, ['-i', videoPath, '-vf', filter, '-frames:v', String(wanted), '-pix_fmt', 'rgb24', '-f', 'rawvideo', 'pipe:1'], { signal: new AbortController().signal, log: silentLogger });
  let held: Buffer = Buffer.alloc(0);
  let frames = 0;
  for await (const part of running.stdout) {
    held = Buffer.concat([held, part as Buffer]);
    while (held.length >= 3 * area) {
      for (let i = 0; i < area; i += 1) for (let channel = 0; channel < 3; channel += 1) input[channel * area + i] = held[3 * i + channel]! / 255;
      held = held.subarray(3 * area);
      const output = Object.values(await detector.run(feeds))[0]!;
      suppress(people(output.data as Float32Array, output.dims[2]!), 0.65);
      const before = performance.now();
      await reader.run(crop);
      reading += performance.now() - before;
      frames += 1;
    }
  }
  await running.done;
  return { frames, frameMs: (performance.now() - began - reading) / frames, readMs: reading / frames };
}

function people(rows: Float32Array, cells: number): RawBox[] {
  const boxes: RawBox[] = [];
  for (let cell = 0; cell < cells; cell += 1) {
    let best = 4;
    for (let row = 5; row < rows.length / cells; row += 1) if (rows[row * cells + cell]! > rows[best * cells + cell]!) best = row;
    const score = rows[4 * cells + cell]!;
    if (best !== 4 || score < LEAST_SCORE) continue;
    const [x, y, w, h] = [0, 1, 2, 3].map((row) => rows[row * cells + cell]!) as [number, number, number, number];
    boxes.push({ x0: x - w / 2, y0: y - h / 2, x1: x + w / 2, y1: y + h / 2, score });
  }
  return boxes;
}

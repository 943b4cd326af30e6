/** What the models alone cost: the same files at the same sizes on pictures of the same film, nothing around them. */
import path from 'node:path';
import { readFile } from 'node:fs/promises';
import { silentLogger } from '../../src-shared/logger.ts';
import { decodeFrames } from '../../src-worker/ffmpeg/decode-frames.ts';
import { createDetector } from '../../src-worker/inference/detector.ts';
import { createDigitReader } from '../../src-worker/inference/digit-reader.ts';
import { frameRing } from '../../src-worker/inference/frame-ring.ts';
import { READER_BYTES, SHIRT_BYTES } from '../../src-worker/inference/inference-messages.ts';
import { inputShapes } from '../../src-worker/inference/input-shape.ts';
import { createShirtReader } from '../../src-worker/inference/shirt-reader.ts';
import { finenessOf } from '../../src-worker/observe/observe-setup.ts';
import { decodeRequestOf } from '../../src-worker/observe/watch-chunk.ts';
import type { Bare, Order } from './orders.ts';
import { ownSeconds } from './usage.ts';

const PICTURES = 6;

export async function bareModels({ videoPath, media, setup, detector, seconds, tools, resourcesDir }: Extract<Order, { kind: 'bare' }>, ready: () => Promise<void>): Promise<Bare> {
  const inputs = await somePictures();
  const model = createDetector(detector, inputShapes(media.width, media.height, finenessOf(setup)), () => undefined);
  const models = path.join(resourcesDir, 'models');
  const keys = (await readFile(path.join(models, 'ppocr-keys-v1.txt'), 'utf8')).split(/\r?\n/);
  const text = await createDigitReader(path.join(models, 'ppocrv4-rec.onnx'), [0, ...Array.from({ length: 10 }, (_, digit) => keys.indexOf(String(digit)) + 1)]);
  const shirt = await createShirtReader(path.join(models, 'shirt-reader.onnx'));
  const crop = { text: new Uint8Array(READER_BYTES).fill(128), shirt: new Uint8Array(SHIRT_BYTES).fill(128) };
  const look = (fine: boolean) => async (i: number): Promise<void> => { await model.detect(inputs[i % PICTURES]!, fine); };
  const readShirt = async (): Promise<void> => { await shirt.read(crop.shirt, 1); };
  const readText = async (): Promise<void> => { await text.read(crop.text, 1); };
  const sizes = finenessOf(setup) === 'small-players' ? [true, false] : [true];
  for (const once of [...sizes.map(look), readShirt, readText]) await once(0);
  await ready();
  const fineMs = await costOf(look(true), seconds);
  return { fineMs, coarseMs: sizes.length > 1 ? await costOf(look(false), seconds) : fineMs, shirtMs: await costOf(readShirt, seconds / 3), textMs: await costOf(readText, seconds / 3) };

  async function somePictures(): Promise<Uint8Array[]> {
    const end = media.startSeconds + 4;
    const request = decodeRequestOf({ videoPath, media, chunk: { index: 0, start: media.startSeconds, end, observeStart: media.startSeconds, observeEnd: end }, setup });
    const ring = frameRing(request.layout);
    const decoder = decodeFrames(request, ring, 1, () => undefined, { signal: new AbortController().signal, log: silentLogger, tools });
    for (let i = 0; i < PICTURES; i += 1) await decoder.next();
    await decoder.stop();
    return ring.inputs.slice(0, PICTURES).map((input) => Uint8Array.from(input));
  }
}

/** CPU milliseconds a call, over at least `seconds` and five calls. */
async function costOf(call: (index: number) => Promise<void>, seconds: number): Promise<number> {
  const until = performance.now() + seconds * 1000;
  const before = ownSeconds();
  let calls = 0;
  while (calls < 5 || performance.now() < until) {
    await call(calls);
    calls += 1;
  }
  return ((ownSeconds() - before) * 1000) / calls;
}

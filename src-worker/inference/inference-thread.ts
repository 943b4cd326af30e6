/**
 * The one thread of a process that loads onnxruntime: `run()` blocks its thread, and several loading threads have crashed.
 * It is never terminated while it runs (the process would abort): it is told to exit and leaves when its queue is done.
 */
import process from 'node:process';
import { parentPort, workerData } from 'node:worker_threads';
import * as ort from 'onnxruntime-node';
import { toPlainError } from '../../src-shared/app-error.ts';
import { chooseRunner, type Runner, type RunnerChoice } from './choose-runner.ts';
import { createDetector, openTrial, type Detector } from './detector.ts';
import { createDigitReader } from './digit-reader.ts';
import { frameRing, type FrameRing } from './frame-ring.ts';
import { READER_BYTES, type FromThread, type ThreadStart, type ToThread, type TrialRequest } from './inference-messages.ts';
import { fineOrCoarse, type FinenessChoice } from './input-fineness.ts';
import { poolReadings, type NumberReader } from './number-reader.ts';
import { readSamplePictures } from './sample-pictures.ts';
import { providersToTry } from './session-options.ts';
import { createShirtReader } from './shirt-reader.ts';

const port = parentPort;
if (port === null) throw new Error('inference-thread runs as a worker thread only');
const start = workerData as ThreadStart;

interface OpenRing { ring: FrameRing; loaded: Loaded; choice: FinenessChoice }
const rings = new Map<number, OpenRing>();
let reader: NumberReader | null = null;
let shirtReader: NumberReader | null = null;

const say = (message: FromThread, transfer: ArrayBuffer[] = []): void => port.postMessage(message, transfer);

/** One thing after the other: messages are answered in the order in which they came. */
let queue = Promise.resolve();
port.on('message', (message: ToThread) => {
  queue = queue.then(() => answer(message)).catch((error: unknown) => say({ kind: 'failed', id: 'id' in message ? message.id : null, error: toPlainError(error) }));
});
queue = queue.then(loadReader).catch((error: unknown) => say({ kind: 'failed', id: null, error: toPlainError(error) }));

async function loadReader(): Promise<void> {
  if (start.reader !== null) reader = await createDigitReader(start.reader.file, start.reader.classes);
  if (start.shirtReader !== null) shirtReader = await createShirtReader(start.shirtReader.file);
  say({ kind: 'ready' });
}

async function answer(message: ToThread): Promise<void> {
  switch (message.kind) {
    case 'choose': return say({ kind: 'chosen', id: message.id, choice: await choose(message.trial) });
    case 'open': {
      const loaded = await loadedFor(message);
      rings.set(message.ring, { ring: frameRing(message.layout, message.memory), loaded, choice: fineOrCoarse(message.fineness) });
      return say({ kind: 'opened', id: message.id });
    }
    case 'detect': return detect(message);
    case 'read': {
      const began = performance.now();
      const { probabilities, text } = await readNumber(message.pixels);
      return say({ kind: 'read', id: message.id, probabilities, text, milliseconds: performance.now() - began });
    }
    case 'close': {
      await putBack(message.ring);
      return say({ kind: 'closed', id: message.id });
    }
    case 'exit': {
      port?.close();
      return undefined;
    }
  }
}

async function choose({ files, samplesFile, device }: TrialRequest): Promise<RunnerChoice> {
  const pictures = await readSamplePictures(samplesFile);
  const { providers, required } = providersToTry(device, ort.listSupportedBackends().map(({ name }) => name));
  const candidates: Runner[] = [...providers.map((provider) => ({ provider, precision: 'f32' as const })), ...(files.int8 === null ? [] : [{ provider: 'cpu', precision: 'int8' as const }])];
  return chooseRunner({
    candidates, required, pictures: pictures.length, clock: ({ provider }) => (provider === 'cpu' ? cpuMilliseconds() : performance.now()),
    open: ({ provider, precision }) => openTrial(precision === 'int8' ? files.int8! : files.f32, provider, pictures),
  });
}

function cpuMilliseconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

interface Loaded { key: string; detector: Detector; /** Whom a failure is told about; null: its device failed for the present one. */ ring: number | null }

/** Loading a model costs as much as some ten pictures: what the last ring used serves the next one of the same shape. */
let kept: Loaded | null = null;

async function loadedFor({ ring, detector, shapes }: Extract<ToThread, { kind: 'open' }>): Promise<Loaded> {
  const key = JSON.stringify([detector, shapes]);
  const found = kept;
  kept = null;
  if (found?.key === key) return Object.assign(found, { ring });
  await found?.detector.close();
  const loaded: Loaded = {
    key, ring,
    detector: createDetector(detector, shapes, (why) => {
      say({ kind: 'fell-back', ring: loaded.ring ?? ring, why });
      loaded.ring = null;
    }),
  };
  return loaded;
}

/** One whose device failed is not used again: the next run tries the device anew. */
async function putBack(ring: number): Promise<void> {
  const loaded = rings.get(ring)?.loaded;
  rings.delete(ring);
  if (loaded === undefined) return;
  if (kept === null && loaded.ring !== null) kept = loaded;
  else await loaded.detector.close();
}

/** Shirt reader first, text recogniser second: what they say together at 0.8 or more is right as often as it claims (docs/accuracy.md, Numbers). */
const READER_WEIGHTS = { first: 0.9, second: 0.7 };

/**
 * From this probability of "nothing readable" on the small net's word stands alone: of 145 such crops of two games (of 1237)
 * the text recogniser, twenty times as dear, made none legible.
 */
const SURELY_NOTHING = 0.8;

async function readNumber(pixels: Uint8Array): Promise<{ probabilities: Float32Array; text: boolean }> {
  const seen = shirtReader === null ? null : await shirtReader.read(pixels.subarray(READER_BYTES), 1);
  if (seen !== null && seen[0]! >= SURELY_NOTHING) return { probabilities: seen, text: false };
  const read = reader === null ? null : await reader.read(pixels.subarray(0, READER_BYTES), 1);
  if (seen !== null && read !== null) return { probabilities: poolReadings(seen, read, READER_WEIGHTS), text: true };
  const only = seen ?? read;
  if (only === null) throw new Error('no number reader is loaded');
  return { probabilities: only, text: read !== null };
}

async function detect(message: Extract<ToThread, { kind: 'detect' }>): Promise<void> {
  const open = rings.get(message.ring);
  if (open === undefined) throw new Error(`ring ${message.ring} is not open`);
  if (Atomics.load(open.ring.control, 0) === 1) {
    say({ kind: 'detected', id: message.id, boxes: new Float32Array(0), appearance: new Float32Array(0), fine: false, milliseconds: 0 });
    return;
  }
  const input = open.ring.inputs[message.slot];
  if (input === undefined) throw new Error(`ring ${message.ring} has no slot ${message.slot}`);
  const began = performance.now();
  const found = await open.loaded.detector.detect(input, open.choice.next(message.shotStart));
  open.choice.saw(found);
  say({ kind: 'detected', id: message.id, ...found, milliseconds: performance.now() - began });
}

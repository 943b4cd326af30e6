/** The inference thread as the worker's main thread sees it: questions that are answered in order. One thread a process, kept between chunks. */
import os from 'node:os';
import path from 'node:path';
import { readFile } from 'node:fs/promises';
import { Worker } from 'node:worker_threads';
import { AppError, fromPlainError } from '../../src-shared/app-error.ts';
import type { Logger } from '../../src-shared/logger.ts';
import type { FrameRing } from './frame-ring.ts';
import { READER_BYTES, type Detections, type Fineness, type FromThread, type ThreadStart, type ToThread } from './inference-messages.ts';
import { inferenceThreadEntry } from './inference-thread-entry.ts';
import type { InputShapes } from './input-shape.ts';
import { createTesseractReader, TESSERACT_ID, type TesseractReader } from './tesseract-reader.ts';
import { modelsFolder, preparedFolder, readCatalogue, readManifest, verifiedFile } from './prepared-models.ts';

export interface ModelIdentity { id: string; sha256: string }

export interface Inference {
  /** What really runs the models. */
  provider: string;
  detector: ModelIdentity;
  reader: ModelIdentity | null;
  /** Why something optional is not there, for the user. */
  warnings: string[];
  open(ring: FrameRing, shapes: InputShapes, fineness: Fineness): Promise<OpenRing>;
  /** `jerseyTexts.length` probabilities for one crop of NUMBER_CROP_BYTES. */
  read(pixels: Uint8Array): Promise<Float32Array>;
}

export interface OpenRing {
  /** The slot must stay untouched until the answer came. */
  detect(slot: number, shotStart: boolean): Promise<Detections>;
  /** Waits for what is under way; frames still queued are answered empty. */
  close(): Promise<void>;
}

let current: { key: string; inference: Promise<Inference>; stop: () => Promise<void> } | null = null;

/** @throws AppError `model-missing`, `model-damaged`, `tool-missing`. */
export async function sharedInference(resourcesDir: string, options: { effort: 'all-cores' | 'stay-responsive'; detector?: string; log: Logger }): Promise<Inference> {
  const detector = options.detector ?? 'yolov8n';
  const key = [path.resolve(resourcesDir), options.effort, detector].join('|');
  if (current?.key === key) return current.inference;
  await closeInference();
  const thread = startInference(resourcesDir, detector, threadCount(options.effort), options.log);
  current = { key, ...thread };
  thread.inference.catch(() => { if (current?.key === key) current = null; });
  return thread.inference;
}

/** Lets the thread finish what it is doing and leave. To be awaited before the process exits. */
export async function closeInference(): Promise<void> {
  const leaving = current;
  current = null;
  await leaving?.stop();
}

/** More cores are used by more worker processes; only a machine with many gives one process more than one. */
function threadCount(effort: 'all-cores' | 'stay-responsive'): number {
  return effort === 'all-cores' ? Math.max(1, Math.min(4, Math.floor(os.availableParallelism() / 2))) : 1;
}

function startInference(resourcesDir: string, detectorId: string, threads: number, log: Logger): { inference: Promise<Inference>; stop: () => Promise<void> } {
  let thread: Worker | null = null;
  let gone: Promise<void> = Promise.resolve();
  let secondChoice: TesseractReader | null = null;
  const inference = (async (): Promise<Inference> => {
    const models = await findModels(resourcesDir, detectorId);
    if (models.reader === null && models.shirtReader === null) {
      secondChoice = await createTesseractReader().catch((error: unknown) => {
        models.warnings.push(`No numbers can be read: tesseract.js could not be started (${String(error)}).`);
        return null;
      });
    }
    const second = secondChoice;
    const start: ThreadStart = { detector: models.detector, reader: models.reader, shirtReader: models.shirtReader, threads };
    const worker = new Worker(inferenceThreadEntry(), { workerData: start });
    thread = worker;
    const { provider, ask } = await talk(worker);
    gone = new Promise((resolve) => worker.once('exit', () => resolve()));
    log.info('inference ready', { detector: detectorId, provider, threads, reader: models.readerIdentity?.id ?? null });
    let rings = 0;
    return {
      provider,
      detector: models.detectorIdentity,
      reader: models.readerIdentity ?? (second === null ? null : { id: TESSERACT_ID, sha256: '' }),
      warnings: models.warnings,
      async open(ring, shapes, fineness) {
        rings += 1;
        const number = rings;
        await ask('opened', (id) => ({ kind: 'open', id, ring: number, layout: ring.layout, memory: ring.memory, shapes, fineness }));
        return {
          detect: (slot, shotStart) => ask('detected', (id) => ({ kind: 'detect', id, ring: number, slot, shotStart })),
          async close() {
            Atomics.store(ring.control, 0, 1);
            await ask('closed', (id) => ({ kind: 'close', id, ring: number }));
          },
        };
      },
      read: async (pixels) => (second === null ? (await ask('read', (id) => ({ kind: 'read', id, pixels }))).probabilities : second.read(pixels.subarray(0, READER_BYTES), 1)),
    };
  })();
  return {
    inference,
    async stop() {
      await inference.catch(() => undefined);
      await secondChoice?.close();
      const leave: ToThread = { kind: 'exit' };
      thread?.postMessage(leave);
      await gone;
    },
  };
}

type Answer<Kind extends FromThread['kind']> = Extract<FromThread, { kind: Kind }>;
type Ask = <Kind extends 'opened' | 'closed' | 'detected' | 'read'>(kind: Kind, make: (id: number) => ToThread) => Promise<Answer<Kind>>;

/** Resolves when the models are loaded. */
function talk(worker: Worker): Promise<{ provider: string; ask: Ask }> {
  const waiting = new Map<number, { resolve: (message: FromThread) => void; reject: (error: unknown) => void }>();
  let nextId = 1;
  const failAll = (error: unknown): void => {
    for (const { reject } of waiting.values()) reject(error);
    waiting.clear();
  };
  const post = (message: ToThread): void => worker.postMessage(message);
  const ask: Ask = (_kind, make) => new Promise((resolve, reject) => {
    const id = nextId;
    nextId += 1;
    waiting.set(id, { resolve: resolve as (message: FromThread) => void, reject });
    worker.ref(); // an idle thread must not keep the process alive, a busy one must
    post(make(id));
  });
  return new Promise((resolve, reject) => {
    worker.on('message', (message: FromThread) => {
      if (message.kind === 'ready') return resolve({ provider: message.provider, ask });
      if (message.kind === 'failed' && message.id === null) return reject(fromPlainError(message.error));
      const id = message.id ?? 0;
      const asked = waiting.get(id);
      waiting.delete(id);
      if (waiting.size === 0) worker.unref();
      if (message.kind === 'failed') asked?.reject(fromPlainError(message.error));
      else asked?.resolve(message);
    });
    const lost = (cause: unknown): void => {
      const error = new AppError('internal', 'The inference thread stopped.', { cause });
      failAll(error);
      reject(error);
    };
    worker.once('error', lost);
    worker.once('exit', () => lost(undefined));
  });
}

async function findModels(resourcesDir: string, detectorId: string) {
  const prepared = (await readManifest(resourcesDir)).models.find((model) => model.id === detectorId && model.precision === 'f32');
  if (prepared === undefined) throw new AppError('model-missing', `The person detector ${detectorId} is not prepared. Run "npm run setup".`, { details: { detectorId } });
  const detectorFile = await verifiedFile(path.join(preparedFolder(resourcesDir), prepared.file), prepared.sha256);
  const warnings: string[] = [];
  const reader = await orWarn(findReader(resourcesDir), warnings);
  const shirtReader = await orWarn(findShirtReader(resourcesDir), warnings);
  const readers = [shirtReader, reader].filter((found) => found !== null);
  return {
    detector: { file: detectorFile, featureChannels: prepared.featureChannels },
    detectorIdentity: { id: prepared.id, sha256: prepared.sha256 },
    reader: reader === null ? null : { file: reader.file, classes: reader.classes },
    shirtReader: shirtReader === null ? null : { file: shirtReader.file },
    readerIdentity: readers.length === 0 ? null : { id: readers.map(({ id }) => id).join(' + '), sha256: readers.map(({ sha256 }) => sha256).join(' ') },
    warnings,
  };
}

/** A reader that can not be had makes numbers harder, not the job impossible. */
async function orWarn<Found>(finding: Promise<Found>, warnings: string[]): Promise<Found | null> {
  try {
    return await finding;
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    warnings.push(`Numbers are read less well, without one of the readers: ${error.message}`);
    return null;
  }
}

async function findShirtReader(resourcesDir: string) {
  const model = (await readCatalogue(resourcesDir)).find((entry) => entry.task === 'number-reading' && entry.decode === 'jersey-numbers');
  if (model === undefined) throw new AppError('model-missing', 'models.json lists no shirt reader.');
  return { id: model.id, sha256: model.sha256, file: await verifiedFile(path.join(modelsFolder(resourcesDir), model.file), model.sha256) };
}

async function findReader(resourcesDir: string) {
  const model = (await readCatalogue(resourcesDir)).find((entry) => entry.task === 'number-reading' && entry.decode === 'ctc');
  if (model?.keys === undefined) throw new AppError('model-missing', 'models.json lists no text recogniser with its characters.');
  const file = await verifiedFile(path.join(modelsFolder(resourcesDir), model.file), model.sha256);
  const keysFile = await verifiedFile(path.join(modelsFolder(resourcesDir), model.keys.file), model.keys.sha256);
  const keys = (await readFile(keysFile, 'utf8')).split(/\r?\n/);
  // Class 0 is CTC's blank, the characters follow.
  const classes = [0, ...Array.from({ length: 10 }, (_, digit) => keys.indexOf(String(digit)) + 1)];
  return { id: model.id, sha256: model.sha256, file, classes };
}

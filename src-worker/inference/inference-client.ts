/** The inference thread as the worker's main thread sees it: questions that are answered in order. One thread a process, kept between chunks. */
import path from 'node:path';
import { readFile } from 'node:fs/promises';
import { Worker } from 'node:worker_threads';
import { AppError, fromPlainError } from '../../src-shared/app-error.ts';
import type { Logger } from '../../src-shared/logger.ts';
import type { FrameRing } from './frame-ring.ts';
import { findDetector, type FoundDetector } from './find-detector.ts';
import { READER_BYTES, type Detections, type Fineness, type FromThread, type ThreadStart, type ToThread } from './inference-messages.ts';
import { inferenceThreadEntry } from './inference-thread-entry.ts';
import type { InputShapes } from './input-shape.ts';
import { createTesseractReader, TESSERACT_ID, type TesseractReader } from './tesseract-reader.ts';
import { modelsFolder, readCatalogue, verifiedFile } from './prepared-models.ts';
import type { RunnerChoice } from './choose-runner.ts';
import { runnerFor } from './runner-choice.ts';

export interface ModelIdentity { id: string; sha256: string }

export interface Inference {
  /** What really runs the detector. */
  provider: string;
  /** What was tried for it on this machine, and why it was used or not. */
  choice: RunnerChoice;
  detector: ModelIdentity;
  reader: ModelIdentity | null;
  /** Why something optional is not there, for the user. */
  warnings: string[];
  /** What the thread did so far, for measurements. */
  spent: Spent;
  open(ring: FrameRing, shapes: InputShapes, fineness: Fineness): Promise<OpenRing>;
  /** `jerseyTexts.length` probabilities for one crop of NUMBER_CROP_BYTES. */
  read(pixels: Uint8Array): Promise<Float32Array>;
}

/** Counts, and milliseconds of the thread. */
export interface Spent { fine: number; coarse: number; reads: number; /** Of `reads`, those for which the text recogniser was asked, too. */ textReads: number; detectMs: number; readMs: number }

export interface OpenRing {
  /** The slot must stay untouched until the answer came. */
  detect(slot: number, shotStart: boolean): Promise<Detections>;
  /** Why the CPU took over from the provider that was chosen; null while it did not. */
  fallback(): string | null;
  /** Waits for what is under way; frames still queued are answered empty. */
  close(): Promise<void>;
}

let current: { key: string; inference: Promise<Inference>; stop: () => Promise<void> } | null = null;

/** @throws AppError `model-missing`, `model-damaged`, `tool-missing`. */
export async function sharedInference(resourcesDir: string, options: { detector?: string; device?: string; log: Logger }): Promise<Inference> {
  const detector = options.detector ?? 'yolov8n';
  const device = options.device ?? 'cpu';
  const key = [path.resolve(resourcesDir), device, detector].join('|');
  if (current?.key === key) return current.inference;
  await closeInference();
  const thread = startInference(resourcesDir, detector, device, options.log);
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

function startInference(resourcesDir: string, detectorId: string, device: string, log: Logger): { inference: Promise<Inference>; stop: () => Promise<void> } {
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
    const start: ThreadStart = { reader: models.reader, shirtReader: models.shirtReader };
    const worker = new Worker(inferenceThreadEntry(), { workerData: start });
    thread = worker;
    const fallbacks = new Map<number, string>();
    const { ask } = await talk(worker, (ring, why) => { fallbacks.set(ring, why); log.warn('device failed', { why }); });
    gone = new Promise((resolve) => worker.once('exit', () => resolve()));
    const choice = await runnerFor(models.found, device, log, async (trial) => (await ask('chosen', (id) => ({ kind: 'choose', id, trial }))).choice);
    const form = (choice.precision === 'int8' ? models.found.int8 : null) ?? models.found.f32;
    const provider = choice.provider;
    log.info('inference ready', { detector: form.id, provider, reader: models.readerIdentity?.id ?? null, trials: choice.trials });
    let rings = 0;
    const spent: Spent = { fine: 0, coarse: 0, reads: 0, textReads: 0, detectMs: 0, readMs: 0 };
    const detect = async (ring: number, slot: number, shotStart: boolean): Promise<Detections> => {
      const found = await ask('detected', (id) => ({ kind: 'detect', id, ring, slot, shotStart }));
      spent[found.fine ? 'fine' : 'coarse'] += 1;
      spent.detectMs += found.milliseconds;
      return found;
    };
    const read = async (pixels: Uint8Array): Promise<Float32Array> => {
      const { probabilities, milliseconds, text } = await ask('read', (id) => ({ kind: 'read', id, pixels }));
      spent.reads += 1;
      if (text) spent.textReads += 1;
      spent.readMs += milliseconds;
      return probabilities;
    };
    return {
      spent,
      provider,
      choice,
      detector: { id: form.id, sha256: form.sha256 },
      reader: models.readerIdentity ?? (second === null ? null : { id: TESSERACT_ID, sha256: '' }),
      warnings: models.warnings,
      async open(ring, shapes, fineness) {
        rings += 1;
        const number = rings;
        await ask('opened', (id) => ({ kind: 'open', id, ring: number, detector: { file: form.file, featureChannels: form.featureChannels, provider }, layout: ring.layout, memory: ring.memory, shapes, fineness }));
        return {
          detect: (slot, shotStart) => detect(number, slot, shotStart),
          fallback: () => fallbacks.get(number) ?? null,
          async close() {
            Atomics.store(ring.control, 0, 1);
            await ask('closed', (id) => ({ kind: 'close', id, ring: number }));
          },
        };
      },
      read: async (pixels) => (second === null ? read(pixels) : second.read(pixels.subarray(0, READER_BYTES), 1)),
    };
  })();
  return {
    inference,
    async stop() {
      await inference.catch(() => undefined);
      await secondChoice?.close();
      const leave: ToThread = { kind: 'exit' };
      thread?.ref(); // whoever waits for its end must live to see it
      thread?.postMessage(leave);
      await gone;
    },
  };
}

type Answer<Kind extends FromThread['kind']> = Extract<FromThread, { kind: Kind }>;
type Ask = <Kind extends 'opened' | 'closed' | 'detected' | 'read' | 'chosen'>(kind: Kind, make: (id: number) => ToThread) => Promise<Answer<Kind>>;

/** Resolves when the readers are loaded. */
function talk(worker: Worker, onFallback: (ring: number, why: string) => void): Promise<{ ask: Ask }> {
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
      if (message.kind === 'ready') return resolve({ ask });
      if (message.kind === 'fell-back') return onFallback(message.ring, message.why);
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
  const found: FoundDetector = await findDetector(resourcesDir, detectorId);
  const warnings: string[] = [...found.warnings];
  const reader = await orWarn(findReader(resourcesDir), warnings);
  const shirtReader = await orWarn(findShirtReader(resourcesDir), warnings);
  const readers = [shirtReader, reader].filter((found) => found !== null);
  return {
    found,
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

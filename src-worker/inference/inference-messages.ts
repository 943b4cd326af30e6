/** What is said between the worker's main thread and its inference thread. Pixels cross in the ring, not here. */
import type { PlainError } from '../../src-shared/app-error.ts';
import type { RunnerChoice } from './choose-runner.ts';
import type { InputShapes } from './input-shape.ts';
import type { RingLayout } from './frame-ring.ts';

export interface ThreadStart {
  /** Null when no text recogniser is there. */
  reader: { file: string; /** Indices among its classes: blank, then 0…9. */ classes: number[] } | null;
  /** Our own net; null when it is not there. */
  shirtReader: { file: string } | null;
}

/** Which forms of a detector to try on sample pictures, and on what. */
export interface TrialRequest {
  files: { f32: string; int8: string | null };
  samplesFile: string;
  /** `auto`: all that this build has; else by name. */
  device: string;
}

/** A model file made by our own surgery, and what runs it. */
export interface PreparedDetector { file: string; featureChannels: number; /** As onnxruntime names it. */ provider: string }

/** When the fine input is used: always, only while players are small in the picture, or never. */
export type Fineness = 'always' | 'small-players' | 'never';

export type ToThread =
  | { kind: 'choose'; id: number; trial: TrialRequest }
  | { kind: 'open'; id: number; ring: number; detector: PreparedDetector; layout: RingLayout; memory: SharedArrayBuffer; shapes: InputShapes; fineness: Fineness }
  | { kind: 'detect'; id: number; ring: number; slot: number; shotStart: boolean }
  | { kind: 'read'; id: number; /** NUMBER_CROP_BYTES. */ pixels: Uint8Array }
  | { kind: 'close'; id: number; ring: number }
  | { kind: 'exit' };

export interface Detections {
  /** 5 a person: x, y, w, h (0–1 of the picture), score 0–1. Best first. */
  boxes: Float32Array;
  /** APPEARANCE_DIMENSIONS a person, unit length. */
  appearance: Float32Array;
  fine: boolean;
}

export type FromThread =
  | { kind: 'ready' }
  | { kind: 'chosen'; id: number; choice: RunnerChoice }
  | { kind: 'fell-back'; ring: number; why: string }
  | { kind: 'failed'; id: number | null; error: PlainError }
  | { kind: 'opened' | 'closed'; id: number }
  | ({ kind: 'detected'; id: number; /** Spent on it in the thread. */ milliseconds: number } & Detections)
  | { kind: 'read'; id: number; milliseconds: number; /** Whether the text recogniser was asked, too. */ text: boolean; /** `jerseyTexts.length` a crop. */ probabilities: Float32Array };

export const APPEARANCE_DIMENSIONS = 64;

/** Size of a crop given to the reader, RGB bytes row by row. */
export const READER_WIDTH = 96;
export const READER_HEIGHT = 48;
export const READER_BYTES = READER_WIDTH * READER_HEIGHT * 3;

/** Size of a crop given to the shirt reader, RGB bytes row by row. */
export const SHIRT_SIZE = 40;
export const SHIRT_BYTES = SHIRT_SIZE * SHIRT_SIZE * 3;

/** A person's two crops, one behind the other. */
export const NUMBER_CROP_BYTES = READER_BYTES + SHIRT_BYTES;

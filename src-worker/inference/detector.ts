/** The person detector: a prepared model at its two input sizes. Knows nothing of threads or files of frames. */
import * as ort from 'onnxruntime-node';
import { decodeHeads, suppress, type RawBox } from './decode-heads.ts';
import { APPEARANCE_DIMENSIONS, type Detections, type PreparedDetector } from './inference-messages.ts';
import type { InputShape, InputShapes } from './input-shape.ts';
import { poolFeatures } from './pool-features.ts';
import { sessionOptions } from './session-options.ts';
import type { SamplePicture } from './sample-pictures.ts';
import type { TrialModel } from './choose-runner.ts';
import { PADDING, shrinkInput } from './shrink-input.ts';

/** Weak boxes may continue a tracklet, so they are kept. */
const LEAST_SCORE = 0.1;
/** Team-mates beside each other overlap much; above this it is one person found twice. */
const LARGEST_IOU = 0.65;
/** In a crowd only the best are kept. */
const MOST_PEOPLE = 100;

export interface Detector {
  /** @param fineInput planes of the fine canvas; may lie in shared memory. */
  detect(fineInput: Uint8Array, fine: boolean): Promise<Detections>;
  close(): Promise<void>;
}

/** The part of an onnxruntime session that is used. */
export interface RunnableSession {
  run(feeds: Record<string, ort.Tensor>): Promise<ort.InferenceSession.OnnxValueMapType>;
  release(): Promise<void>;
}
export type OpenSession = (file: string, provider: string, shape: { canvasWidth: number; canvasHeight: number }) => Promise<RunnableSession>;

interface Sized { shape: InputShape; session: RunnableSession; pixels: Uint8Array<ArrayBuffer>; tensor: ort.Tensor }

/**
 * @param onFallback told once, when the provider fails and the CPU takes over for as long as this detector lives.
 * @throws (from `detect`) what the CPU itself fails with.
 */
export function createDetector(model: PreparedDetector, shapes: InputShapes, onFallback: (why: string) => void, openSession: OpenSession = openOrt): Detector {
  let provider = model.provider;
  let fineOne: Sized | null = null;
  let coarseOne: Sized | null = null;
  const open = async (shape: InputShape): Promise<Sized> => {
    const session = await openSession(model.file, provider, shape);
    // onnxruntime refuses tensors over shared memory: frames are copied into this private one (0.02 ms).
    const pixels = new Uint8Array(3 * shape.canvasWidth * shape.canvasHeight).fill(PADDING);
    return { shape, session, pixels, tensor: new ort.Tensor('uint8', pixels, [1, 3, shape.canvasHeight, shape.canvasWidth]) };
  };
  const look = async (fineInput: Uint8Array, fine: boolean): Promise<Detections> => {
    const sized = fine ? (fineOne ??= await open(shapes.fine)) : (coarseOne ??= await open(shapes.coarse));
    if (fine) sized.pixels.set(fineInput);
    else shrinkInput(fineInput, sized.pixels, shapes);
    const outputs = await sized.session.run({ images: sized.tensor });
    return { ...readOutputs(outputs, sized.shape, model.featureChannels), fine };
  };
  return {
    async detect(fineInput, fine) {
      try {
        return await look(fineInput, fine);
      } catch (error) {
        if (provider === 'cpu') throw error;
        onFallback(`${provider} failed and the CPU took over: ${error instanceof Error ? error.message.split('\n')[0] : String(error)}`);
        provider = 'cpu';
        fineOne = null;
        coarseOne = null;
        return look(fineInput, fine);
      }
    },
    async close() {
      for (const sized of [fineOne, coarseOne]) await sized?.session.release();
      fineOne = null;
      coarseOne = null;
    },
  };
}

/** A prepared detector on sample pictures, for choosing among forms and devices. */
export async function openTrial(file: string, provider: string, pictures: readonly SamplePicture[], openSession: OpenSession = openOrt): Promise<TrialModel> {
  const { width, height } = pictures[0]!;
  const session = await openSession(file, provider, { canvasWidth: width, canvasHeight: height });
  const tensors = pictures.map(({ planes }) => new ort.Tensor('uint8', planes, [1, 3, height, width]));
  return {
    detect: async (picture) => peopleIn(await session.run({ images: tensors[picture]! })),
    close: () => session.release(),
  };
}

const openOrt: OpenSession = (file, provider, { canvasWidth, canvasHeight }) =>
  ort.InferenceSession.create(file, { ...sessionOptions(provider), freeDimensionOverrides: { height: canvasHeight, width: canvasWidth } });

function peopleIn(outputs: ort.InferenceSession.OnnxValueMapType): RawBox[] {
  const heads = [0, 1, 2].map((level) => {
    const score = outputs[`score${level}`]!;
    return { box: outputs[`box${level}`]!.data as Float32Array, score: score.data as Float32Array, height: score.dims[2]!, width: score.dims[3]! };
  });
  return suppress(decodeHeads(heads, LEAST_SCORE), LARGEST_IOU).slice(0, MOST_PEOPLE);
}

function readOutputs(outputs: ort.InferenceSession.OnnxValueMapType, shape: InputShape, featureChannels: number): { boxes: Float32Array; appearance: Float32Array } {
  const people = peopleIn(outputs);
  const features = outputs['features']!;
  const map = { values: features.data as Float32Array, channels: featureChannels, height: features.dims[2]!, width: features.dims[3]! };
  const boxes = new Float32Array(people.length * 5);
  const appearance = new Float32Array(people.length * APPEARANCE_DIMENSIONS);
  people.forEach((person, i) => {
    boxes.set(toPicture(person, shape), i * 5);
    const inCells = { x: person.x0 / 8, y: person.y0 / 8, w: (person.x1 - person.x0) / 8, h: (person.y1 - person.y0) / 8 };
    poolFeatures(map, inCells, appearance.subarray(i * APPEARANCE_DIMENSIONS, (i + 1) * APPEARANCE_DIMENSIONS));
  });
  return { boxes, appearance };
}

/** x, y, w, h as shares of the picture, cut at its edges; score. */
function toPicture(box: RawBox, shape: InputShape): number[] {
  const share = (value: number, offset: number, size: number): number => Math.max(0, Math.min(1, (value - offset) / size));
  const left = share(box.x0, shape.offsetX, shape.contentWidth);
  const right = share(box.x1, shape.offsetX, shape.contentWidth);
  const top = share(box.y0, shape.offsetY, shape.contentHeight);
  const bottom = share(box.y1, shape.offsetY, shape.contentHeight);
  return [left, top, right - left, bottom - top, box.score];
}

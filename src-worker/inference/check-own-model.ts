/** A detector that a user brings: what it is by its shapes, how it wants its pixels, and whether it finds the people that ours finds on the sample pictures. */
import * as ort from 'onnxruntime-node';
import { AppError } from '../../src-shared/app-error.ts';
import { agreementOf } from './compare-boxes.ts';
import { suppress, type RawBox } from './decode-heads.ts';
import { decodeOutputs, recogniseOutputs, type OutputKind, type OutputTensor } from './decode-outputs.ts';
import { openTrial } from './detector.ts';
import { readSamplePictures, type SamplePicture } from './sample-pictures.ts';
import { sessionOptions } from './session-options.ts';

/** How published models want bytes as floats: order of channels, then value · scale − shift for each. */
const pixelForms = {
  'RGB 0–1': { bgr: false, scale: [1 / 255, 1 / 255, 1 / 255], shift: [0, 0, 0] },
  'BGR 0–255': { bgr: true, scale: [1, 1, 1], shift: [0, 0, 0] },
  'RGB, mean and deviation of ImageNet': { bgr: false, scale: [1 / 58.395, 1 / 57.12, 1 / 57.375], shift: [123.675 / 58.395, 116.28 / 57.12, 103.53 / 57.375] },
  'BGR, mean and deviation of ImageNet': { bgr: true, scale: [1 / 57.375, 1 / 57.12, 1 / 58.395], shift: [103.53 / 57.375, 116.28 / 57.12, 123.675 / 58.395] },
} as const;
export type PixelForm = keyof typeof pixelForms;

export interface OwnModel { kind: OutputKind; width: number; height: number; pixels: PixelForm; /** 0–1 against our own detector. */ agreement: number }

/** Less, and it is no detector of people, or reads its pixels another way. */
const LEAST_AGREEMENT = 0.5;
const LEAST_SCORE = 0.1;
const LARGEST_IOU = 0.65;
/** Where a model leaves its size open. */
const USUAL_SIZE = 640;

/**
 * @param reference our own full detector.
 * @throws AppError `model-damaged` when it does not load, `invalid-input` saying what it must be and what was found.
 */
export async function checkOwnModel(file: string, samplesFile: string, reference: string): Promise<OwnModel> {
  const pictures = await readSamplePictures(samplesFile);
  const session = await ort.InferenceSession.create(file, sessionOptions()).catch((cause: unknown) => {
    throw new AppError('model-damaged', `${file} can not be loaded as an ONNX model: ${cause instanceof Error ? cause.message.split('\n')[0] : String(cause)}`, { cause });
  });
  try {
    const { name, width, height } = inputOf(session, pictures[0]!);
    const expected = await peopleOf(reference, pictures);
    const tried = await Promise.all((Object.keys(pixelForms) as PixelForm[]).map(async (pixels) => {
      const found = [];
      for (const picture of pictures) found.push(await detect(session, name, picture, width, height, pixels));
      return { kind: found[0]!.kind, width, height, pixels, agreement: agreementOf(expected, found.map(({ boxes }) => boxes)) };
    }));
    const best = tried.reduce((a, b) => (b.agreement > a.agreement ? b : a));
    if (best.agreement < LEAST_AGREEMENT) throw new AppError('invalid-input', `the model must find people: on sample pictures it agrees with ours only by ${best.agreement.toFixed(2)}, at least ${LEAST_AGREEMENT} is needed`);
    return best;
  } finally {
    await session.release();
  }
}

function inputOf(session: ort.InferenceSession, picture: SamplePicture): { name: string; width: number; height: number } {
  const [input] = session.inputMetadata;
  const shape = input?.isTensor ? input.shape : [];
  const text = `${input?.isTensor ? input.type : 'none'} [${shape.join(' × ')}]`;
  if (session.inputMetadata.length !== 1 || !input?.isTensor || input.type !== 'float32' || shape.length !== 4 || shape[1] !== 3) {
    throw new AppError('invalid-input', `the model must take one picture as float32 [1 × 3 × height × width], found ${text}`);
  }
  const [height, width] = [shape[2], shape[3]].map((size) => (typeof size === 'number' && size > 0 ? size : USUAL_SIZE)) as [number, number];
  if (width < picture.width || height < picture.height) throw new AppError('invalid-input', `the model's picture must be at least ${picture.width} × ${picture.height}, found ${width} × ${height}`);
  return { name: input.name, width, height };
}

async function detect(session: ort.InferenceSession, name: string, picture: SamplePicture, width: number, height: number, pixels: PixelForm): Promise<{ kind: OutputKind; boxes: RawBox[] }> {
  const results = await session.run({ [name]: new ort.Tensor('float32', placed(picture, width, height, pixels), [1, 3, height, width]) });
  const outputs: OutputTensor[] = Object.entries(results).map(([output, { dims, data }]) => ({ name: output, dims, data: data as Float32Array }));
  const kind = recogniseOutputs(outputs, { width, height });
  return { kind, boxes: suppress(decodeOutputs(kind, outputs, { width, height }, LEAST_SCORE), LARGEST_IOU) };
}

/** The picture in the upper left corner, grey around it: so its boxes need no moving. */
function placed({ planes, width: w, height: h }: SamplePicture, width: number, height: number, pixels: PixelForm): Float32Array {
  const { bgr, scale, shift } = pixelForms[pixels];
  const planeOfRgb = [2, 0, 1]; // stored as G, B, R
  const input = new Float32Array(3 * width * height);
  for (let channel = 0; channel < 3; channel += 1) {
    const from = planeOfRgb[bgr ? 2 - channel : channel]! * w * h;
    for (let y = 0; y < height; y += 1) {
      for (let x = 0; x < width; x += 1) input[(channel * height + y) * width + x] = (x < w && y < h ? planes[from + y * w + x]! : 114) * scale[channel]! - shift[channel]!;
    }
  }
  return input;
}

async function peopleOf(reference: string, pictures: readonly SamplePicture[]): Promise<RawBox[][]> {
  const model = await openTrial(reference, 'cpu', pictures);
  const boxes = [];
  for (const i of pictures.keys()) boxes.push(await model.detect(i));
  await model.close();
  return boxes;
}

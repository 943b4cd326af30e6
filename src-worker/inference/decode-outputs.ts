/**
 * Outputs of detectors as they are published → boxes, the kind recognised by shape alone: YOLOv8/11, YOLOX, NanoDet, DETR family.
 * Pure; for models that are used as they are. Our own prepared ones are read by decode-heads.ts.
 */
import { AppError } from '../../src-shared/app-error.ts';
import type { RawBox } from './decode-heads.ts';

export interface OutputTensor { name: string; dims: readonly number[]; data: Float32Array }

/** `scale`: what the pixels 0–255 are multiplied by before they go in. */
export type OutputKind = 'yolov8' | 'yolox' | 'nanodet' | 'detr';

interface Input { width: number; height: number }

/** Index of `person` among COCO's classes; DETR counts from "nothing". */
const PERSON = 0;
const PERSON_OF_DETR = 1;
const COCO_CLASSES = 80;
const YOLOX_STRIDES = [8, 16, 32];
const NANODET_STRIDES = [8, 16, 32, 64];

/** @throws AppError `invalid-input` saying what was found and what would be understood. */
export function recogniseOutputs(outputs: readonly OutputTensor[], input: Input): OutputKind {
  if (detrParts(outputs) !== null) return 'detr';
  const [only] = outputs;
  if (outputs.length === 1 && only?.dims.length === 3 && only.dims[0] === 1) {
    const [, a = 0, b = 0] = only.dims;
    const anchors = (strides: readonly number[]): number => strides.reduce((sum, stride) => sum + Math.ceil(input.width / stride) * Math.ceil(input.height / stride), 0);
    if (b === anchors(YOLOX_STRIDES) && a > 4) return 'yolov8'; // rows of 4 + classes, one column a cell
    if (a === anchors(YOLOX_STRIDES) && b > 5) return 'yolox'; // 4 + objectness + classes
    if (a === anchors(NANODET_STRIDES) && binsOf(b) !== null) return 'nanodet'; // classes + 4 × bins
  }
  const found = outputs.map(({ name, dims }) => `${name} [${dims.join(' × ')}]`).join(', ');
  throw new AppError('invalid-input', `the model's outputs must be those of YOLOv8/11, YOLOX, NanoDet or DETR at ${input.width} × ${input.height}, found ${found}`);
}

/** Boxes of people in input pixels, not yet suppressed. */
export function decodeOutputs(kind: OutputKind, outputs: readonly OutputTensor[], input: Input, leastScore: number): RawBox[] {
  switch (kind) {
    case 'yolov8': return yolov8(outputs[0]!, leastScore);
    case 'yolox': return yolox(outputs[0]!, input, leastScore);
    case 'nanodet': return nanodet(outputs[0]!, input, leastScore);
    case 'detr': return detr(outputs, input, leastScore);
  }
}

function yolov8({ dims, data }: OutputTensor, leastScore: number): RawBox[] {
  const [, rows = 0, cells = 0] = dims;
  const boxes: RawBox[] = [];
  for (let cell = 0; cell < cells; cell += 1) {
    const score = data[(4 + PERSON) * cells + cell]!;
    if (score < leastScore || rows <= 4) continue;
    boxes.push(around(data[cell]!, data[cells + cell]!, data[2 * cells + cell]!, data[3 * cells + cell]!, score));
  }
  return boxes;
}

/** Some exports decode in the graph, some do not: undecoded sizes are logarithms, far smaller than a pixel. */
function yolox({ dims, data }: OutputTensor, input: Input, leastScore: number): RawBox[] {
  const [, cells = 0, values = 0] = dims;
  const inGraph = largest(data, values, cells) > 32;
  const boxes: RawBox[] = [];
  eachCell(input, YOLOX_STRIDES, (cell, column, row, stride) => {
    const at = cell * values;
    const score = data[at + 4]! * data[at + 5 + PERSON]!;
    if (score < leastScore) return;
    const [x, y, w, h] = [data[at]!, data[at + 1]!, data[at + 2]!, data[at + 3]!];
    boxes.push(inGraph ? around(x, y, w, h, score) : around((x + column) * stride, (y + row) * stride, Math.exp(w) * stride, Math.exp(h) * stride, score));
  });
  return boxes;
}

function largest(data: Float32Array, values: number, cells: number): number {
  let found = 0;
  for (let cell = 0; cell < cells; cell += 1) found = Math.max(found, data[cell * values + 2]!, data[cell * values + 3]!);
  return found;
}

/** Distances to the four sides as distributions (Li et al. 2020), measured from the cell's corner at `column × stride`. */
function nanodet({ dims, data }: OutputTensor, input: Input, leastScore: number): RawBox[] {
  const [, , values = 0] = dims;
  const bins = binsOf(values)!;
  const boxes: RawBox[] = [];
  eachCell(input, NANODET_STRIDES, (cell, column, row, stride) => {
    const at = cell * values;
    const score = data[at + PERSON]!;
    if (score < leastScore) return;
    const side = (which: number): number => expectation(data, at + COCO_CLASSES + which * bins, bins) * stride;
    const [x, y] = [column * stride, row * stride];
    boxes.push({ x0: x - side(0), y0: y - side(1), x1: x + side(2), y1: y + side(3), score });
  });
  return boxes;
}

function binsOf(values: number): number | null {
  const bins = (values - COCO_CLASSES) / 4;
  return Number.isInteger(bins) && bins >= 2 ? bins : null;
}

function detr(outputs: readonly OutputTensor[], input: Input, leastScore: number): RawBox[] {
  const { logits, places } = detrParts(outputs)!;
  const [, queries = 0, classes = 0] = logits.dims;
  // The first DETR scores with softmax over 91 classes and "no object"; its successors with a sigmoid each, over 80 or 91.
  const softmax = classes === 92;
  const person = classes === COCO_CLASSES ? PERSON : PERSON_OF_DETR;
  const boxes: RawBox[] = [];
  for (let query = 0; query < queries; query += 1) {
    const row = logits.data.subarray(query * classes, (query + 1) * classes);
    const score = softmax ? softmaxOf(row, person) : 1 / (1 + Math.exp(-row[person]!));
    if (score < leastScore) continue;
    const [x = 0, y = 0, w = 0, h = 0] = places.data.subarray(query * 4, query * 4 + 4);
    boxes.push(around(x * input.width, y * input.height, w * input.width, h * input.height, score));
  }
  return boxes;
}

/** One tensor of classes and one of four places each for the same queries. */
function detrParts(outputs: readonly OutputTensor[]): { logits: OutputTensor; places: OutputTensor } | null {
  if (outputs.length !== 2) return null;
  const places = outputs.find(({ dims }) => dims.length === 3 && dims[2] === 4);
  const logits = outputs.find((each) => each !== places && each.dims.length === 3 && each.dims[1] === places?.dims[1] && [COCO_CLASSES, 91, 92].includes(each.dims[2]!));
  return places === undefined || logits === undefined ? null : { logits, places };
}

function eachCell({ width, height }: Input, strides: readonly number[], look: (cell: number, column: number, row: number, stride: number) => void): void {
  let cell = 0;
  for (const stride of strides) {
    for (let row = 0; row < Math.ceil(height / stride); row += 1) {
      for (let column = 0; column < Math.ceil(width / stride); column += 1, cell += 1) look(cell, column, row, stride);
    }
  }
}

function around(x: number, y: number, w: number, h: number, score: number): RawBox {
  return { x0: x - w / 2, y0: y - h / 2, x1: x + w / 2, y1: y + h / 2, score };
}

function expectation(data: Float32Array, first: number, count: number): number {
  let sum = 0;
  let weighted = 0;
  for (let i = 0; i < count; i += 1) {
    const share = Math.exp(data[first + i]!);
    sum += share;
    weighted += share * i;
  }
  return weighted / sum;
}

function softmaxOf(row: Float32Array, index: number): number {
  const top = Math.max(...row);
  return Math.exp(row[index]! - top) / row.reduce((sum, value) => sum + Math.exp(value - top), 0);
}

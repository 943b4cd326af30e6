import { describe, expect, it } from 'vitest';
import { decodeOutputs, recogniseOutputs, type OutputKind, type OutputTensor } from './decode-outputs.ts';

const input = { width: 64, height: 64 };
/** One person: middle (20, 28), 12 wide, 24 high. */
const person = { x0: 14, y0: 16, x1: 26, y1: 40, score: 0.9 };

function tensor(name: string, dims: number[], set: (data: Float32Array) => void): OutputTensor {
  const data = new Float32Array(dims.reduce((a, b) => a * b, 1));
  set(data);
  return { name, dims, data };
}

const logit = (p: number): number => Math.log(p / (1 - p));
const cells = 64 + 16 + 4;

const models: Record<string, { kind: OutputKind; outputs: OutputTensor[] }> = {
  'YOLOv8 and YOLO11': { kind: 'yolov8', outputs: [tensor('output0', [1, 84, cells], (d) => { [20, 28, 12, 24, 0.9].forEach((value, row) => { d[row * cells + 5] = value; }); })] },
  'YOLOX, places in units of its cells': { kind: 'yolox', outputs: [tensor('output', [1, cells, 85], (d) => {
    // Cell in column 2 of row 3 at stride 8.
    d.set([20 / 8 - 2, 28 / 8 - 3, Math.log(12 / 8), Math.log(24 / 8), 0.95, 0.9 / 0.95], (3 * 8 + 2) * 85);
  })] },
  'YOLOX, decoded in the graph': { kind: 'yolox', outputs: [tensor('output', [1, cells, 85], (d) => {
    d.set([20, 28, 12, 24, 0.95, 0.9 / 0.95], (3 * 8 + 2) * 85);
    d.set([32, 32, 60, 60, 0, 0], 7 * 85);
  })] },
  NanoDet: { kind: 'nanodet', outputs: [tensor('output', [1, cells + 1, 80 + 4 * 8], (d) => {
    const at = (3 * 8 + 2) * 112; // corner (16, 24)
    d[at] = 0.9;
    [2, 8, 10, 16].forEach((distance, side) => {
      // All weight on two neighbouring bins.
      const bins = distance / 8;
      const low = Math.floor(bins);
      for (let bin = 0; bin < 8; bin += 1) d[at + 80 + side * 8 + bin] = -50;
      d[at + 80 + side * 8 + low] = Math.log(1 - (bins - low) + 1e-9);
      if (bins > low) d[at + 80 + side * 8 + low + 1] = Math.log(bins - low);
    });
  })] },
  'DETR with softmax': { kind: 'detr', outputs: [
    tensor('logits', [1, 3, 92], (d) => { d.fill(-30); d[92 + 1] = Math.log(0.9); d[92 + 91] = Math.log(0.1); d[91] = 9; d[2 * 92 + 91] = 9; }),
    tensor('pred_boxes', [1, 3, 4], (d) => { d.set([20 / 64, 28 / 64, 12 / 64, 24 / 64], 4); }),
  ] },
  'RT-DETR with sigmoids over 80 classes': { kind: 'detr', outputs: [
    tensor('pred_boxes', [1, 3, 4], (d) => { d.set([20 / 64, 28 / 64, 12 / 64, 24 / 64], 4); }),
    tensor('logits', [1, 3, 80], (d) => { d.fill(-9); d[80] = logit(0.9); }),
  ] },
};

describe.each(Object.entries(models))('outputs of %s', (_, { kind, outputs }) => {
  it('are recognised by their shape', () => {
    expect(recogniseOutputs(outputs, input)).toBe(kind);
  });
  it('give the one person at the right place', () => {
    const boxes = decodeOutputs(kind, outputs, input, 0.3);
    expect(boxes).toHaveLength(1);
    for (const side of ['x0', 'y0', 'x1', 'y1', 'score'] as const) expect(boxes[0]![side]).toBeCloseTo(person[side], 3);
  });
});

it.each([
  ['a classifier', [tensor('probabilities', [1, 1000], () => undefined)]],
  ['a detector of another input size', [tensor('output0', [1, 14, 8400], () => undefined)]],
  ['two tensors that do not belong together', [tensor('a', [1, 5, 4], () => undefined), tensor('b', [1, 6, 91], () => undefined)]],
])('%s is refused with the shapes that were found', (_, outputs) => {
  expect(() => recogniseOutputs(outputs, input)).toThrow(`found ${outputs[0]!.name} [${outputs[0]!.dims.join(' × ')}]`);
});

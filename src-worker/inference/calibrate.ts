/** What values the tensors of a model take on sample pictures: one run a picture with every inner tensor as an output. Slow; for setup only. */
import * as ort from 'onnxruntime-node';
import { elementType, parseModel, valueInfo, writeModel } from './onnx-graph.ts';
import type { Range } from './quantise-model.ts';
import type { SamplePicture } from './sample-pictures.ts';

/** @param model a prepared float detector. @returns ranges of all its tensors but the raw bytes. */
export async function calibrate(model: Uint8Array, pictures: readonly SamplePicture[]): Promise<Map<string, Range>> {
  const { model: open, graph } = parseModel(model, 'the model to calibrate');
  const answers = new Set(graph.output.map((output) => output.name ?? ''));
  const inner = graph.node.filter((node) => node.opType !== 'Constant').flatMap((node) => node.output ?? []).filter((name) => name !== '' && !answers.has(name));
  graph.output.push(...inner.map((name) => valueInfo(name, elementType.f32, ['a', 'b', 'c', 'd'])) as typeof graph.output);
  const session = await ort.InferenceSession.create(writeModel(open), { intraOpNumThreads: 1, graphOptimizationLevel: 'disabled', logSeverityLevel: 3 });
  const ranges = new Map<string, Range>();
  for (const { planes, width, height } of pictures) {
    const outputs = await session.run({ images: new ort.Tensor('uint8', new Uint8Array(planes), [1, 3, height, width]) });
    for (const [name, { data }] of Object.entries(outputs)) {
      if (!(data instanceof Float32Array)) continue;
      const range = ranges.get(name) ?? { low: Infinity, high: -Infinity };
      for (let i = 0; i < data.length; i += 1) {
        const value = data[i]!;
        if (value < range.low) range.low = value;
        if (value > range.high) range.high = value;
      }
      ranges.set(name, range);
    }
  }
  await session.release();
  return ranges;
}

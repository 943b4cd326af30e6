/**
 * A YOLOv8 export made into our person detector: the raw heads of one class instead of 84 decoded rows, uint8 planes as
 * ffmpeg writes them (`gbrp`) instead of floats, free height and width, and the finest neck features as another output.
 * Not a change of the network: boxes equal the original's (tested). One thread, 640×384: 26 ms instead of 48.6.
 */
import { headStrides } from './decode-heads.ts';
import { castNode, elementType, findInitializer, findNode, floatsOf, prune, renameValue, setFloats, sizesOf, valueInfo, writeModel, type Graph, type Model } from './onnx-graph.ts';

/** Index of `person` among the classes of COCO. */
const PERSON = 0;

export interface PersonDetector {
  bytes: Uint8Array;
  /** Channels of the `features` output, at stride 8. */
  featureChannels: number;
}

/**
 * Inputs and outputs of what is made: `images` uint8 [1, 3 (G, B, R), height, width], both divisible by 32;
 * `box0…2` float [1, 64, h, w], `score0…2` float [1, 1, h, w] (logits), `features` float [1, featureChannels, height / 8, width / 8].
 * @throws Error when the model is no such export.
 */
export function makePersonDetector({ model, graph }: { model: Model; graph: Graph }): PersonDetector {
  const featureChannels = cutHeads(graph);
  takePlanes(graph);
  prune(graph);
  return { bytes: writeModel(model), featureChannels };
}

/** Ends the graph before boxes are decoded: decoding 8,400 × 84 values to throw nearly all away was a third of the time. */
function cutHeads(graph: Graph): number {
  const outputs = headStrides.flatMap((_, i) => {
    const box = findNode(graph, `/model.22/cv2.${i}/cv2.${i}.2/Conv`);
    const score = findNode(graph, `/model.22/cv3.${i}/cv3.${i}.2/Conv`);
    keepPerson(graph, score.input ?? []);
    box.output = [`box${i}`];
    score.output = [`score${i}`];
    return [valueInfo(`box${i}`, elementType.f32, [1, 64, `h${i}`, `w${i}`]), valueInfo(`score${i}`, elementType.f32, [1, 1, `h${i}`, `w${i}`])];
  });
  const firstOfHead = findNode(graph, '/model.22/cv2.0/cv2.0.0/conv/Conv');
  renameValue(graph, firstOfHead.input?.[0] ?? '', 'features');
  const featureChannels = sizesOf(findInitializer(graph, firstOfHead.input?.[1]))[1] ?? 0;
  graph.output = [...outputs, valueInfo('features', elementType.f32, [1, featureChannels, 'h0', 'w0'])];
  return featureChannels;
}

function keepPerson(graph: Graph, [, weightName, biasName]: string[]): void {
  const weight = findInitializer(graph, weightName);
  const bias = findInitializer(graph, biasName);
  const channels = sizesOf(weight)[1] ?? 0;
  setFloats(weight, [1, channels, 1, 1], floatsOf(weight).slice(PERSON * channels, (PERSON + 1) * channels));
  setFloats(bias, [1], floatsOf(bias).slice(PERSON, PERSON + 1));
}

/** uint8 planes in the order G, B, R: the division by 255 and the order of channels move into the first convolution. */
function takePlanes(graph: Graph): void {
  const input = graph.input[0]?.name ?? '';
  const first = graph.node.find((node) => node.input?.includes(input));
  if (!first) throw new Error('the model does not use its input');
  const weight = findInitializer(graph, first.input?.[1]);
  const sizes = sizesOf(weight);
  const [filters = 0, channels = 0, height = 0, width = 0] = sizes;
  const area = height * width;
  const old = floatsOf(weight);
  const changed = new Float32Array(old.length);
  const rgbOfPlane = [1, 2, 0];
  for (let filter = 0; filter < filters; filter += 1) {
    rgbOfPlane.forEach((rgb, plane) => {
      for (let i = 0; i < area; i += 1) changed[(filter * channels + plane) * area + i] = old[(filter * channels + rgb) * area + i]! / 255;
    });
  }
  setFloats(weight, sizes, changed);
  first.input = (first.input ?? []).map((name) => (name === input ? 'pixels' : name));
  graph.node.unshift(castNode(input, 'pixels', elementType.f32));
  graph.input = [valueInfo(input, elementType.u8, [1, 3, 'height', 'width'])];
}

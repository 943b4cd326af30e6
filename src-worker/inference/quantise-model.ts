/**
 * A float person detector made into a static int8 one: every convolution gets bytes in and bytes out (QDQ form, Jacob et al. 2018),
 * weights one scale a filter, activations one scale a tensor from the ranges given. Pure graph surgery; measuring ranges is calibrate.ts.
 */
import { elementType, findInitializer, floatsOf, int8Tensor, makeNode, scalarTensor, sizesOf, vectorTensor, type Graph, type GraphNode, type Initializer } from './onnx-graph.ts';

/** Smallest and largest value of a tensor seen in calibration. */
export interface Range { low: number; high: number }

/** Weights use −127…127, so that zero is exact and both signs reach equally far. */
const LARGEST_WEIGHT = 127;

/** Changes the graph in place. Tensors without a range stay float, and so do the last convolutions, whose outputs are the answers. */
export function quantiseModel(graph: Graph, ranges: ReadonlyMap<string, Range>): void {
  const constants = new Set(graph.initializer.map((tensor) => tensor.name ?? ''));
  const answers = new Set(graph.output.map((output) => output.name ?? ''));
  const made: Made = { nodes: [], added: [], dropped: new Set(), bytes: new Map(), ranges };
  for (const node of graph.node as GraphNode[]) {
    if (node.opType === 'Cast') {
      made.nodes.push(node);
    } else if (node.opType === 'Conv' && !(node.output ?? []).some((name) => answers.has(name))) {
      quantiseConvolution(graph, node, made);
      for (const name of node.output ?? []) if (ranges.has(name)) asBytes(name, made);
    } else {
      node.input = (node.input ?? []).map((name) => (constants.has(name) || !ranges.has(name) ? name : asBytes(name, made).floats));
      made.nodes.push(node);
      for (const name of node.output ?? []) if (ranges.has(name) && !answers.has(name)) asBytes(name, made);
    }
  }
  graph.node = made.nodes;
  graph.initializer = [...graph.initializer.filter((tensor) => !made.dropped.has(tensor.name ?? '')), ...made.added];
  graph.valueInfo = [];
}

interface Made {
  nodes: GraphNode[];
  added: Initializer[];
  dropped: Set<string>;
  /** Tensors that exist as bytes: the name of their float form, and the scale. */
  bytes: Map<string, { floats: string; scale: number }>;
  ranges: ReadonlyMap<string, Range>;
}

/** The tensor rounded to bytes and back, made once where it is first wanted. */
function asBytes(name: string, made: Made): { floats: string; scale: number } {
  const known = made.bytes.get(name);
  if (known !== undefined) return known;
  const range = made.ranges.get(name);
  if (range === undefined) throw new Error(`tensor ${name} was not seen in calibration`);
  const low = Math.min(0, range.low);
  const scale = (Math.max(0, range.high, low + 1e-6) - low) / 255;
  const zero = Math.max(0, Math.min(255, Math.round(-low / scale)));
  made.added.push(scalarTensor(`${name}_scale`, elementType.f32, scale), scalarTensor(`${name}_zero`, elementType.u8, zero));
  const result = { floats: `${name}_rounded`, scale };
  made.nodes.push(
    makeNode('QuantizeLinear', [name, `${name}_scale`, `${name}_zero`], [`${name}_bytes`]),
    makeNode('DequantizeLinear', [`${name}_bytes`, `${name}_scale`, `${name}_zero`], [result.floats]),
  );
  made.bytes.set(name, result);
  return result;
}

function quantiseConvolution(graph: Graph, node: GraphNode, made: Made): void {
  const [inputName = '', weightName = '', biasName = ''] = node.input ?? [];
  const input = asBytes(inputName, made);
  const weight = findInitializer(graph, weightName);
  const bias = floatsOf(findInitializer(graph, biasName));
  const sizes = sizesOf(weight);
  const [filters = 0] = sizes;
  const values = floatsOf(weight);
  const each = values.length / filters;
  const rounded = new Int8Array(values.length);
  const scales = new Float32Array(filters);
  const biasScales = new Float32Array(filters);
  const roundedBias = new Int32Array(filters);
  for (let filter = 0; filter < filters; filter += 1) {
    let largest = 1e-9;
    for (let i = 0; i < each; i += 1) largest = Math.max(largest, Math.abs(values[filter * each + i]!));
    const scale = Math.fround(largest / LARGEST_WEIGHT);
    scales[filter] = scale;
    for (let i = 0; i < each; i += 1) rounded[filter * each + i] = Math.max(-LARGEST_WEIGHT, Math.min(LARGEST_WEIGHT, Math.round(values[filter * each + i]! / scale)));
    biasScales[filter] = scale * Math.fround(input.scale);
    roundedBias[filter] = Math.round(bias[filter]! / biasScales[filter]!);
  }
  made.dropped.add(weightName).add(biasName);
  made.added.push(
    int8Tensor(`${weightName}_bytes`, sizes, rounded), vectorTensor(`${weightName}_scale`, scales), int8Tensor(`${weightName}_zero`, [filters], new Int8Array(filters)),
    vectorTensor(`${biasName}_whole`, roundedBias), vectorTensor(`${biasName}_scale`, biasScales), vectorTensor(`${biasName}_zero`, new Int32Array(filters)),
  );
  made.nodes.push(
    makeNode('DequantizeLinear', [`${weightName}_bytes`, `${weightName}_scale`, `${weightName}_zero`], [`${weightName}_rounded`], { axis: 0 }),
    makeNode('DequantizeLinear', [`${biasName}_whole`, `${biasName}_scale`, `${biasName}_zero`], [`${biasName}_rounded`], { axis: 0 }),
  );
  node.input = [input.floats, `${weightName}_rounded`, `${biasName}_rounded`];
  made.nodes.push(node);
}
